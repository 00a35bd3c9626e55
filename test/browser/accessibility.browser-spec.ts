import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { keepScreen } from './artifacts';
import { DESK, PHONE, type Reader, SMALL_PHONE, TestBrowser } from './chromium';
import { Desk, firstSession, openOne } from './desk';
import { logIn } from './screens';
import { settle, violationsOf } from './violations';

/** Every screen, and what it has to show before it is looked at. */
const SCREENS = [
  '/',
  '/signals',
  '/signals/first',
  '/positions',
  '/history',
  '/history?view=deals',
  '/statistics',
  '/risk',
  '/terminals',
  '/tokens',
  '/account',
  '/welcome',
  '/nowhere',
];
const DOORS = ['/login', '/register', '/status'];

const READERS: readonly (Reader & { readonly name: string })[] = [
  { name: 'at a desk, by day, in English', viewport: DESK, theme: 'light', language: 'en' },
  { name: 'at a desk, by night, in French', viewport: DESK, theme: 'dark', language: 'fr' },
  { name: 'on a phone, by day, in French', viewport: PHONE, theme: 'light', language: 'fr' },
  { name: 'on a small phone, by night, in English', viewport: SMALL_PHONE, theme: 'dark', language: 'en' },
];

describe('every screen', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;
  let desk: Desk;
  let person: Person;
  let first: number;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    person = await registerPerson(new ApiClient(app.url), 'everybody');
    const { token } = await makeApiToken(person, ['terminal']);
    desk = new Desk(app.url, token);
    await firstSession(person);
    first = await openOne(person, desk);
    const signal = { symbol: 'WHEAT', signal_type: 'BUY', stop_loss: 1 };
    await person.api.post('/trading/signals', { ...signal, signal_time: new Date().toISOString() });
  });
  afterAll(async () => {
    await desk.close();
    await browser.close();
    await app.close();
  });
  afterEach(() => browser.closePages());

  it.each(READERS)(
    'can be read by everybody $name',
    async (reader) => {
      const page = await browser.open(app.url, reader);
      const found: Record<string, string[]> = {};
      const look = async (path: string): Promise<void> => {
        await page.goto(path.replace('first', String(first)));
        await settle(page);
        await keepScreen(page, reader.name, path);
        const violations = await violationsOf(page);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > (reader.viewport ?? DESK).width) violations.push(`is ${width} pixels wide`);
        if (violations.length > 0) found[path] = violations;
      };
      for (const path of DOORS) await look(path);
      await logIn(page, 'everybody');
      for (const path of SCREENS) await look(path);
      expect(found).toEqual({});
      expect(await page.locator('html').getAttribute('lang')).toBe(reader.language);
    },
    300_000,
  );

  it('opens dialogs that hold the focus and give it back', async () => {
    const page = await browser.open(app.url);
    await logIn(page, 'everybody');
    const stop = page.getByRole('button', { name: 'STOP' });
    await stop.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    for (let step = 0; step < 12; step += 1) await page.keyboard.press('Tab');
    expect(await page.locator('[role=dialog] :focus').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('button:focus', { hasText: 'STOP' }).waitFor();
  });

  it('changes its language while it is read', async () => {
    const page = await browser.open(app.url);
    await logIn(page, 'everybody');
    await page.goto('/account');
    await page.getByText('Français').click();
    await page.getByRole('heading', { name: 'Mot de passe' }).waitFor();
    await page.goto('/');
    await page.getByText('Fonds propres').first().waitFor();
    // A French number: a narrow no-break space between thousands, a comma before the cents.
    expect(await page.locator('body').textContent()).toMatch(/\d\u202F\d{3},\d{2}\u00A0\$/);
  });
});
