import { getQueueToken } from '@nestjs/bull';
import { type Provider } from '@nestjs/common';
import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { type JobCounts, type JobQueue } from './job-queue';

const STATES = ['waiting', 'active', 'delayed', 'failed'] as const satisfies readonly (keyof JobCounts)[];

/** Asked for when somebody scrapes. A Redis that does not answer is NaN, and all other metrics are still told. */
export function queueMetric(name: string): Provider {
  return makeGaugeProvider({
    name: 'rubi_queue_jobs',
    help: 'Wake-ups in a queue, by what they are doing there',
    labelNames: ['queue', 'state'],
    inject: [getQueueToken(name)],
    async collect(queue: JobQueue<unknown>) {
      const unknown = { waiting: NaN, active: NaN, delayed: NaN, failed: NaN };
      const counts = await queue.counts().catch((): JobCounts => unknown);
      for (const state of STATES) this.set({ queue: name, state }, counts[state]);
    },
  });
}
