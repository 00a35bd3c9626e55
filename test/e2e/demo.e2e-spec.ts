import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeScratch, type Scratch } from '../support/scratch';

const ROOT = join(__dirname, '../..');
const BUILD = join(ROOT, 'node_modules/.cache/rubi-studio', `demo-${process.pid}`);
const STARTS_WITHIN_MS = 60_000;

/** `npm run demo` without npm, on any free port, with its data below this directory. */
function startDemo(directory: string, ...options: string[]): { child: ChildProcess; output: () => string } {
  const main = join(BUILD, 'test/terminal/demo.js');
  const child = spawn(process.execPath, [main, ...options], {
    env: { ...process.env, TMPDIR: directory },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  }
  return { child, output: () => said };
}

function counts(output: string): Record<string, string> {
  const rows = [...output.matchAll(/^ {2}(\w+) {2,}(.+)$/gm)];
  return Object.fromEntries(rows.map(([, name = '', text = '']) => [name, text]));
}

describe('npm run demo', () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await makeScratch();
    const swc = join(ROOT, 'node_modules/@swc/cli/bin/swc.js');
    const sources = ['src', 'migrations', 'test/terminal', 'test/demo'];
    await promisify(execFile)(process.execPath, [swc, ...sources, '-d', BUILD, '--quiet'], { cwd: ROOT });
  }, 60_000);
  afterAll(async () => {
    await rm(BUILD, { recursive: true, force: true });
    await scratch.remove();
  });

  it('trades for as long as it is told, ends with a summary, and executes nothing twice', async () => {
    const { child, output } = startDemo(scratch.path, '--seconds', '15', '--signals', '8', '--seed', '7');
    const [code] = (await once(child, 'close')) as [number];

    const said = output();
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(counts(said)).toMatchObject({
      signals: '8 posted, 1 sent again, 1 recognised, 0 undecided',
      doubles: '0',
    });
    // Eight signals, two of them refused on both accounts; each of the others reaches at least the hedging one.
    expect(said).toMatch(/order \d+ .*FILLED/);
    expect(said).toMatch(/refusals {3,}\w+ \d/);
    expect(said).not.toMatch(/could not be asked|refused: |not an answer/);
  }, 90_000);

  it('stops soon when it is asked to, and leaves no process behind', async () => {
    const { child, output } = startDemo(scratch.path);
    const deadline = performance.now() + STARTS_WITHIN_MS;
    while (!output().includes('account') && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }

    const askedMs = performance.now();
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];

    expect({ code, said: output() }).toMatchObject({ code: 0 });
    // About one second on a quiet machine; the other tests are not quiet.
    expect(performance.now() - askedMs).toBeLessThan(5_000);
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args']);
    expect(stdout).not.toContain(scratch.path);
  }, 90_000);
});
