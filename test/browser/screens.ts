import { type Page } from 'playwright-core';
import { PASSWORD } from '../support/people';

/** Registers somebody through the page and arrives at the wizard. */
export async function register(page: Page, username: string): Promise<void> {
  await page.goto('/register');
  await page.getByLabel('E-mail address').fill(`${username}@example.com`);
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await page.getByRole('heading', { name: 'Connect your terminal' }).waitFor();
}

/** Logs in through the page, in whatever language it is in. */
export async function logIn(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.goto('/login');
  await page.locator('input[autocomplete=username]').fill(username);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.locator('main#main h1').waitFor();
}

/** Walks the wizard to the token and returns it, as a person would copy it. */
export async function takeToken(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Create the token' }).click();
  const token = await page.locator('code').filter({ hasText: /^rbs_/ }).first().textContent();
  await page.getByRole('button', { name: 'Continue' }).click();
  return token ?? '';
}

/** Fills in a signal and reads it again, up to the button that sends it. */
export async function fillSignal(
  page: Page,
  signal: { symbol: string; stop?: number; target?: number; volume?: number },
): Promise<void> {
  await page.getByRole('button', { name: 'Send a signal' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Symbol').fill(signal.symbol);
  if (signal.stop !== undefined) await dialog.getByLabel('Stop loss').fill(String(signal.stop));
  if (signal.target !== undefined) await dialog.getByLabel('Take profit').fill(String(signal.target));
  if (signal.volume !== undefined) await dialog.getByLabel('Volume, lots').fill(String(signal.volume));
  await dialog.getByRole('button', { name: 'Check' }).click();
}
