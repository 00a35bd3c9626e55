/** One piece of work: ids only, so that a late or repeated run never acts on yesterday's prices. */
export interface Job<Payload> {
  readonly id: string | number;
  readonly data: Payload;
}

/** How one job is kept, repeated and forgotten. Written out at every call of `add`. */
export interface JobOptions {
  readonly jobId: string;
  readonly attempts: number;
  readonly backoff: { readonly type: 'exponential' | 'fixed'; readonly delay: number };
  /** A run that takes longer counts as failed. */
  readonly timeout: number;
  readonly removeOnComplete: boolean | number;
  readonly removeOnFail: boolean | number;
}

export type JobHandler<Payload> = (job: Job<Payload>) => Promise<unknown>;

export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
}

/**
 * What the house asks of a queue, whether Bull and Redis stand behind it or this process alone.
 *
 * A job is a wake-up, never a record: PostgreSQL knows what is to be done, so a job may be lost, doubled or
 * late without harm. `process` is called by @nestjs/bull for every class with `@Processor`.
 */
export interface JobQueue<Payload> {
  add(data: Payload, options: JobOptions): Promise<unknown>;
  process(concurrency: number, handler: JobHandler<Payload>): unknown;
  counts(): Promise<JobCounts>;
}
