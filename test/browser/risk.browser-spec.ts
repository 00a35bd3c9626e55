import { type Locator, type Page } from 'playwright-core';
import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { eventually } from '../support/eventually';
import { makeApiToken, PASSWORD, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';
import { Desk } from './desk';
import { logIn } from './screens';

const ABOUT_ONE = /As it is saved: (0\.[89]\d|1\.[01]\d) lots?/;

describe('the risk of an account', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;
  let page: Page;
  let desk: Desk;
  let person: Person;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    person = await registerPerson(new ApiClient(app.url), 'careful');
    const { token } = await makeApiToken(person, ['terminal']);
    desk = new Desk(app.url, token);
    page = await browser.open(app.url);
    await logIn(page, 'careful');
    await page.getByRole('heading', { name: /12345678/ }).waitFor();
    await page.getByRole('link', { name: 'Risk', exact: true }).first().click();
  });
  afterAll(async () => {
    await desk.close();
    await browser.close();
    await app.close();
  });

  function card(title: string): Locator {
    return page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
      .last();
  }

  function untilOpen(count: number): Promise<void> {
    return eventually(async () => {
      const { body } = await person.api.get('/trading/positions?status=OPEN');
      expect(body['data']).toHaveLength(count);
    });
  }

  it('says in lots what a limit would mean, before it is saved', async () => {
    const limits = card('Limits');
    // 2 % of 10 000 = 200; 20 pips are 200 ticks of 1 dollar per lot: about 1 lot, as prices move meanwhile.
    await limits.getByText(ABOUT_ONE).waitFor();
    await limits.getByLabel('Risk for each position').fill('1');
    await limits.getByText(/As it is above: 0\.(4[4-9]|5[0-6]) lots?/).waitFor();
    await limits.getByText(ABOUT_ONE).waitFor();
    await limits.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved. It holds from the next signal on.').waitFor();
    await limits.getByText(/As it is saved: 0\.(4[4-9]|5[0-6]) lots?/).waitFor();
  });

  it('puts an account under loss rules after it has said what they will do', async () => {
    await card('Distance to the floors').getByText('No loss rules are chosen').waitFor();
    const rules = card('Loss rules');
    await rules.getByLabel('Rules', { exact: true }).selectOption({ label: 'FTMO, two steps' });
    await rules.getByText('In a day, at most 5\u202F% of the first balance').waitFor();
    const preview = rules.getByRole('region', { name: 'Where your floors would be now' });
    await preview.getByRole('meter', { name: 'Loss of the day' }).waitFor();
    await preview.getByText('down to the floor of $9,500.00').waitFor();
    await preview.getByText('$1,000.00 left').waitFor();
    await rules.getByLabel('First balance, USD').fill('12000');
    await preview.getByText('A floor is broken already').waitFor();
    await rules.getByLabel('First balance, USD').fill('10000');
    await preview.getByText('down to the floor of $9,500.00').waitFor();
    await card('Distance to the floors').getByText('No loss rules are chosen').waitFor();
    await rules.getByRole('button', { name: 'Use these rules…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('every position of the account is closed at the market').waitFor();
    await dialog.getByRole('button', { name: 'Use these rules' }).click();

    const floors = card('Distance to the floors');
    await floors.getByRole('meter', { name: 'Loss of the day' }).waitFor();
    await floors.getByText('down to the floor of $9,500.00').waitFor();
    await floors.getByText('$1,000.00 left').waitFor();
    await floors.getByText(/At the next reset, .* the floor becomes \$9,500\.00, and it holds/).waitFor();
  });

  it('pauses one account, and lets it follow again', async () => {
    const sources = card('Sources');
    await sources.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await sources.getByText('paused', { exact: true }).waitFor();
    await sources.getByRole('button', { name: 'Follow again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Follow again' }).click();
    await sources.getByText('yes', { exact: true }).waitFor();
  });

  it('closes everything and halts, says who did it, and goes on only with the password', async () => {
    const stop = desk.broker.market.quote('EURUSD').bid.minus('0.01').toFixed(5);
    await person.api.post('/trading/signals', {
      symbol: 'EURUSD',
      signal_type: 'BUY',
      stop_loss: stop,
      volume: 0.1,
      signal_time: new Date().toISOString(),
    });
    await untilOpen(1);

    await page.getByRole('button', { name: 'Close everything…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('One position is closed at the market').waitFor();
    const submit = dialog.getByRole('button', { name: 'Close everything and stop' });
    expect(await submit.isDisabled()).toBe(true);
    await dialog.getByLabel('Type CLOSE ALL to confirm').fill('close all');
    await submit.click();
    await page.getByText('Trading is halted on all your accounts.').waitFor();
    await page.getByText(/on all your accounts · you · .* · Stopped by hand/).waitFor();
    await untilOpen(0);
    expect(desk.broker.book.positions()).toEqual([]);

    await card('Trading').getByRole('button', { name: 'Resume trading' }).click();
    await dialog.getByLabel('Why?').fill('The news are over');
    await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Resume trading' }).click();
    await page.getByText('Trading is halted on all your accounts.').waitFor({ state: 'detached' });
    await page.getByText(/on all your accounts · you · .* · The news are over/).waitFor();
  });

  it('has given the browser nothing to complain about', () => {
    expect(browser.complaints).toEqual([]);
  });
});
