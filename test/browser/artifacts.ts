import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Page } from 'playwright-core';

/** Where each run leaves what it saw, to be looked at by people; git does not keep it. */
const SCREENS = join(__dirname, '../../artifacts/screens');

/** Keeps the whole of a page as a picture: one folder for each way of reading, one file for each screen. */
export async function keepScreen(page: Page, reader: string, screen: string): Promise<void> {
  const path = join(SCREENS, fileName(reader), `${fileName(screen) || 'dashboard'}.png`);
  mkdirSync(join(path, '..'), { recursive: true });
  // Pictures only: a test never fails because one could not be taken.
  await page.screenshot({ path, fullPage: true }).catch(() => undefined);
}

function fileName(words: string): string {
  return words.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '');
}
