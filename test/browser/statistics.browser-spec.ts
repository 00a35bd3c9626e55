import { readFile } from 'node:fs/promises';
import { type Page } from 'playwright-core';
import { Clock } from '../../src/platform/time/clock';
import { ApiClient, type Json } from '../support/api-client';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { keepScreen } from './artifacts';
import { DESK, PHONE, type Reader, TestBrowser } from './chromium';
import { Desk, firstSession } from './desk';
import { Past } from './past';
import { logIn } from './screens';
import { settle, violationsOf } from './violations';

const READERS: readonly (Reader & { readonly name: string })[] = [
  { name: 'at a desk, by day, in English', viewport: DESK, theme: 'light', language: 'en' },
  { name: 'on a phone, by night, in French', viewport: PHONE, theme: 'dark', language: 'fr' },
];

describe('a year of trading', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;
  let desk: Desk;
  let person: Person;
  let past: Past;
  let performance: Json;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    person = await registerPerson(new ApiClient(app.url), 'historian');
    const { token, api } = await makeApiToken(person, ['terminal']);
    past = new Past(Date.now());
    desk = new Desk(app.url, token, {}, past.balance);
    const session = await firstSession(person);
    await past.tell(api, session, app.dataSource);
    await person.api.put(`/accounts/${session.accountId}/risk-profile`, {
      risk_percent: 2,
      max_open_positions: 5,
      opening_ttl_seconds: 30,
      guard: { pack: 'ftmo-2-step', initial_balance: 10_000 },
    });
    const { body } = await person.api.get('/stats/performance');
    performance = (body['data'] as Json[])[0] ?? {};
  });
  afterAll(async () => {
    await desk.close();
    await browser.close();
    await app.close();
  });
  afterEach(() => browser.closePages());

  async function open(path: string, reader?: Reader): Promise<Page> {
    const page = await browser.open(app.url, reader);
    await logIn(page, 'historian');
    await page.goto(path);
    await settle(page);
    return page;
  }

  const card = (page: Page, title: string | RegExp): ReturnType<Page['locator']> =>
    page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

  it('is summed up as the backend does it, with what each figure is one tap away', async () => {
    const page = await open('/statistics');
    const { profit, trades } = performance['trade_figures'] as { profit: number; trades: number };
    const money = new Intl.NumberFormat('en-GB', {
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
      signDisplay: 'exceptZero',
    });
    await card(page, 'Result')
      .getByText(money.format(profit).replace('-', '\u2212'), { exact: true })
      .waitFor();
    await card(page, 'Activity').getByText(String(trades), { exact: true }).waitFor();

    await page.getByRole('button', { name: 'Profit factor: what is it?' }).click();
    await page.getByText('Everything won ÷ everything lost.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Everything won ÷ everything lost.').waitFor({ state: 'detached' });
  });

  it('is drawn, and every chart tells its numbers in a table too', async () => {
    const page = await open('/statistics');
    await page
      .getByRole('img', { name: /^Balance and equity over time\..*deposits and withdrawals: 3/ })
      .waitFor();
    await page.getByText('Triangles mark 3 deposits (▲) and withdrawals (▼).').waitFor();
    await page.getByRole('img', { name: /^Deepest below the peak/ }).waitFor();
    await page.getByRole('img', { name: /^How often each result came/ }).waitFor();

    const curve = card(page, 'Balance and equity');
    await curve.getByText('Table', { exact: true }).click();
    for (const flow of ['+$10,000.00', '+$2,500.00', '\u2212$1,500.00']) {
      await curve.getByRole('cell', { name: flow, exact: true }).first().waitFor();
    }
    const origins = card(page, 'Where it comes from');
    await origins.getByRole('rowheader', { name: 'XAUUSD' }).waitFor();
    await origins.getByLabel('Group by').selectOption('weekday');
    await origins.getByRole('img', { name: /^Best: (Mon|Tue|Wed|Thu|Fri) with \+\$/ }).waitFor();
    await origins.getByText('Table', { exact: true }).click();
    expect(await origins.getByRole('rowheader').count()).toBe(5);
  });

  it('keeps what was asked for in the address, and says what it knows too little for', async () => {
    const page = await open('/statistics');
    await page.getByLabel('Period').selectOption('7d');
    await page.waitForURL(/\?.*period=7d/);
    await page
      .getByText(/^needs 30 trades, has \d+$/)
      .first()
      .waitFor();
    await page.reload();
    await page
      .getByText(/^needs 30 trades, has \d+$/)
      .first()
      .waitFor();
    expect(await page.getByLabel('Period').inputValue()).toBe('7d');

    await page.getByLabel('Period').selectOption('all');
    await page.getByLabel('Symbol').fill('XAUUSD');
    await page.getByRole('heading', { name: 'Result of XAUUSD' }).waitFor();
    await page.getByText('a balance belongs to no symbol').waitFor();
    await page.getByLabel('Symbol').fill('WHEAT');
    await page.getByText('No trade here').waitFor();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await page.getByRole('heading', { name: 'Balance and equity' }).waitFor();
  });

  it('is listed trade by trade and deal by deal, and leaves as a file that holds all of it', async () => {
    const page = await open('/history', { language: 'fr' });
    await page.getByRole('row', { name: /pips/ }).first().waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger en CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(past.trades + 1);
    expect(lines[0]).toMatch(/^\uFEFFposition;leg;/);
    // As French spreadsheets read it: a comma in the volume.
    expect(lines[1]).toContain(';0,1;');

    await page.getByText('Transactions', { exact: true }).click();
    await page.waitForURL(/view=deals/);
    await page
      .getByRole('row', { name: /Ouverture ·/ })
      .first()
      .waitFor();
    await page.getByRole('link', { name: 'Statistiques' }).last().click();
    await page.getByRole('heading', { name: 'Solde et fonds propres' }).waitFor();
  });

  it('stands on the dashboard with the day, the curve and how far each floor is', async () => {
    const page = await open('/');
    await page.getByText(/^closed [+\u2212$]/).waitFor();
    await page.getByRole('img', { name: /^Equity over time, from \$/ }).waitFor();
    await page.getByText('Month', { exact: true }).click();
    await page.getByRole('img', { name: /^Equity over time, from \$/ }).waitFor();
    const meters = page.getByRole('meter');
    await meters.first().waitFor();
    expect(
      await meters.evaluateAll((found) => found.map((meter) => meter.getAttribute('aria-label'))),
    ).toEqual(['Loss of the day', 'Loss in all']);
    await page
      .getByText(/^\$[\d,.]+ left$/)
      .first()
      .waitFor();
  });

  it.each(READERS)(
    'can be read by everybody $name',
    async (reader) => {
      const page = await open('/', reader);
      const found: Record<string, string[]> = {};
      for (const path of ['/', '/history', '/statistics']) {
        await page.goto(path);
        await settle(page);
        await keepScreen(page, `after a year ${reader.name}`, path);
        const violations = await violationsOf(page);
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > (reader.viewport ?? DESK).width) violations.push(`is ${width} pixels wide`);
        if (violations.length > 0) found[path] = violations;
      }
      expect(found).toEqual({});
    },
    180_000,
  );

  it('tells why a terminal is away', async () => {
    const page = await open('/');
    await page.getByText('Live', { exact: true }).first().waitFor();
    await desk.close();
    await page.getByText('The Expert Advisor said goodbye').waitFor();
  });

  it('has given the browser nothing to complain about', () => {
    expect(browser.complaints).toEqual([]);
  });
});
