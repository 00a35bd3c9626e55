import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Page } from 'playwright-core';
import { DESK, PHONE, type Reader, TestBrowser } from './chromium';
import { logIn } from './screens';
import { settle } from './violations';

const IMAGES = join(process.cwd(), 'docs/images');
/** What the browser test of a year of trading keeps. */
const YEAR = join(process.cwd(), 'artifacts/screens/after-a-year-at-a-desk-by-day-in-English/statistics.png');
/** Long enough for positions that won and lost, and for a curve, which has a point a minute. */
const TRADING_MS = 150_000;
/** The bar at the top covers what stands higher. */
const BELOW_THE_BAR = 72;
const AT_A_DESK: Reader = { viewport: DESK, language: 'en', theme: 'light' };
const ON_A_PHONE: Reader = { viewport: PHONE, language: 'fr', theme: 'dark' };
const GREETING = /Open (?<url>\S+) in your browser\.\s+Username (?<username>\S+), password (?<password>\S+)/;

/** `npm run docs:images`: takes the pictures of README and docs anew, from the demo and from a test's year of trading. */
async function main(): Promise<void> {
  const demo = spawn(process.execPath, [join(__dirname, '../terminal/demo.js')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await TestBrowser.launch();
  try {
    const { url, username, password } = await greetingOf(demo);
    await pause(TRADING_MS);
    const open = async (reader: Reader, path: string): Promise<Page> => {
      const page = await browser.open(url, reader);
      await logIn(page, username, password);
      await page.goto(path);
      await settle(page);
      return page;
    };
    await keep(await open(AT_A_DESK, '/'), 'dashboard');
    await keep(await open(ON_A_PHONE, '/'), 'dashboard-phone-dark');
    await keep(await decided(await open(AT_A_DESK, '/signals')), 'decision');
    await keep(await previewed(await open(AT_A_DESK, '/signals')), 'preview');
    await keep(await chosen(await open(AT_A_DESK, '/risk')), 'risk');
    await keep(await yearOf(await browser.open(url, AT_A_DESK)), 'statistics');
  } finally {
    await browser.close();
    demo.kill('SIGINT');
    await once(demo, 'exit');
  }
}

/** Where the demo is and who may look at it, as it says itself. */
async function greetingOf(demo: ChildProcess): Promise<{ url: string; username: string; password: string }> {
  const { stdout } = demo;
  if (!stdout) throw new Error('The demo has no voice');
  let said = '';
  for (;;) {
    const [chunk] = (await once(stdout, 'data')) as [Buffer];
    said += chunk.toString();
    const { url, username, password } = GREETING.exec(said)?.groups ?? {};
    if (url === undefined || username === undefined || password === undefined) continue;
    // What it tells from here on is listened to by nobody, and must not stop it.
    stdout.resume();
    return { url, username, password };
  }
}

/** The first opening signal in the list that was executed, with its decision. */
async function decided(page: Page): Promise<Page> {
  const executed = page.locator('main a[href^="/signals/"]').filter({ hasText: 'Executed' });
  await executed
    .filter({ hasText: /^(Buy|Sell) / })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Decision' }).waitFor();
  await page.getByText('Executed by the broker').first().waitFor();
  return page;
}

async function previewed(page: Page): Promise<Page> {
  await page.getByRole('button', { name: 'Send a signal' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Symbol').fill('EURUSD');
  await dialog.getByLabel('Stop loss').fill('1.095');
  await dialog.getByRole('button', { name: 'Check' }).click();
  await dialog.getByText('How it is sized').first().click();
  return page;
}

async function chosen(page: Page): Promise<Page> {
  await page.getByLabel('Rules', { exact: true }).first().selectOption({ label: 'FTMO, two steps' });
  await page.getByRole('region', { name: 'Where your floors would be now' }).waitFor();
  const box = await page.getByRole('heading', { level: 2, name: /12345678/ }).boundingBox();
  await page.evaluate(`window.scrollTo(0, ${(box?.y ?? 0) - BELOW_THE_BAR})`);
  return page;
}

/** The beginning of what the test saw of its year. */
async function yearOf(page: Page): Promise<Page> {
  const image = await readFile(YEAR, 'base64');
  await page.setContent(`<body style="margin: 0"><img src="data:image/png;base64,${image}">`);
  return page;
}

async function keep(page: Page, name: string): Promise<void> {
  const path = join(IMAGES, `${name}.png`);
  await pause(500);
  await page.screenshot({ path });
  await page.context().close();
  // A palette says what these screens say, in a third of the size.
  execFileSync('pngquant', ['--force', '--nofs', '--strip', '--output', path, '128', path]);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
