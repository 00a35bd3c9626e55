import { readFile } from 'node:fs/promises';
import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Where the numbers come from: without it they say nothing. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: Readonly<Record<string, string>>;
}

/** When something was measured, and what else the machine had to do. */
export interface Moment {
  readonly measuredAt: string;
  /** At the end, over 1, 5 and 15 minutes; work of others shows here. */
  readonly loadAverage: readonly number[];
}

export function thisMoment(): Moment {
  return {
    measuredAt: new Date().toISOString(),
    loadAverage: loadavg().map((load) => Math.round(load * 100) / 100),
  };
}

export async function describeMachine(postgres: Readonly<Record<string, string>>): Promise<Machine> {
  const [first] = cpus();
  return {
    processor: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${(await distribution()) ?? platform()}, ${platform()} ${release()}, ${arch()}`,
    node: process.version,
    postgres,
  };
}

async function distribution(): Promise<string | undefined> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="(.+)"$/m.exec(text)?.[1];
}
