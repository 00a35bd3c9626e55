import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository's root, wherever this file runs from: the sources, or what is built from them. */
export const REPOSITORY = repository(__dirname);
export const HOST_SOURCES = join(REPOSITORY, 'test/mql5-host');

function repository(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  if (above === from) throw new Error('There is no package.json above this program');
  return repository(above);
}
