import { randomBytes, randomUUID } from 'node:crypto';
import { access, appendFile, chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '../../errors/start-error';
import { type Binaries } from './binaries';
import { initdbFailure } from './initdb-failure';
import { type Account, run } from './run';

/** PostgreSQL's name for a data directory with everything in it, and what is needed to enter it. */
export interface Cluster {
  readonly directory: string;
  readonly password: string;
}

export interface ClusterOptions {
  readonly binaries: Binaries;
  readonly account: Account;
  /** Settings of PostgreSQL over the usual ones. */
  readonly settings: Readonly<Record<string, string>>;
}

export const SUPERUSER = 'rubi';

const SETTINGS_FILE = 'rubi-studio.conf';
const PASSWORD_FILE = 'rubi-studio.password';

/** Our server is for this machine only, by the loopback or by a socket in its own directory, and keeps UTC. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: process.platform === 'win32' ? '' : '.',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // A row that is counted in milliseconds is never worth compiling for.
  jit: 'off',
};

/** Where the cluster lies: one name for all majors, so that a new major cannot start empty without a word. */
export function clusterDirectory(dataDirectory: string): string {
  return join(dataDirectory, 'postgres');
}

/** Makes the cluster on first start and checks it on the next ones; its settings are written anew each time. */
export async function prepareCluster(
  dataDirectory: string,
  { binaries, account, settings }: ClusterOptions,
): Promise<Cluster> {
  const directory = clusterDirectory(dataDirectory);
  if (!(await exists(join(directory, 'PG_VERSION'))))
    await create(directory, { binaries, account, settings });
  await checkMajor(directory, binaries.major);
  // Copied, unpacked or opened with a generous hand: PostgreSQL starts in no directory that others may look into.
  await chmod(directory, 0o700);
  await writeSettings(directory, { ...SETTINGS, ...settings }, account);
  const password = await readFile(join(directory, PASSWORD_FILE), 'utf8');
  return { directory, password: password.trim() };
}

/** Works on a draft that is renamed when it is complete: a start that is killed leaves no half of a cluster. */
async function create(directory: string, { binaries, account, settings }: ClusterOptions): Promise<void> {
  const draft = `${directory}.${randomUUID()}.draft`;
  const passwordFile = `${draft}.password`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    await give(draft, account);
    await give(passwordFile, account);
    const access = ['-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
    const format = ['--encoding=UTF8', '--locale=C', '--no-instructions'];
    const sync = settings['fsync'] === 'off' ? ['--no-sync'] : [];
    const made = await run(binaries.initdb, ['-D', draft, ...access, ...format, ...sync], account);
    if (made.code !== 0) throw initdbFailure(made.output);
    await appendFile(join(draft, 'postgresql.conf'), `\ninclude '${SETTINGS_FILE}'\n`);
    await rename(passwordFile, join(draft, PASSWORD_FILE));
    await rename(draft, directory);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    // Another process that started at the same moment was faster: its cluster is as good as ours.
    if (!(await exists(join(directory, 'PG_VERSION')))) throw error;
  }
}

async function checkMajor(directory: string, major: string): Promise<void> {
  const found = (await readFile(join(directory, 'PG_VERSION'), 'utf8')).trim();
  if (found === major) return;
  throw new StartError(
    `The database in ${directory} was made by PostgreSQL ${found}, and this version brings PostgreSQL ${major}: ` +
      'start the version that made it, or move the directory away to begin with an empty one.',
  );
}

async function writeSettings(
  directory: string,
  settings: Readonly<Record<string, string>>,
  account: Account,
): Promise<void> {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`);
  const text = `# Written at every start: changes belong into postgresql.auto.conf.\n${lines.join('\n')}\n`;
  const draft = join(directory, `${SETTINGS_FILE}.${randomUUID()}`);
  await writeFile(draft, text);
  await give(draft, account);
  await rename(draft, join(directory, SETTINGS_FILE));
}

async function give(path: string, account: Account): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
