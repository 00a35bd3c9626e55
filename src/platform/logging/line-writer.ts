import { write, writeSync } from 'node:fs';

/** A busy service fills it in milliseconds, so its lines go out in few writes. */
const WRITE_FROM_CHARACTERS = 16 * 1024;
/** How long a line of a quiet service waits for company. */
const WRITE_AFTER_MS = 50;
/** What may wait for a reader that has stopped. Beyond it lines are dropped: the service goes on. */
const MOST_WAITING_CHARACTERS = 8 * 1024 * 1024;
const RETRY_AFTER_MS = 100;
/** A write that takes so long waits for somebody who will not come back. */
const STUCK_AFTER_MS = 2_000;
/** Enough for a write to a disk that is under way in another thread. */
const LAST_WAIT_MS = 20;

export interface LineWriterOptions {
  /** Asked at every write, since a log file is renamed and opened anew while it is in use. */
  readonly descriptor: () => number;
  /** Hears of a write that failed, and of lines that had to be dropped. */
  readonly onFault: (message: string) => void;
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
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LAST_WAIT_MS);
    }
    let bytes = this.take();
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
    write(this.options.descriptor(), bytes, (error, written) => {
      if (error?.code === 'EAGAIN') {
        setTimeout(() => {
          this.put(bytes);
        }, RETRY_AFTER_MS).unref();
      } else if (!error && written < bytes.length) {
        this.put(bytes.subarray(written));
      } else {
        this.written(error);
      }
    });
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
