import { Process, Processor } from '@nestjs/bull';
import { failpoint } from '../platform/config/failpoint';
import { SIGNAL_RECEIVED } from '../signals/signal-received.queue';
import { WaitingSignals } from './waiting-signals';

/**
 * Works off wake-ups. Each decides everything that waits in the database, so the ids in the job are for the reader of
 * a log, and a job that comes twice finds nothing left to do.
 */
@Processor(SIGNAL_RECEIVED)
export class SignalReceivedProcessor {
  constructor(private readonly waiting: WaitingSignals) {}

  @Process({ concurrency: 1 })
  async work(): Promise<number> {
    failpoint('S4');
    const decided = await this.waiting.decideAll();
    failpoint('S5');
    return decided;
  }
}
