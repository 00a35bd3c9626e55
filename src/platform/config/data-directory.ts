import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const OTHERS_MAY_ENTER = 0o001;
const SYSTEM_DATA = '/var/lib/rubi-studio';

/**
 * `./data`, unless we are root in a place that is closed to everybody else, such as a clone in /root: PostgreSQL
 * does not run as root and could not go there, so the data lies with the system's, under a name of the clone's own.
 */
export function defaultDataDirectory(
  workingDirectory = process.cwd(),
  isRoot = process.getuid?.() === 0,
): string {
  if (!isRoot || isOpenToEverybody(workingDirectory)) return join(workingDirectory, 'data');
  const mark = createHash('sha256').update(workingDirectory).digest('hex').slice(0, 8);
  return join(SYSTEM_DATA, `${basename(workingDirectory)}-${mark}`);
}

/** Whether any account may go into it, and into every directory on the way. */
export function isOpenToEverybody(directory: string): boolean {
  const path = resolve(directory);
  if ((statSync(path).mode & OTHERS_MAY_ENTER) === 0) return false;
  return path === dirname(path) || isOpenToEverybody(dirname(path));
}

/** Makes it and what is missing on the way. Node's own recursive way hides that a disk is read-only. */
export function makeDataDirectory(directory: string): void {
  try {
    mkdirSync(directory);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(directory).isDirectory()) return;
    if (code !== 'ENOENT' || directory === dirname(directory)) throw error;
    makeDataDirectory(dirname(directory));
    makeDataDirectory(directory);
  }
}
