import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { keepScreen } from './artifacts';
import { onFailure } from './witness';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** The names under which systems install it; `test/support/provide-programs.mjs` knows the same. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** The narrowest that many people carry. */
export const SMALL_PHONE = { width: 360, height: 780 };

export interface Reader {
  readonly language?: 'en' | 'fr';
  readonly theme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A real browser without a window. Its pages fail the test that opened them when they complain. */
export class TestBrowser {
  readonly complaints: string[] = [];
  private readonly contexts: BrowserContext[] = [];

  private constructor(private readonly browser: Browser) {
    onFailure((test) => this.keepPages(test));
  }

  static async launch(): Promise<TestBrowser> {
    // As root Chromium has no sandbox; the pages it opens here are ours.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return new TestBrowser(
      await chromium.launch({ executablePath: executable(), args: [...QUIET, ...sandbox] }),
    );
  }

  /** A page of somebody who was never here: nothing is stored, nobody is logged in. */
  async open(url: string, { language = 'en', theme = 'light', viewport = DESK }: Reader = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: url,
      viewport,
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      colorScheme: theme,
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Paris',
    });
    context.setDefaultTimeout(20_000);
    this.contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Warning:/.test(message.text())) this.complaints.push(message.text());
    });
    return page;
  }

  /** Keeps what every open page shows at this moment. */
  private async keepPages(test: string): Promise<void> {
    const pages = this.contexts.flatMap((context) => context.pages());
    for (const [index, page] of pages.entries()) await keepScreen(page, 'failed', `${test} ${index + 1}`);
  }

  /** Closes the pages of a test. */
  async closePages(): Promise<void> {
    for (const context of this.contexts.splice(0)) await context.close();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

function executable(): string {
  const paths = (process.env['PATH'] ?? '').split(delimiter);
  const places = [...NAMES.flatMap((name) => paths.map((path) => join(path, name))), ...PATHS];
  const found = places.find(isExecutable);
  if (found === undefined) throw new Error('No Chromium: node test/support/provide-programs.mjs installs it');
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
