import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import Bull from 'bull';
import { type Redis } from 'ioredis';
import { traced } from '../telemetry/spans';
import { connectRedis, PATIENT, PROMPT } from '../redis/connect-redis';
import { type JobCounts, type JobHandler, type JobOptions, type JobQueue } from './job-queue';

const CLOSE_TIMEOUT_MS = 2000;

/** A Bull queue. A process without the worker's role only adds to it. */
export class RedisQueue<Payload> implements JobQueue<Payload>, OnApplicationShutdown {
  private readonly logger: Logger;
  private readonly bull: Bull.Queue<Payload>;
  private readonly clients: Redis[] = [];
  private complained = false;

  constructor(
    private readonly name: string,
    url: string,
    private readonly works: boolean,
  ) {
    this.logger = new Logger(`queue:${name}`);
    this.bull = new Bull<Payload>(name, {
      createClient: (type) => {
        // Two of Bull's three connections block on purpose while they wait for work. Bull itself tells of trouble.
        const client = connectRedis(url, type === 'client' ? PROMPT : PATIENT, () => undefined);
        this.clients.push(client);
        return client;
      },
      settings: { lockDuration: 30_000, stalledInterval: 15_000, maxStalledCount: 3, retryProcessDelay: 500 },
    });
    this.bull.on('error', (error) => {
      this.complain(error);
    });
    this.bull.on('failed', (job, error) => {
      this.logger.error(`Job ${job.id} failed ${job.attemptsMade} times: ${error.message}`);
    });
  }

  add(data: Payload, options: JobOptions): Promise<unknown> {
    if (this.bull.client.status !== 'ready') return Promise.reject(new Error('Redis is not connected'));
    return this.bull.add(data, options);
  }

  process(concurrency: number, handler: JobHandler<Payload>): void {
    if (!this.works) return;
    const work: JobHandler<Payload> = (job) => traced(this.name, 'consumer', () => handler(job));
    void this.bull.process(concurrency, work).catch((error: unknown) => {
      this.complain(error);
    });
  }

  async counts(): Promise<JobCounts> {
    const { waiting, active, delayed, failed } = await this.bull.getJobCounts();
    return { waiting, active, delayed, failed };
  }

  /** Waits for running jobs, but not for a Redis that is gone. */
  async onApplicationShutdown(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CLOSE_TIMEOUT_MS);
    });
    await Promise.race([this.bull.close().catch(() => undefined), patience]);
    clearTimeout(timer);
    // A Redis that is gone would be knocked at for ever.
    for (const client of this.clients) client.disconnect();
  }

  /** Redis says every lost connection several times a second; the log says it once until it is back. */
  private complain(error: unknown): void {
    if (this.complained) return;
    this.complained = true;
    this.logger.warn(
      `Redis is in trouble, the sweep takes over: ${error instanceof Error ? error.message : String(error)}`,
    );
    this.bull.client.once('ready', () => {
      this.complained = false;
      this.logger.log('Redis is back');
    });
  }
}
