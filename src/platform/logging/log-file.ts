import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { LineWriter } from './line-writer';

const LARGEST_BYTES = 20 * 1024 * 1024;
const KEPT_FILES = 9;
const CHECK_EVERY_MS = 1_000;

export interface LogFileOptions {
  readonly onFault: (message: string) => void;
  readonly largestBytes?: number;
  readonly keptFiles?: number;
}

/**
 * A log file that always has the same name, so that `tail -f` and `grep` find it. Once it is large enough it becomes
 * `.1`, what was `.1` becomes `.2`, and the oldest goes. Another process that shares the file, or logrotate, may rename
 * it as well: every second we look whether the name still leads to what we write.
 */
export class LogFile {
  private descriptor: number;
  private readonly writer: LineWriter;
  private readonly timer: NodeJS.Timeout;

  /** @throws when the file cannot be opened for writing */
  constructor(
    private readonly path: string,
    private readonly options: LogFileOptions,
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.descriptor = openSync(path, 'a');
    this.writer = new LineWriter({ descriptor: () => this.descriptor, onFault: options.onFault });
    this.timer = setInterval(() => {
      this.check();
    }, CHECK_EVERY_MS).unref();
  }

  write(line: string): void {
    this.writer.write(line);
  }

  writeOutSync(): void {
    this.writer.writeOutSync();
  }

  close(): void {
    clearInterval(this.timer);
    this.writer.writeOutSync();
    closeSync(this.descriptor);
  }

  /** Rotates the file if it has grown large, and follows its name if somebody else has moved it. */
  check(): void {
    try {
      const named = statSync(this.path, { throwIfNoEntry: false });
      const isOurs = named?.ino === fstatSync(this.descriptor).ino;
      if (named && isOurs && named.size >= (this.options.largestBytes ?? LARGEST_BYTES)) this.shift();
      if (!named || !isOurs || !existsSync(this.path)) this.reopen();
    } catch (error) {
      this.options.onFault(`the log file could not be rotated: ${(error as Error).message}`);
    }
  }

  private shift(): void {
    for (let index = (this.options.keptFiles ?? KEPT_FILES) - 1; index >= 1; index--) {
      if (existsSync(`${this.path}.${index}`))
        renameSync(`${this.path}.${index}`, `${this.path}.${index + 1}`);
    }
    renameSync(this.path, `${this.path}.1`);
  }

  private reopen(): void {
    const previous = this.descriptor;
    this.descriptor = openSync(this.path, 'a');
    // A write to the file as it was may still be under way in another thread.
    setTimeout(() => {
      closeSync(previous);
    }, CHECK_EVERY_MS).unref();
  }
}
