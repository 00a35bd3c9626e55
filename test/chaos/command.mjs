/**
 * `npm run chaos`: compiles the product and the harness into a directory of this run, which no build of somebody else
 * wipes while its processes are started again and again, and runs it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const directory = join(ROOT, 'node_modules/.cache/rubi-studio', `chaos-${process.pid}`);
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

const sources = ['src', 'migrations', 'test/terminal', 'test/chaos', 'test/support'];
const swc = join(ROOT, 'node_modules/@swc/cli/bin/swc.js');
const built = spawnSync(process.execPath, [swc, ...sources, '-d', directory, '--quiet'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);

const run = spawn(process.execPath, [join(directory, 'test/chaos/chaos.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// Ctrl-C reaches the run by itself as well; either way it is the run that cleans up, and then we end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
run.once('exit', (code) => process.exit(code ?? 1));
