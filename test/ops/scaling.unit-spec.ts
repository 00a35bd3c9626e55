import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './tool';

const page = readFileSync(join(ROOT, 'docs/scaling.md'), 'utf8');
const INTERVAL_S = 5;
const TERMINALS = [1, 100, 10_000, 100_000];

/** The cells of a table's row, without its first. */
function row(title: string): string[] {
  const line = page.split('\n').find((each) => each.startsWith(`| ${title} `)) ?? '';
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

/** The number that a cell begins with. */
function numberOf(cell: string): number {
  return Number.parseFloat(cell.replaceAll(',', ''));
}

describe('docs/scaling.md', () => {
  const ratePerSecond = TERMINALS.map((terminals) => terminals / INTERVAL_S);

  it('asks as often as terminals call', () => {
    expect(row('requests per second').map(numberOf)).toEqual(ratePerSecond);
  });

  it.each([
    ['cores of the API', 'the API process'],
    ['cores of PostgreSQL', 'PostgreSQL'],
  ])('%s are the sum of what one cycle costs %s', (cores, cost) => {
    const cpuMs = numberOf(row(cost)[0] ?? '');
    expect(cpuMs).toBeGreaterThan(0);
    row(cores).forEach((cell, index) => {
      const exact = ((ratePerSecond[index] ?? 0) * cpuMs) / 1000;
      // Two or three digits are shown.
      expect(Math.abs(numberOf(cell) - exact)).toBeLessThanOrEqual(Math.max(0.0006, exact * 0.03));
    });
  });

  it('gives each process of the API half a core', () => {
    const cores = row('cores of the API').map(numberOf);
    row('processes of the API').forEach((cell, index) => {
      if (/^\d/.test(cell)) expect(numberOf(cell)).toBe(Math.ceil((cores[index] ?? 0) / 0.5));
    });
  });
});
