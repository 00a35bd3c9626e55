import { fstatSync, write, writeSync } from 'node:fs';

/** A busy service fills it in milliseconds, so its lines go out in few writes. */
const WRITE_FROM_CHARACTERS = 16 * 1024;
/** How long a line of a quiet service waits for company. */
const WRITE_AFTER_MS = 50;
/** What may wait for a reader that has stopped. Beyond it lines are dropped: the service goes on. */
const MOST_WAITING_CHARACTERS = 8 * 1024 * 1024;
const RETRY_AFTER_MS = 100;
/** A write that takes so long waits for somebody who will not come back. */
const STUCK_AFTER_MS = 2_000;
/** How long the end of the process waits for a write to a pipe, which nobody can look at while it is under way. */
const LAST_WAIT_MS = 20;

export interface LineWriterOptions {
  /** Asked at every write, since a log file is renamed and opened anew while it is in use. */
  readonly descriptor: () => number;
  /** Hears of a write that failed, and of lines that had to be dropped. */
  readonly onFault: (message: string) => void;
}

/** A write that libuv's threads are busy with. */
interface Flight {
  readonly descriptor: number;
  /** The file has at least this size once it is done; undefined where there is no file, or none that can be looked at. */
  readonly sizeAfter: number | undefined;
}

/**
 * Writes lines to a file or to standard output and never makes its caller wait. The writing is done by libuv's threads:
 * a pipe that nobody empties, as that of a terminal stopped with Ctrl-S, holds one of them and not the event loop.
 */
export class LineWriter {
  private waiting: string[] = [];
  private waitingCharacters = 0;
  private dropped = 0;
  private writingSince: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private flight: Flight | undefined;
  /** What waits for its reader to take it, after a write that came back with nothing done. */
  private refused: Buffer | undefined;

  constructor(private readonly options: LineWriterOptions) {}

  /** @param line with its line break */
  write(line: string): void {
    if (this.waitingCharacters + line.length > MOST_WAITING_CHARACTERS) {
      this.dropped++;
      return;
    }
    this.waiting.push(line);
    this.waitingCharacters += line.length;
    if (this.writingSince !== undefined) return;
    if (this.waitingCharacters >= WRITE_FROM_CHARACTERS) this.writeOut();
    else
      this.timer ??= setTimeout(() => {
        this.writeOut();
      }, WRITE_AFTER_MS).unref();
  }

  /** For the end of the process, when nothing asynchronous happens any more. */
  writeOutSync(): void {
    if (this.writingSince !== undefined) {
      if (performance.now() - this.writingSince > STUCK_AFTER_MS) return;
      if (this.flight) landed(this.flight, this.writingSince + STUCK_AFTER_MS);
    }
    let bytes = Buffer.concat([this.refused ?? Buffer.alloc(0), this.take()]);
    this.refused = undefined;
    try {
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(this.options.descriptor(), bytes));
    } catch {
      // There is nobody left to tell.
    }
  }

  private writeOut(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.writingSince !== undefined || this.waiting.length === 0) return;
    this.writingSince = performance.now();
    this.put(this.take());
  }

  private put(bytes: Buffer): void {
    const descriptor = this.options.descriptor();
    this.flight = { descriptor, sizeAfter: sizeAfter(descriptor, bytes) };
    write(descriptor, bytes, (error, written) => {
      this.flight = undefined;
      if (error?.code === 'EAGAIN') this.putLater(bytes);
      else if (!error && written < bytes.length) this.put(bytes.subarray(written));
      else this.written(error);
    });
  }

  private putLater(bytes: Buffer): void {
    this.refused = bytes;
    setTimeout(() => {
      if (this.refused !== bytes) return;
      this.refused = undefined;
      this.put(bytes);
    }, RETRY_AFTER_MS).unref();
  }

  private written(error: NodeJS.ErrnoException | null): void {
    this.writingSince = undefined;
    if (error) this.options.onFault(`log lines could not be written: ${error.code ?? error.message}`);
    if (this.dropped > 0) {
      this.options.onFault(`${this.dropped} log lines were dropped: nobody took them in time`);
      this.dropped = 0;
    }
    this.writeOut();
  }

  private take(): Buffer {
    const bytes = Buffer.from(this.waiting.join(''), 'utf8');
    this.waiting = [];
    this.waitingCharacters = 0;
    return bytes;
  }
}

function sizeAfter(descriptor: number, bytes: Buffer): number | undefined {
  try {
    const file = fstatSync(descriptor);
    return file.isFile() ? file.size + bytes.length : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Waits, without the event loop, for a write that is under way: what is written past it would stand before it, or in
 * the middle of one of its lines. A file shows by its size that it is done.
 */
function landed({ descriptor, sizeAfter }: Flight, deadlineMs: number): void {
  if (sizeAfter === undefined) {
    sleep(LAST_WAIT_MS);
    return;
  }
  try {
    while (fstatSync(descriptor).size < sizeAfter && performance.now() < deadlineMs) sleep(1);
  } catch {
    // The file was closed meanwhile.
  }
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
