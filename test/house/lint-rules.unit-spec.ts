import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

jest.setTimeout(120_000);

const ROOT = join(__dirname, '../..');

const HOUSE_RULES = [
  `export const now = new Date();`,
  `export const ms = Date.now();`,
  `export const price = Number.parseFloat('1.1');`,
  `export const lots = parseFloat('0.1');`,
  `export const money = (value: { toNumber(): number }): number => value.toNumber();`,
  `export const port = process.env['API_PORT'];`,
];

/** Texts to lint, each as if it stood in a file of the house. */
const CASES = {
  house: { file: 'src/money/quantity.ts', lines: HOUSE_RULES },
  clock: { file: 'src/platform/time/clock.ts', lines: HOUSE_RULES.slice(0, 1) },
  configuration: { file: 'src/platform/config/environment.ts', lines: HOUSE_RULES.slice(5) },
  promise: {
    file: 'src/money/quantity.ts',
    lines: ['async function save(): Promise<void> {', '  await Promise.resolve();', '}', 'save();'],
  },
  any: { file: 'src/money/quantity.ts', lines: ['export const same = (value: any): void => undefined;'] },
} as const;

/** The linter is a module of another kind than this one, and starts slowly: one process lints all cases. */
const SCRIPT = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint();
  const reports = {};
  for (const [name, { file, lines }] of Object.entries(${JSON.stringify(CASES)})) {
    const [{ messages }] = await eslint.lintText(lines.join('\\n'), { filePath: file });
    reports[name] = messages.map(({ line, ruleId, severity }) => ({ line: lines[line - 1], ruleId, severity }));
  }
  console.log(JSON.stringify(reports));
`;

interface Report {
  readonly line: string;
  readonly ruleId: string;
  readonly severity: number;
}

describe('the lint rules', () => {
  let reports: Record<keyof typeof CASES, readonly Report[]>;
  const error = (line: string | undefined, ruleId: string): unknown => ({ line, ruleId, severity: 2 });

  beforeAll(async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], { cwd: ROOT });
    const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    reports = JSON.parse(output) as typeof reports;
  });

  it('report every breach of the house rules', () => {
    expect(reports.house).toEqual(HOUSE_RULES.map((line) => error(line, 'no-restricted-syntax')));
  });

  it('let the clock read the time and the configuration its environment', () => {
    expect(reports.clock).toEqual([]);
    expect(reports.configuration).toEqual([]);
  });

  it('know the types: a promise that nobody waits for is an error', () => {
    expect(reports.promise).toEqual([error('save();', '@typescript-eslint/no-floating-promises')]);
  });

  it('allow no `any`', () => {
    expect(reports.any).toContainEqual(error(CASES.any.lines[0], '@typescript-eslint/no-explicit-any'));
  });
});
