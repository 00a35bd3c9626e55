import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in package.json, wherever above this file it lies: sources and build output differ in depth. */
export const PRODUCT_VERSION = versionAbove(__dirname);

function versionAbove(directory: string): string {
  const manifest = read(join(directory, 'package.json'));
  if (manifest?.name === 'rubi-studio' && manifest.version !== undefined) return manifest.version;
  const parent = dirname(directory);
  return parent === directory ? 'unknown' : versionAbove(parent);
}

function read(file: string): { name?: string; version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
  } catch {
    return undefined;
  }
}
