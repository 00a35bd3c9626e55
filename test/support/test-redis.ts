import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../src/platform/database/embedded/postmaster';

const START_TIMEOUT_MS = 5000;

/** A Redis of the test's own, that can be treated as badly as the world treats one. */
export class TestRedis {
  private process: ChildProcess | undefined;

  private constructor(private readonly port: number) {
    process.once('exit', () => this.process?.kill('SIGKILL'));
  }

  static async start(): Promise<TestRedis> {
    const redis = new TestRedis(await freePort());
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  /** Starts it again, empty, on the same port. */
  async start(): Promise<void> {
    const settings = ['--bind', '127.0.0.1', '--port', String(this.port), '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', settings, { stdio: 'ignore' });
    this.process = child;
    const failed = once(child, 'error').then(([error]: unknown[]) => {
      throw new Error('redis-server does not start: apt-get install redis-server, or brew install redis', {
        cause: error,
      });
    });
    await Promise.race([this.untilReady(), failed]);
  }

  /** As a power cut does: nobody is told, nothing is kept. */
  async kill(): Promise<void> {
    const child = this.process;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Stops answering, but keeps its connections: the unkindest way to fail. */
  freeze(): void {
    this.process?.kill('SIGSTOP');
  }

  thaw(): void {
    this.process?.kill('SIGCONT');
  }

  async flush(): Promise<void> {
    await this.ask((client) => client.flushall());
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        await this.ask((client) => client.ping());
        return;
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await delay(20);
      }
    }
  }

  /** Asks it over a connection of its own. */
  async ask<T>(question: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(this.url, { lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await question(client);
    } finally {
      client.disconnect();
    }
  }
}
