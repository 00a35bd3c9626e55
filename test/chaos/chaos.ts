import { parseArgs } from 'node:util';
import { isProtection, type Protection, PROTECTIONS } from './protections';
import { type Outcome, runChaos } from './run';

const USAGE = `npm run chaos -- [--seconds 60] [--seed 1] [--runs 1] [--heals-within 30] [--without a,b] [--each]

  --seconds  how long things are broken in one run; healing and judging come on top
  --seed     what is drawn: the same seed draws the same plan again
  --heals-within  how many seconds things may take to come to rest once nothing is broken any more
  --runs     so many runs, each with the next seed; ends with the first violation
  --without  switches protections off, separated by commas, to see that it is noticed
  --each     switches each protection off in turn, with up to --runs runs for each to be noticed in

protections:
${Object.entries(PROTECTIONS)
  .map(([name, what]) => `  ${name.padEnd(14)} ${what}`)
  .join('\n')}`;

interface Options {
  readonly seconds: number;
  readonly seed: number;
  readonly runs: number;
  readonly healsWithinSeconds: number;
  readonly without: readonly Protection[];
  readonly each: boolean;
}

/** Ends with 1 on a violation; with protections switched off, on the absence of one. */
async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    say(USAGE);
    return 2;
  }
  if (options.each) return eachInTurn(options);
  const violated = await runs(options);
  return violated.length > 0 === options.without.length > 0 ? 0 : 1;
}

/** The invariants that were violated in the first run in which any was. */
async function runs({ runs: most, seed, without, ...options }: Options): Promise<readonly string[]> {
  let outcome: Outcome = { faults: 0, violated: [] };
  let faults = 0;
  let run = 0;
  for (; run < most && outcome.violated.length === 0 && !asked; run += 1) {
    outcome = await runChaos({ ...options, seed: seed + run, without, say, stopped: () => asked });
    faults += outcome.faults;
  }
  const { violated } = outcome;
  const verdict = violated.length > 0 ? `violated ${violated.join(', ')}` : 'nothing violated';
  const weakened = without.length > 0 ? `without ${without.join(', ')}: ` : '';
  say(`${weakened}${run} runs, ${faults} faults, ${verdict}`);
  return violated;
}

/** The table of what notices the absence of each protection. */
async function eachInTurn(options: Options): Promise<number> {
  const lines: string[] = [];
  for (const without of Object.keys(PROTECTIONS).filter(isProtection)) {
    const violated = await runs({ ...options, without: [without] });
    lines.push(`${without.padEnd(14)} ${violated.join(', ') || 'NOT NOTICED'}`);
    if (asked) break;
  }
  for (const line of lines) say(line);
  return lines.some((line) => line.includes('NOT NOTICED')) ? 1 : 0;
}

/** Who asks a run to end gets its judgement early, and no process is left behind. */
let asked = false;

function readOptions(): Options | null {
  try {
    const { values } = parseArgs({
      options: {
        seconds: { type: 'string', default: '60' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
        runs: { type: 'string', default: '1' },
        'heals-within': { type: 'string', default: '30' },
        without: { type: 'string', default: '' },
        each: { type: 'boolean', default: false },
      },
    });
    const { seconds, seed, runs: most, each, 'heals-within': healing } = values;
    const names = values.without.split(',').filter((name) => name !== '');
    const without = names.filter(isProtection);
    if (![seconds, seed, most, healing].every((text) => /^\d+$/.test(text)) || without.length < names.length)
      return null;
    return {
      seconds: Number(seconds),
      seed: Number(seed),
      runs: Number(most),
      healsWithinSeconds: Number(healing),
      without,
      each,
    };
  } catch {
    return null;
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    asked = true;
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(2);
  },
);
