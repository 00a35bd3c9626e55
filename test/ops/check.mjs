/**
 * `npm run check:ops`: everything that an operator is given, checked in one go. Installs the programs that it needs where
 * that needs no question. What cannot be checked on this machine is said at the end, and never counted as checked.
 */
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { install, missingOf } from '../support/install-programs.mjs';

/** What each program is for; `without` completes "Not checked here: …". */
const PROGRAMS = [
  { program: 'promtool', apt: 'prometheus', brew: 'prometheus', without: 'whether alerts fire' },
  {
    program: 'psql',
    apt: 'postgresql-client',
    brew: 'libpq',
    without: 'SQL for psql, and the database script',
  },
  { program: '/usr/lib/postgresql/15/bin/initdb', apt: 'postgresql-15', without: 'PostgreSQL 15 of Debian' },
  { program: 'redis-server', apt: 'redis-server', brew: 'redis', without: 'the image with Redis' },
  { program: 'shellcheck', apt: 'shellcheck', brew: 'shellcheck', without: 'traps in shell scripts' },
  { program: 'buildah', apt: 'buildah', without: 'the image' },
  { program: 'debootstrap', apt: 'debootstrap', without: 'the image' },
  // Debian has no kubectl that is new enough, and no terraform.
  { program: 'kubectl', brew: 'kubernetes-cli', without: 'the overlays of k8s/' },
  { program: 'terraform', brew: 'terraform', without: 'the format of deploy/scaleway' },
];
/** As the image's check ends where it cannot build. */
const SKIPPED = 77;

const STEPS = [
  ['files, guides, backup, doctor', 'npm', 'run', '--silent', 'jest', '--', 'test/ops'],
  ['the server', 'npm', 'run', '--silent', 'build:server'],
  ['the image', 'bash', 'test/ops/check-image.sh'],
];

const startedAt = performance.now();
const command = install(PROGRAMS);
if (command !== null) console.log(`Not everything is installed. To have it all: ${command}`);

const unchecked = new Set(missingOf(PROGRAMS).map(({ program, without }) => `${without} (needs ${program})`));
for (const [title, program, ...parameters] of STEPS) {
  const { status } = spawnSync(program, parameters, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status === SKIPPED) unchecked.add(`${title} (see SKIPPED above)`);
  else if (status !== 0) {
    console.error(`check:ops: ${title}: something is wrong, see above`);
    process.exit(1);
  }
}
for (const what of unchecked) console.log(`Not checked here: ${what}`);
const seconds = Math.round((performance.now() - startedAt) / 1000);
console.log(
  `check:ops: ${unchecked.size === 0 ? 'all is well' : 'what could be checked is well'}, ${seconds} s`,
);
