import { readFileSync } from 'node:fs';
import { type Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary?: string }[];
}

/** What axe has against a page, one line each; empty when nothing. */
export async function violationsOf(page: Page): Promise<string[]> {
  // By the debugger, past the page's own policy, which lets no foreign script in.
  await page.evaluate(AXE);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: WCAG } });
  const { violations } = await page.evaluate<{ violations: Violation[] }>(`axe.run(${options})`);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/** Waits until a screen shows what it is for. */
export async function settle(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[role=status] svg, .mantine-Loader-root').first().waitFor({ state: 'detached' });
}
