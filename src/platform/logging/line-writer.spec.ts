import { execFileSync } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
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

  it('loses nothing that was given just before the end, and keeps the order though its threads are busy', async () => {
    const path = join(directory, 'a.log');
    const descriptor = openSync(path, 'a');
    const writer = new LineWriter({ descriptor: () => descriptor, onFault: fail });
    const large = `${'x'.repeat(20_000)}\n`;
    const busy = Array.from({ length: 6 }, () => promisify(pbkdf2)('a', 'b', 30_000, 64, 'sha512'));
    writer.write(large); // waits for a thread when the end comes
    writer.write('last words\n');
    writer.writeOutSync();
    expect(readFileSync(path, 'utf8')).toBe(`${large}last words\n`);
    await Promise.all(busy);
    closeSync(descriptor);
  });

  it('says at the end what a full pipe had refused, before all that came after it', async () => {
    const path = join(directory, 'fifo');
    execFileSync('mkfifo', [path]);
    const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const buffer = Buffer.alloc(1 << 16);
    while (fills(pipe)) /* until it is full */ ;
    const writer = new LineWriter({ descriptor: () => pipe, onFault: fail });
    const large = `${'x'.repeat(20_000)}\n`;
    writer.write(large);
    await pause(20); // refused by now, and tried again in a while
    writer.write('last words\n');
    readAll(reader, buffer);
    writer.writeOutSync();
    let said = '';
    await until(() => {
      said += takeAll(reader, buffer);
      return said.length >= large.length;
    });
    expect(said).toBe(`${large}last words\n`);
    closeSync(reader);
    closeSync(pipe);
  });

  it('goes on when nobody reads, drops what is too much and tells how much that was', async () => {
    const path = join(directory, 'fifo');
    execFileSync('mkfifo', [path]);
    const pipe = openSync(path, constants.O_RDWR); // blocks once its 64 KB are full
    const faults: string[] = [];
    const writer = new LineWriter({ descriptor: () => pipe, onFault: (fault) => faults.push(fault) });
    const line = `${'x'.repeat(1023)}\n`;
    for (let i = 0; i < 12_000; i++) writer.write(line); // 12 MB, of which 8 may wait: whoever waited would do so for ever

    await pause(2_100);
    writer.writeOutSync(); // neither does the end

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

/** Whether a pipe took one more kilobyte. */
function fills(pipe: number): boolean {
  try {
    return writeSync(pipe, Buffer.alloc(1024)) > 0;
  } catch {
    return false;
  }
}

/** Reads what there is, without waiting for more, and answers how much that was. */
function readAll(descriptor: number, buffer: Buffer): number {
  return takeAll(descriptor, buffer).length;
}

function takeAll(descriptor: number, buffer: Buffer): string {
  let taken = '';
  try {
    for (let count = 1; count > 0;) {
      count = readSync(descriptor, buffer);
      taken += buffer.toString('latin1', 0, count);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
  return taken;
}

function fail(message: string): void {
  throw new Error(message);
}
