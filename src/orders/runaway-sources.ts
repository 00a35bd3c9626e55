import { Injectable } from '@nestjs/common';
import { SourceLocks } from '../guard/source-locks.service';
import { type Transaction } from '../platform/database/transactions';
import { sourceNameOf } from '../signals/signal';
import { type Made } from './decision/decision';
import { SignalDecisionsRepository } from './signal-decisions.repository';

/** An entry far from the market is a mistake; so many of them in so short a time are a broken program. */
const COLLAR_WINDOW_MS = 60_000;
const MOST_COLLAR_BREACHES = 3;

/** Locks sources that ran away: what is counted passes, a program that failed does not get better by itself. */
@Injectable()
export class RunawaySources {
  constructor(
    private readonly locks: SourceLocks,
    private readonly decisions: SignalDecisionsRepository,
  ) {}

  /** Looks at decisions that are recorded already. */
  async lock(tx: Transaction, made: readonly Made[], now: Date): Promise<void> {
    for (const { signal, accountId, decision } of made) {
      if (decision.outcome !== 'DENIED') continue;
      const reason = await this.reasonOf(tx, { signal, accountId, decision }, now);
      if (reason === null) continue;
      await this.locks.lock(tx, [{ userId: signal.userId, accountId, source: sourceNameOf(signal), reason }]);
    }
  }

  private async reasonOf(
    tx: Transaction,
    { signal, accountId, decision }: Made,
    now: Date,
  ): Promise<string | null> {
    if (decision.outcome !== 'DENIED') return null;
    const { code, message, detail } = decision.refusal;
    if (code === 'STRATEGY_THROTTLED') return 'reason' in detail ? null : message;
    if (code !== 'PRICE_OUT_OF_COLLAR' || !('deviation_percent' in detail)) return null;
    const since = new Date(now.getTime() - COLLAR_WINDOW_MS);
    const breaches = await this.decisions.collarBreaches(tx, accountId, sourceNameOf(signal), since);
    if (breaches <= MOST_COLLAR_BREACHES) return null;
    return `${breaches} entries too far from the market within a minute`;
  }
}
