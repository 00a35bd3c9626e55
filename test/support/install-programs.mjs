/** Finds programs that npm does not bring, and installs them where that needs no question. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * @typedef {{ program: string, others?: string[], apt?: string, brew?: string }} Program
 *   its name, or a path to it; other names that will do; the packages that bring it
 */

/** Those of them that are not here. */
export function missingOf(/** @type {Program[]} */ programs) {
  return programs.filter(({ program, others = [] }) => ![program, ...others].some(isThere));
}

/**
 * Installs what is missing.
 *
 * @returns null when all is there, else the command that somebody who may would run
 */
export function install(/** @type {Program[]} */ programs) {
  const missing = missingOf(programs);
  const apt = missing.flatMap(({ apt = [] }) => apt);
  const brew = missing.flatMap(({ brew = [] }) => brew);
  if (isOnPath('apt-get') && apt.length > 0) {
    const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
    const command = [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...apt];
    if (asRoot.length === 0 || mayBecomeRoot()) {
      // The first try uses the lists that are there, the second fresh ones.
      if (runs(command) || (runs([...asRoot, 'apt-get', 'update']) && runs(command))) return null;
    }
    return `sudo apt-get install -y ${apt.join(' ')}`;
  }
  if (isOnPath('brew') && brew.length > 0) {
    return runs(['brew', 'install', ...brew]) ? null : `brew install ${brew.join(' ')}`;
  }
  return missing.length === 0
    ? null
    : `install ${missing.map(({ program }) => program).join(', ')} with your system's package manager`;
}

function mayBecomeRoot() {
  return isOnPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
}

function runs([program, ...parameters]) {
  console.log(`The tests need it: ${[program, ...parameters].join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, parameters, { stdio: ['ignore', 'ignore', 'inherit'], env }).status === 0;
}

function isThere(program) {
  return program.startsWith('/') ? existsSync(program) : isOnPath(program);
}

function isOnPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => {
    try {
      const path = join(directory, program);
      accessSync(path, constants.X_OK);
      return existsSync(path);
    } catch {
      return false;
    }
  });
}
