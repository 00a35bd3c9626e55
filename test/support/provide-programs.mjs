/**
 * Provides the tests with the programs that npm does not bring: installs them where that needs no question, else
 * names the one command to run.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const PROGRAMS = [
  { program: 'redis-server', apt: 'redis-server', brew: 'redis' },
  // Compiles the Expert Advisor for its tests.
  { program: 'g++', apt: 'g++', brew: 'gcc' },
  // Opens the web application; under any of its names it will do. The names are those of test/browser/chromium.ts.
  {
    program: 'chromium',
    others: [
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ],
    apt: 'chromium',
    brew: 'chromium',
  },
];

const missing = PROGRAMS.filter(({ program, others = [] }) => ![program, ...others].some(isThere));
if (missing.length > 0) provide(missing);

function provide(programs) {
  const apt = programs.map(({ apt }) => apt);
  const brew = programs.map(({ brew }) => brew);
  if (isOnPath('apt-get')) {
    const asRoot = process.getuid() === 0 ? [] : ['sudo', '-n'];
    const command = [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...apt];
    if (asRoot.length === 0 || mayBecomeRoot()) {
      // The first try uses the lists that are there, the second fresh ones.
      if (runs(command) || (runs([...asRoot, 'apt-get', 'update']) && runs(command))) return;
    }
    giveUp(`sudo apt-get install -y ${apt.join(' ')}`);
  }
  if (isOnPath('brew')) {
    if (runs(['brew', 'install', ...brew])) return;
    giveUp(`brew install ${brew.join(' ')}`);
  }
  giveUp(`install ${programs.map(({ program }) => program).join(', ')} with your system's package manager`);
}

function giveUp(command) {
  console.error(`The tests need ${missing.map(({ program }) => program).join(', ')}. Run: ${command}`);
  process.exit(1);
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
