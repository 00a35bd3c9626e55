import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { traced } from '../telemetry/spans';
import { forEverybody } from '../http/request-context';
import { type Job, type JobCounts, type JobHandler, type JobOptions, type JobQueue } from './job-queue';

interface Entry<Payload> extends Job<Payload> {
  readonly id: string;
  readonly options: JobOptions;
  readonly attempt: number;
}

/**
 * The queue of an installation without Redis. Each run does everything that waits in the database, so one that waits
 * for its turn is enough: more would find nothing left to do. What is lost with it, the sweep finds.
 */
export class InProcessQueue<Payload> implements JobQueue<Payload>, OnApplicationShutdown {
  private readonly logger: Logger;
  private next: Entry<Payload> | undefined;
  private readonly running = new Set<Promise<void>>();
  private readonly retries = new Set<NodeJS.Timeout>();
  private handler: JobHandler<Payload> | undefined;
  private concurrency = 1;
  private failed = 0;
  private closed = false;

  constructor(
    private readonly name: string,
    private readonly works: boolean,
  ) {
    this.logger = new Logger(`queue:${name}`);
  }

  add(data: Payload, options: JobOptions): Promise<void> {
    this.enqueue({ id: options.jobId, data, options, attempt: 1 });
    return Promise.resolve();
  }

  process(concurrency: number, handler: JobHandler<Payload>): void {
    if (!this.works) return;
    this.concurrency = concurrency;
    this.handler = handler;
    this.startNext();
  }

  counts(): Promise<JobCounts> {
    return Promise.resolve({
      waiting: this.next ? 1 : 0,
      active: this.running.size,
      delayed: this.retries.size,
      failed: this.failed,
    });
  }

  /** Lets running jobs finish and starts no more. */
  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    this.next = undefined;
    for (const retry of this.retries) clearTimeout(retry);
    await Promise.allSettled(this.running);
  }

  private enqueue(entry: Entry<Payload>): void {
    if (this.closed || !this.works || this.next) return;
    this.next = entry;
    // The caller's answer goes out before the work begins.
    forEverybody(() =>
      setImmediate(() => {
        this.startNext();
      }),
    );
  }

  private startNext(): void {
    if (!this.handler || this.closed || this.running.size >= this.concurrency) return;
    const entry = this.next;
    if (!entry) return;
    this.next = undefined;
    const run = this.run(this.handler, entry).finally(() => {
      this.running.delete(run);
      this.startNext();
    });
    this.running.add(run);
  }

  private async run(handler: JobHandler<Payload>, entry: Entry<Payload>): Promise<void> {
    try {
      await traced(this.name, 'consumer', () => handler(entry));
    } catch (error) {
      if (entry.attempt < entry.options.attempts) this.retry(entry);
      else {
        this.failed += 1;
        this.logger.error(
          `Job ${entry.id} failed ${entry.attempt} times`,
          error instanceof Error ? error.stack : error,
        );
      }
    }
  }

  private retry(entry: Entry<Payload>): void {
    const { type, delay } = entry.options.backoff;
    const timer = setTimeout(
      () => {
        this.retries.delete(timer);
        this.enqueue({ ...entry, attempt: entry.attempt + 1 });
      },
      type === 'fixed' ? delay : delay * 2 ** (entry.attempt - 1),
    );
    timer.unref();
    this.retries.add(timer);
  }
}
