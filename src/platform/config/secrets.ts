import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDataDirectory } from './data-directory';
import { dataDirectoryError } from '../errors/start-error';

/** Both secrets of an installation. */
export interface Secrets {
  readonly apiSecretKey: string;
  readonly jwtSecret: string;
}

/** 256 bits: as long as the hash of HS256, below which a signature is weaker than its algorithm. */
export const SHORTEST_SECRET_BYTES = 32;

const PLACEHOLDER = /change|placeholder|replace|your[-_ ]|example|^secret$|^password$|^(.)\1*$/i;

/** Tells a secret that everybody knows, such as the one in the example file, from a real one. */
export function isPlaceholder(secret: string): boolean {
  return PLACEHOLDER.test(secret);
}

/** Reads this installation's own secrets, or makes them. They are kept so that tokens survive a restart. */
export function ownSecrets(dataDirectory: string): Secrets {
  const file = join(dataDirectory, 'secrets.json');
  const kept = read(file);
  if (kept) return kept;
  try {
    makeDataDirectory(dataDirectory);
    keepUnlessKept(file, {
      apiSecretKey: randomBytes(48).toString('base64url'),
      jwtSecret: randomBytes(48).toString('base64url'),
    });
  } catch (error) {
    throw dataDirectoryError(dataDirectory, error);
  }
  const made = read(file);
  if (!made) throw new Error(`The secrets in ${file} cannot be read back`);
  return made;
}

/** Linking fails if the file exists: of two processes that start at once, one makes the secrets of both. */
function keepUnlessKept(file: string, secrets: Secrets): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
}

function read(file: string): Secrets | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw dataDirectoryError(dirname(file), error);
  }
}
