import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const COMMAND = join(__dirname, '../chaos/command.mjs');
/** Set another to look elsewhere; the same one draws the same plan again. */
const SEED = process.env['CHAOS_SEED'] ?? '7';
const SECONDS = 60;
/** A machine that is busy with other tests takes its time; what is judged is where things come to rest, not when. */
const HEALS_WITHIN_SECONDS = 120;
const TIMEOUT_MS = 600_000;

describe('a minute in which everything breaks', () => {
  it(
    'loses nothing that was accepted, executes nothing twice, and leaves every book as the brokers have it',
    async () => {
      const arguments_ = ['--seconds', SECONDS, '--seed', SEED, '--heals-within', HEALS_WITHIN_SECONDS];
      const run = spawn(process.execPath, [COMMAND, ...arguments_.map(String)], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      // It cleans up after itself when it is asked to end, and also when the test is given up.
      const end = (): boolean => run.kill('SIGTERM');
      process.once('exit', end);
      let said = '';
      for (const stream of [run.stdout, run.stderr]) {
        stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
      }
      const late = setTimeout(end, TIMEOUT_MS - 60_000);
      const [code] = (await once(run, 'close')) as [number | null];
      clearTimeout(late);
      process.removeListener('exit', end);

      process.stdout.write(`${said}\n`);
      expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
      expect(said).toMatch(/^violations {3}0$/m);
      expect(Number(/^faults +(\d+)$/m.exec(said)?.[1])).toBeGreaterThan(20);
    },
    TIMEOUT_MS,
  );
});
