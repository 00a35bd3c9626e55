import { type Provider } from '@nestjs/common';
import { getQueueToken } from '@nestjs/bull';
import { HealthProbes } from '../health/health-probes';
import { type JobQueue } from './job-queue';

/** Shows a queue in `/health`. It is not critical: what wakes nobody now is found by the sweep. */
export function queueProbe(name: string): Provider {
  return {
    provide: `QUEUE_PROBE_${name}`,
    inject: [getQueueToken(name), HealthProbes],
    useFactory: (queue: JobQueue<unknown>, probes: HealthProbes) => {
      probes.add({
        name: 'queue',
        critical: false,
        probe: async () => ({ status: 'up', name, ...(await queue.counts()) }),
      });
      return null;
    },
  };
}
