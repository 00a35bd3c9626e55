import { type Page } from 'playwright-core';
import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { makeApiToken, PASSWORD, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';
import { Desk, firstSession, openOne } from './desk';
import { stationOf, tabTo, walk } from './keyboard';
import { settle } from './violations';

const SCREENS = [
  'Signals',
  'Positions',
  'History',
  'Statistics',
  'Risk',
  'Terminals',
  'Tokens',
  'Account',
  'Dashboard',
];

/** Each dialog: the screen it is on, the button that opens it, and what it is called. */
const DIALOGS = [
  ['/', 'STOP', 'Stop trading'],
  ['/', /^Close EURUSD/, /Close EURUSD/],
  ['/positions', 'Close all…', 'Close every open position?'],
  ['/signals', 'Send a signal', 'Send a signal'],
  ['/tokens', 'Create a token', 'Create a token'],
  ['/tokens', /^Revoke/, /^Revoke/],
  ['/risk', 'Close everything…', 'Stop trading'],
  ['/risk', 'Pause', /^Pause/],
] as const;

describe('a trader without a mouse', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;
  let desk: Desk;
  let person: Person;
  let page: Page;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    person = await registerPerson(new ApiClient(app.url), 'typist');
    const { token } = await makeApiToken(person, ['terminal']);
    desk = new Desk(app.url, token);
    await firstSession(person);
    await openOne(person, desk);
    page = await browser.open(app.url);
  });
  afterAll(async () => {
    await desk.close();
    await browser.close();
    await app.close();
  });

  it('logs in, and is at the head of the page', async () => {
    await page.goto('/login');
    await tabTo(page, /^Username/);
    await page.keyboard.type('typist');
    await tabTo(page, 'Password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    expect(await stationOf(page)).toMatchObject({ role: 'h1', name: 'Dashboard' });
  });

  it('skips to what the page is about', async () => {
    await page.goto('/');
    await settle(page);
    await page.evaluate('document.activeElement.blur()');
    await tabTo(page, 'Skip to the content');
    expect(await stationOf(page)).toMatchObject({ isSeen: true });
    await page.keyboard.press('Enter');
    expect(await stationOf(page)).toMatchObject({ role: 'main' });
    await page.keyboard.press('Tab');
    expect(await page.locator('main :focus').count()).toBe(1);
  });

  it.each(SCREENS)(
    'reaches %s, where everything has a name and shows its focus, and STOP is on the way',
    async (name) => {
      await page.evaluate('document.activeElement.blur()');
      await tabTo(page, name);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name }).waitFor();
      expect(await stationOf(page)).toMatchObject({ role: 'h1', name });
      await settle(page);
      const stations = await walk(page);
      expect(stations.filter((station) => station.name === '' || !station.isSeen)).toEqual([]);
      expect(stations.map((station) => station.name)).toContain('STOP');
    },
  );

  it.each(DIALOGS)(
    'on %s opens “%s”, stays inside, and comes back to where it was',
    async (path, button, title) => {
      await page.goto(path);
      await settle(page);
      await tabTo(page, button);
      const before = await stationOf(page);
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: title });
      await dialog.waitFor();
      await page.locator('[role=dialog] :focus').waitFor();
      for (let step = 0; step < 20; step += 1) {
        await page.keyboard.press(step % 2 === 0 ? 'Tab' : 'Shift+Tab');
        await page.keyboard.press('Tab');
        const station = await stationOf(page);
        expect([station?.name === '', station?.isSeen]).toEqual([false, true]);
        expect(await page.locator('[role=dialog] :focus').count()).toBe(1);
      }
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await page.locator('body :focus').waitFor();
      expect(await stationOf(page)).toMatchObject({ name: before?.name });
    },
  );

  it('stops trading and resumes it', async () => {
    await page.goto('/');
    await settle(page);
    await tabTo(page, 'STOP');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Stop trading' }).waitFor();
    await page.locator('button:focus', { hasText: 'Stop everything now' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Trading is halted on all your accounts.').waitFor();
    await tabTo(page, 'Resume trading');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Why?');
    await page.keyboard.type('Only a rehearsal');
    await tabTo(page, 'Your password');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByText('Trading is halted on all your accounts.').waitFor({ state: 'detached' });
  });

  it('chooses with the arrows', async () => {
    await page.goto('/');
    await settle(page);
    await tabTo(page, 'Day');
    await page.keyboard.press('ArrowRight');
    expect(await page.getByRole('radio', { name: 'Week' }).isChecked()).toBe(true);
  });

  it('has given the browser nothing to complain about', () => {
    expect(browser.complaints).toEqual([]);
  });
});
