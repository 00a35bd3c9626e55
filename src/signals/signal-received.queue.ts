import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger } from '@nestjs/common';
import { type JobQueue } from '../platform/queue/job-queue';

export const SIGNAL_RECEIVED = 'signal-received';

export interface SignalReceivedJob {
  readonly signalIds: readonly string[];
}

/**
 * Wakes the workers when signals are stored. Nobody waits for it and nobody depends on it: a wake-up that
 * is lost costs a second, until the sweep finds the signal in the database.
 */
@Injectable()
export class SignalReceivedQueue {
  private readonly logger = new Logger(SignalReceivedQueue.name);

  constructor(@InjectQueue(SIGNAL_RECEIVED) private readonly queue: JobQueue<SignalReceivedJob>) {}

  /** One wake-up for all signals of one commit. */
  wake(signalIds: readonly string[]): void {
    const [first] = signalIds;
    if (first === undefined) return;
    this.queue
      .add(
        { signalIds },
        {
          jobId: first,
          attempts: 3,
          backoff: { type: 'exponential', delay: 200 },
          timeout: 30_000,
          removeOnComplete: true,
          removeOnFail: 100,
        },
      )
      .catch((error: unknown) => {
        this.logger.debug(`Wake-up lost: ${error instanceof Error ? error.message : String(error)}`);
      });
  }
}
