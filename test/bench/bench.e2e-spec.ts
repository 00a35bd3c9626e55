import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeScratch, type Scratch } from '../support/scratch';
import { type Report } from './report/report';

const ROOT = join(__dirname, '../..');
const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
/** A server or more is started for each; on a machine that is busy with other things each takes its time. */
const LONGEST_MS = 900_000;

describe('npm run bench', () => {
  // Where modules are found as from the product's own build.
  const built = join(ROOT, 'node_modules/.cache/rubi-studio', `bench-${process.pid}`);
  let scratch: Scratch;
  let console: string;
  let report: Report;
  let picture: string;

  beforeAll(async () => {
    scratch = await makeScratch();
    const run = (program: string, ...parameters: string[]): Promise<{ stdout: string }> =>
      promisify(execFile)(process.execPath, [program, ...parameters], { cwd: ROOT, timeout: LONGEST_MS });
    const sources = ['src', 'migrations', 'test/terminal', 'test/bench', 'test/support'];
    await run(join(ROOT, 'node_modules/@swc/cli/bin/swc.js'), ...sources, '-d', built, '--quiet');
    const bench = await run(join(built, 'test/bench/bench.js'), '--smoke', '--out', scratch.path);
    console = bench.stdout;
    report = JSON.parse(await readFile(join(scratch.path, 'results.json'), 'utf8')) as Report;
    picture = await readFile(join(scratch.path, 'results.svg'), 'utf8');
  }, LONGEST_MS);

  afterAll(async () => {
    await scratch.remove();
    await rm(built, { recursive: true, force: true });
  });

  it('runs every scenario and describes the machine', () => {
    expect(report.findings.map(({ letter }) => letter)).toEqual(LETTERS);
    expect(report.machine).toMatchObject({ node: process.version, postgres: { fsync: 'on' } });
    expect(report.machine.cores).toBeGreaterThan(0);
  });

  it.each(LETTERS)('(%s) fills a table with numbers, and nothing fails', (letter) => {
    const { columns, rows, targets } = report.findings.find((each) => each.letter === letter) ?? {
      columns: [],
      rows: [],
      targets: [],
    };
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row).toHaveLength(columns.length);
      row.forEach((cell, place) => {
        if (typeof cell === 'number') expect(Number.isFinite(cell)).toBe(true);
        if (columns[place] === 'failed') expect(cell).toBe(0);
        if (columns[place] === '% became orders') expect(cell).toBe(100);
      });
    }
    for (const { what, target, measured } of targets) {
      expect([what, target, measured].every((text) => text !== '' && !text.includes('NaN'))).toBe(true);
    }
  });

  it('tells the same at the console and in the picture', () => {
    for (const { title } of report.findings) {
      expect(console).toContain(title);
      expect(picture).toContain(title);
    }
    expect(picture).toMatch(/^<svg [\s\S]*<\/svg>\n$/);
  });
});
