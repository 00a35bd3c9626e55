import { execFileSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { LineWriter } from './line-writer';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'rubi-lines-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

/** Eventually true, or the test fails. */
async function until(holds: () => boolean): Promise<void> {
  for (let waits = 0; !holds(); waits++) {
    if (waits > 200) throw new Error('waited in vain');
    await pause(10);
  }
}

describe('LineWriter', () => {
  it('writes every line, in order, soon after it was given', async () => {
    const path = join(directory, 'a.log');
    const descriptor = openSync(path, 'a');
    const writer = new LineWriter({ descriptor: () => descriptor, onFault: fail });
    const lines = Array.from({ length: 5_000 }, (_, i) => `line ${i} é\n`);
    for (const line of lines) writer.write(line);
    await until(() => readFileSync(path, 'utf8') === lines.join(''));
    closeSync(descriptor);
  });

  it('loses nothing that was given just before the end', () => {
    const path = join(directory, 'a.log');
    const descriptor = openSync(path, 'a');
    const writer = new LineWriter({ descriptor: () => descriptor, onFault: fail });
    const large = `${'x'.repeat(20_000)}\n`; // is already being written when the end comes
    writer.write(large);
    writer.write('last words\n');
    writer.writeOutSync();
    expect(readFileSync(path, 'utf8')).toBe(`${large}last words\n`);
    closeSync(descriptor);
  });

  it('goes on when nobody reads, drops what is too much and tells how much that was', async () => {
    const path = join(directory, 'fifo');
    execFileSync('mkfifo', [path]);
    const pipe = openSync(path, constants.O_RDWR); // blocks once its 64 KB are full
    const faults: string[] = [];
    const writer = new LineWriter({ descriptor: () => pipe, onFault: (fault) => faults.push(fault) });
    const line = `${'x'.repeat(1023)}\n`;
    const startedAt = performance.now();
    for (let i = 0; i < 12_000; i++) writer.write(line); // 12 MB, of which 8 may wait
    expect(performance.now() - startedAt).toBeLessThan(1_000);

    await pause(2_100);
    const exitingAt = performance.now();
    writer.writeOutSync();
    expect(performance.now() - exitingAt).toBeLessThan(100);

    // A reader comes back: what was kept flows, and the loss is told.
    const buffer = Buffer.alloc(1 << 16);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    let taken = 0;
    await until(() => {
      taken += readAll(reader, buffer);
      return taken > 8 * 1024 * 1024;
    });
    expect(faults[0]).toMatch(/^\d+ log lines were dropped/);
    closeSync(reader);
    closeSync(pipe);
  }, 20_000);

  it('reports a write that failed, and tries the next', async () => {
    const faults: string[] = [];
    const path = join(directory, 'a.log');
    const readOnly = openSync(path, constants.O_RDONLY | constants.O_CREAT);
    const writable = openSync(path, 'a');
    let descriptor = readOnly;
    const writer = new LineWriter({ descriptor: () => descriptor, onFault: (fault) => faults.push(fault) });
    writer.write('lost\n');
    await until(() => faults.length === 1);
    expect(faults[0]).toBe('log lines could not be written: EBADF');
    descriptor = writable;
    writer.write('kept\n');
    await until(() => readFileSync(path, 'utf8') === 'kept\n');
    closeSync(readOnly);
    closeSync(writable);
  });
});

/** Reads what there is, without waiting for more. */
function readAll(descriptor: number, buffer: Buffer): number {
  let total = 0;
  try {
    for (let count = 1; count > 0; total += count) count = readSync(descriptor, buffer);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return total;
}

function fail(message: string): void {
  throw new Error(message);
}
