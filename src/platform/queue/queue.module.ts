import { BullModule, getQueueToken } from '@nestjs/bull';
import { type DynamicModule, Module } from '@nestjs/common';
import { Configuration } from '../config/configuration';
import { InProcessQueue } from './in-process-queue';
import { type JobQueue } from './job-queue';
import { queueMetric } from './queue-metrics';
import { queueProbe } from './queue-probe';
import { RedisQueue } from './redis-queue';

/**
 * Provides a queue under @nestjs/bull's own token: Bull with REDIS_URL, a list in memory without. Either way
 * `@InjectQueue(name)` adds to it, and the class with `@Processor(name)` works it off.
 */
@Module({})
export class QueueModule {
  static for(name: string): DynamicModule {
    return {
      module: QueueModule,
      // Without queues of its own: it brings the explorer that finds `@Processor` classes.
      imports: [BullModule.registerQueue()],
      providers: [
        {
          provide: getQueueToken(name),
          inject: [Configuration],
          useFactory: (c: Configuration) => queue(name, c),
        },
        queueMetric(name),
        queueProbe(name),
      ],
      exports: [getQueueToken(name)],
    };
  }
}

function queue(name: string, { redisUrl, roles }: Configuration): JobQueue<unknown> {
  const works = roles.includes('worker');
  return redisUrl === null ? new InProcessQueue(name, works) : new RedisQueue(name, redisUrl, works);
}
