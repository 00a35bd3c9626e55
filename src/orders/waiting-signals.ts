import { Injectable, Logger } from '@nestjs/common';
import { isUnavailability } from '../platform/http/unavailability';
import { PLANS_KEPT, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Signal, type SignalVerdict } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';
import { OrderDecisions } from './order-decisions';

/** One transaction decides this many signals at most: enough to share its cost, few enough to be quick. */
const BATCH = 200;

/** Works off the signals that wait for a decision, whatever one of them does to the others. */
@Injectable()
export class WaitingSignals {
  private readonly logger = new Logger(WaitingSignals.name);

  constructor(
    private readonly decisions: OrderDecisions,
    private readonly signals: SignalsService,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Decides everything that waits, batch by batch, and answers how many signals that were. */
  async decideAll(): Promise<number> {
    let total = 0;
    for (;;) {
      const { decided, isAll } = await this.decideSome();
      total += decided;
      if (isAll) return total;
    }
  }

  private async decideSome(): Promise<{ readonly decided: number; readonly isAll: boolean }> {
    try {
      return await this.transactions.run(async (tx) => {
        const claimed = await this.signals.claimUndecided(tx, BATCH);
        const decided = claimed.length > 0 ? await this.decisions.decide(tx, claimed) : 0;
        return { decided, isAll: decided === claimed.length && claimed.length < BATCH };
      }, PLANS_KEPT);
    } catch (error) {
      if (isUnavailability(error)) throw error;
      // One of them cannot be decided. It must not stop the others: they go one by one.
      const decided = await this.decideOneByOne();
      return { decided, isAll: decided < BATCH };
    }
  }

  private async decideOneByOne(): Promise<number> {
    for (let decided = 0; decided < BATCH; decided += 1) {
      if (!(await this.decideOne())) return decided;
    }
    return BATCH;
  }

  private async decideOne(): Promise<boolean> {
    let claimed: Signal | undefined;
    try {
      await this.transactions.run(async (tx) => {
        [claimed] = await this.signals.claimUndecided(tx, 1);
        if (claimed) await this.decisions.decide(tx, [claimed]);
      }, PLANS_KEPT);
    } catch (error) {
      if (!claimed || isUnavailability(error)) throw error;
      await this.giveUp(claimed, error);
    }
    return claimed !== undefined;
  }

  /** Closed when it fails: nothing is traded that could not be checked, and the sender is told. */
  private async giveUp({ id, userId }: Signal, error: unknown): Promise<void> {
    this.logger.error(
      `Signal ${id} could not be decided`,
      error instanceof Error ? error.stack : String(error),
    );
    await this.transactions.run(async (tx) => {
      const signal = await this.signals.holdUndecided(tx, userId, id);
      if (!signal) return;
      await this.signals.recordDecisions(tx, [{ signal, verdict: failureOf(id) }], this.clock.now());
    });
  }
}

function failureOf(signalId: string): SignalVerdict {
  return {
    signalId,
    status: 'REJECTED',
    code: 'DECISION_FAILED',
    message: 'The signal could not be decided because of a fault of ours: nothing was traded',
    detail: null,
  };
}
