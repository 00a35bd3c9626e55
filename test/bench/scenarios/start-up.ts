import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../src/platform/database/embedded/postmaster';
import { medianOf, round } from '../load/latencies';
import { type Bench, type Cell, type Finding } from '../scenario';

const PROGRAM = join(__dirname, '../../../src/main.js');
const LONGEST_MS = 120_000;
const SETTLES_AFTER_MS = 3_000;

interface Start {
  readonly readyMs: number;
  readonly residentMegabytes: number | null;
}

/** (f) From the command to the first request that is answered, and the memory of a server that has nothing to do. */
export async function startUp(bench: Bench): Promise<Finding> {
  const { sizes, scratch } = bench;
  const first = await start(join(scratch, 'own'), sizes.name === 'smoke' ? 0 : SETTLES_AFTER_MS);
  const next: Start[] = [];
  for (let run = 0; run < sizes.starts; run += 1) {
    next.push(await start(join(scratch, 'own'), sizes.name === 'smoke' ? 0 : SETTLES_AFTER_MS));
  }
  const readyMs = medianOf(next.map((each) => each.readyMs));
  const known = next.flatMap(({ residentMegabytes }) => residentMegabytes ?? []);
  const megabytes = known.length > 0 ? medianOf(known) : null;
  const rows: Cell[][] = [
    ['first start, with a new database', round(first.readyMs, 0), roundOrNull(first.residentMegabytes)],
    ['next starts', round(readyMs, 0), roundOrNull(megabytes)],
  ];
  bench.say(`  ready after ${round(readyMs, 0)} ms`);
  return {
    letter: 'f',
    title: 'Start and rest',
    columns: ['start', 'ready after ms', 'resident MB when idle'],
    rows,
    targets: [
      {
        what: 'ready after a start that is not the first',
        target: '< 3000 ms',
        measured: `${round(readyMs, 0)} ms`,
        met: readyMs < 3000,
      },
      ...(megabytes === null
        ? []
        : [
            {
              what: 'memory of the idle server',
              target: '< 250 MB',
              measured: `${round(megabytes, 0)} MB`,
              met: megabytes < 250,
            },
          ]),
    ],
    notes: [
      'With the embedded database, which is started too. Memory is that of the server’s own process, without PostgreSQL.',
    ],
  };
}

async function start(dataDirectory: string, settleMs: number): Promise<Start> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAM], {
    env: {
      PATH: process.env['PATH'],
      API_PORT: String(port),
      RUBI_DATA_DIR: dataDirectory,
      LOG_DIR: 'none',
      LOG_LEVEL: 'ERROR',
    },
    stdio: 'ignore',
  });
  const kill = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', kill);
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - begun > LONGEST_MS) {
        throw new Error(`The server did not start; it ended with ${String(child.exitCode)}`);
      }
      await pause(10);
    }
    const readyMs = performance.now() - begun;
    await pause(settleMs);
    return { readyMs, residentMegabytes: await residentOf(child.pid) };
  } finally {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
    process.off('exit', kill);
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  } catch {
    return false;
  }
}

/** Null where the system does not tell. */
async function residentOf(pid: number | undefined): Promise<number | null> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6;
}

function roundOrNull(value: number | null): number | null {
  return value === null ? null : round(value, 0);
}
