import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

const ROOT = join(__dirname, '../..');
const CONFIG = join(ROOT, '.dependency-cruiser.mjs');

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

interface Rules {
  readonly mayImport: Readonly<Record<string, readonly string[]>>;
  readonly names: readonly string[];
}

/** The rules are a module of another kind than this one, so another process reads them. */
async function readRules(): Promise<Rules> {
  const script = `import(${JSON.stringify(CONFIG)}).then(({ MAY_IMPORT, default: { forbidden } }) =>
    console.log(JSON.stringify({ mayImport: MAY_IMPORT, names: forbidden.map(({ name }) => name) })))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script]);
  return JSON.parse(stdout) as Rules;
}

/** Runs the linter as `npm run lint` does, on a house that is made of these files. */
async function violationsIn(files: Readonly<Record<string, string>>): Promise<readonly Violation[]> {
  const house = mkdtempSync(join(tmpdir(), 'rubi-studio-house-'));
  try {
    writeFileSync(join(house, 'tsconfig.json'), '{}');
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(house, dirname(path)), { recursive: true });
      writeFileSync(join(house, path), text);
    }
    const program = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const report = await promisify(execFile)(
      process.execPath,
      [program, '--config', CONFIG, '--output-type', 'json', 'src'],
      { cwd: house, maxBuffer: 50_000_000 },
    ).catch((error: unknown) => error as { stdout: string });
    return (JSON.parse(report.stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    rmSync(house, { recursive: true });
  }
}

/** Each room imports one that it may not, and touches the tables of another. */
function roomPlants(mayImport: Rules['mayImport']): Record<string, string> {
  const files: Record<string, string> = {};
  const rooms = Object.keys(mayImport);
  for (const [room, allowed] of Object.entries(mayImport)) {
    const forbidden = rooms.find((other) => other !== room && !allowed.includes(other)) ?? '';
    files[`src/${room}/allowed.ts`] = allowed.map((other) => `import '../${other}/kept.entity';`).join('\n');
    files[`src/${room}/wrong-room.ts`] = `import '../${forbidden}/service';`;
    files[`src/${room}/service.ts`] = 'export const service = 1;';
    files[`src/${room}/kept.entity.ts`] = 'export const entity = 1;';
    files[`src/${room}/kept.repository.ts`] = `import './kept.entity';`;
    files[`src/main/uses-${room}.module.ts`] = `import '../${room}/kept.repository';`;
  }
  return files;
}

const OTHER_PLANTS = {
  'src/orders/one.ts': `import './two';\nexport const one = 1;`,
  'src/orders/two.ts': `import './one';\nexport const two = 2;`,
  'src/risk/reads-files.ts': `import 'node:fs';`,
  'src/orders/orders.service.ts': `import './kept.entity';`,
  'src/orders/uses-a-test.ts': `import './a.spec';`,
  'src/orders/a.spec.ts': 'export const a = 1;',
  'src/stats/alone.ts': 'export const alone = 1;',
};

describe('the import rules', () => {
  let rules: Rules;

  beforeAll(async () => {
    rules = await readRules();
  });

  it('report a violation of each', async () => {
    const violations = await violationsIn({ ...roomPlants(rules.mayImport), ...OTHER_PLANTS });
    const reported = new Set(violations.map(({ rule }) => rule.name));
    expect([...reported].sort()).toEqual([...rules.names].sort());
  });

  it('report the file at fault, under the rule that it breaks', async () => {
    const violations = await violationsIn({
      'src/risk/size.ts': `import '../signals/signals.service';`,
      'src/signals/signals.service.ts': 'export const service = 1;',
    });
    expect(violations.map(({ rule, from }) => `${rule.name} ${from}`)).toEqual([
      'room:risk src/risk/size.ts',
    ]);
  });

  it('let a room use the service of one below it', async () => {
    const violations = await violationsIn({
      'src/orders/decide.ts': `import { service } from '../signals/signals.service';\nservice();`,
      'src/signals/signals.service.ts': `import './signals.repository';\nexport const service = () => 1;`,
      'src/signals/signals.repository.ts': `import './signal.entity';`,
      'src/signals/signal.entity.ts': `import { money } from '../money/quantity';\nmoney();`,
      'src/money/quantity.ts': 'export const money = () => 1;',
    });
    expect(violations).toEqual([]);
  });
});
