/**
 * Builds the web app into dist/web, and does nothing when what it is made of has not changed: the result is kept in
 * node_modules/.cache under a digest of its inputs, because the compiler of the backend empties dist first.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Whoever builds it, under test or not: what is kept is what people get.
process.env.NODE_ENV = 'production';

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const cache = join(root, 'node_modules/.cache/rubi-studio-web');
const target = join(root, 'dist/web');
/** The sentences of a decision are the backend's own: see web/src/i18n/decisions.ts. */
const INPUTS = ['web/**/*', 'src/risk/*.ts', 'package-lock.json'];
const KEPT = 3;

const digest = digestOf(INPUTS);
const kept = join(cache, digest);
if (!existsSync(kept)) await build(kept);
if (!isCurrent()) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(root, 'dist'), { recursive: true });
  cpSync(kept, target, { recursive: true });
}
forgetOld();

async function build(folder) {
  const { build: viteBuild } = await import('vite');
  const draft = `${folder}.${process.pid}`;
  await viteBuild({
    configFile: join(root, 'web/vite.config.mjs'),
    logLevel: 'warn',
    build: { outDir: draft, emptyOutDir: true },
  });
  try {
    renameSync(draft, folder);
  } catch {
    // Somebody else was faster; the result is the same.
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The names of assets carry their own digests: equal pages are equal applications. */
function isCurrent() {
  const [there, wanted] = [target, kept].map((folder) => join(folder, 'index.html'));
  return existsSync(there) && readFileSync(there, 'utf8') === readFileSync(wanted, 'utf8');
}

function digestOf(patterns) {
  const hash = createHash('sha256').update(process.version);
  const files = globSync(patterns, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function forgetOld() {
  const builds = readdirSync(cache, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== digest && !entry.name.includes('.'))
    .map((entry) => join(cache, entry.name));
  for (const old of builds.slice(0, Math.max(0, builds.length - KEPT)))
    rmSync(old, { recursive: true, force: true });
}
