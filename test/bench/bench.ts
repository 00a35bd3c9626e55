import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeScratch } from '../support/scratch';
import { LoadGenerator } from './load/load-generator';
import { describeMachine, thisMoment } from './machine';
import { OPTIONS_HELP, type Options, readOptions } from './options';
import { type Measured } from './report/report';
import { tableOf } from './report/table';
import { writeReport } from './report/write-report';
import { type Bench } from './scenario';
import { SCENARIOS } from './scenarios/scenarios';
import { BenchDatabase } from './server/bench-database';
import { ServerUnderTest } from './server/server-under-test';
import { SIZES } from './sizes';

/** `npm run bench`: everything real, measured, told in a table, as JSON and as a picture. */
async function main(options: Options): Promise<void> {
  const begun = performance.now();
  const findings: Measured[] = [];
  let settings: Readonly<Record<string, string>> = {};
  for (const [letter, scenario] of Object.entries(SCENARIOS)) {
    if (!options.only.includes(letter)) continue;
    const scratch = await makeScratch();
    // Each scenario begins with an empty database: none is slowed by what another left.
    const database = await BenchDatabase.start(join(scratch.path, 'data'));
    const generator = new LoadGenerator();
    try {
      settings = await database.settings();
      say(`\n(${letter})`);
      const started = performance.now();
      const finding = await scenario(benchOf(options, database, generator, scratch.path));
      const seconds = Math.round((performance.now() - started) / 1000);
      findings.push({ ...finding, ...thisMoment(), sizes: options.size, seconds });
      say(tableOf(finding));
    } finally {
      generator.stop();
      await database.stop();
      await scratch.remove();
    }
  }
  const report = { machine: await describeMachine(settings), findings };
  if (options.output !== null) await writeReport(options.output, report);
  for (const { targets } of findings) {
    for (const { what, target, measured, met } of targets) {
      say(`${met ? 'reached' : 'missed '}  ${what}: ${measured} (${target})`);
    }
  }
  const seconds = Math.round((performance.now() - begun) / 1000);
  say(`${seconds} s${options.output === null ? '' : `, written to ${options.output}`}`);
}

function benchOf(
  options: Options,
  database: BenchDatabase,
  generator: LoadGenerator,
  scratch: string,
): Bench {
  let servers = 0;
  return {
    database,
    generator,
    sizes: SIZES[options.size],
    scratch,
    profileDirectory: options.profile,
    startServer: async (given = {}) => {
      servers += 1;
      const workingDirectory = join(scratch, `server-${servers}`);
      await mkdir(workingDirectory, { recursive: true });
      if (options.profile !== null) await mkdir(options.profile, { recursive: true });
      return ServerUnderTest.start({
        databaseUrl: database.url,
        workingDirectory,
        ...given,
      });
    },
    say,
  };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  main(readOptions(process.argv.slice(2))).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${OPTIONS_HELP}\n`);
  process.exitCode = 2;
}
