import { Process, Processor } from '@nestjs/bull';
import { SIGNAL_RECEIVED } from '../signals/signal-received.queue';
import { OrderDecisions } from './order-decisions';

/**
 * Works off wake-ups. Each decides everything that waits in the database, so the ids in the job are for the reader of
 * a log, and a job that comes twice finds nothing left to do.
 */
@Processor(SIGNAL_RECEIVED)
export class SignalReceivedProcessor {
  constructor(private readonly decisions: OrderDecisions) {}

  @Process({ concurrency: 1 })
  work(): Promise<number> {
    return this.decisions.decideWaiting();
  }
}
