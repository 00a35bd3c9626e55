import { type Page } from 'playwright-core';
import { Clock } from '../../src/platform/time/clock';
import { PASSWORD } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';
import { Desk } from './desk';
import { fillSignal, register, takeToken } from './screens';

describe('the first run', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;
  let page: Page;
  let desk: Desk | undefined;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    page = await browser.open(app.url);
  });
  afterAll(async () => {
    await desk?.close();
    await browser.close();
    await app.close();
  });

  it('leads from nothing to a connected terminal', async () => {
    await register(page, 'newcomer');
    const token = await takeToken(page);
    expect(token).toMatch(/^rbs_/);

    // The address is this server's own, under a name that MetaTrader takes.
    await page.getByText(app.url.replace('localhost', '127.0.0.1'), { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Waiting for your terminal…').waitFor();

    desk = new Desk(app.url, token);
    await page.getByText('Your terminal is connected.').waitFor();
    await page.getByText('IC Markets · 12345678 · $10,000.00').waitFor();
    await page.getByRole('button', { name: 'To the dashboard' }).click();
    await page.getByRole('heading', { name: '12345678 · IC Markets' }).waitFor();
  });

  it('turns a signal sent by hand into a position, and shows every stage of it', async () => {
    const { bid } = marketOf(desk).quote('EURUSD');
    await page.getByRole('link', { name: 'Signals', exact: true }).first().click();
    await fillSignal(page, { symbol: 'EURUSD', stop: bid.minus('0.005').toNumber(), volume: 0.1 });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('0.10 lots', { exact: true }).waitFor();
    await dialog.getByText(/loses \$\d/).waitFor();
    await dialog.getByText('trade real money at once').waitFor();
    await page.getByRole('button', { name: 'Send the signal' }).click();

    await page.getByRole('heading', { name: /Buy EURUSD · no\. \d+/ }).waitFor();
    // 2 % of 10,000 USD would be more; 0.10 lots were asked for.
    await page.getByText('Ordered: 0.10 lots').waitFor();
    await page.getByText('2 % of 10,000 USD = 200 USD').waitFor();
    for (const stage of [
      'Received and stored',
      'Sized and decided',
      'Handed to the terminal',
      'Executed by the broker',
    ]) {
      await page.getByText(stage).first().waitFor();
    }

    await page.getByRole('link', { name: 'Positions', exact: true }).first().click();
    await page.getByRole('row', { name: /EURUSD Buy 0\.10 lots/ }).waitFor();
  });

  it('explains a refused signal with its code and its numbers', async () => {
    await page.getByRole('link', { name: 'Signals', exact: true }).first().click();
    await fillSignal(page, { symbol: 'WHEAT' });
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Would be refused', { exact: true }).waitFor();
    await dialog.getByText('Sent now, it would be refused').waitFor();
    await dialog.getByRole('button', { name: 'Send it all the same' }).click();

    await page.getByRole('heading', { name: /Buy WHEAT/ }).waitFor();
    const story = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Decision' }) });
    await story.getByText('Refused').first().waitFor();
    await story.locator('code').first().waitFor();
    expect(await story.locator('code').first().textContent()).toMatch(/^[A-Z_]+$/);
    await story.getByText('It is the signal itself that has to be corrected').waitFor();
  });

  it('closes a position after it has said what that means', async () => {
    await page.getByRole('link', { name: 'Positions', exact: true }).first().click();
    await page.getByRole('button', { name: /^Close EURUSD/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('it cannot be undone').waitFor();
    await dialog.getByRole('button', { name: 'Close the position' }).click();
    await page.getByRole('heading', { name: /Close buy EURUSD/ }).waitFor();
    await page.getByText('Executed by the broker').first().waitFor();

    await page.getByRole('link', { name: 'Positions', exact: true }).first().click();
    await page.getByText('No open position').waitFor();
    expect(desk?.broker.book.positions()).toEqual([]);

    await page.getByRole('link', { name: 'History', exact: true }).first().click();
    await page.getByRole('row', { name: /EURUSD Buy 0\.10 lots/ }).waitFor();
    await page.getByText('Deals', { exact: true }).click();
    await page.getByRole('row', { name: /Close · EURUSD/ }).waitFor();
  });

  it('stops trading from any screen, and lets it go on only with a reason and the password', async () => {
    await page.getByRole('button', { name: 'STOP' }).click();
    await page.getByRole('button', { name: 'Stop everything now' }).click();
    await page.getByText('Trading is halted on all your accounts.').waitFor();

    await page.getByRole('button', { name: 'Resume trading' }).click();
    const dialog = page.getByRole('dialog');
    const resume = dialog.getByRole('button', { name: 'Resume trading' });
    expect(await resume.isDisabled()).toBe(true);
    await dialog.getByLabel('Why?').fill('It was a drill');
    expect(await resume.isDisabled()).toBe(true);
    await dialog.getByLabel('Your password', { exact: true }).fill('not this one');
    await resume.click();
    await dialog.getByText('This is not your password').waitFor();
    await page.getByText('Trading is halted on all your accounts.').waitFor();

    await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
    await resume.click();
    await page.getByText('Trading is halted on all your accounts.').waitFor({ state: 'detached' });
  });

  it('goes on after the page is loaded again, without a new login', async () => {
    await page.goto('/risk');
    await page.getByRole('heading', { name: 'Risk', exact: true }).waitFor();
    await page.getByText('It was a drill').waitFor();
  });

  it('has given the browser nothing to complain about', () => {
    expect(browser.complaints).toEqual([]);
  });
});

function marketOf(desk: Desk | undefined): Desk['broker']['market'] {
  if (!desk) throw new Error('The terminal was never connected');
  return desk.broker.market;
}
