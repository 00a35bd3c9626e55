import { Injectable } from '@nestjs/common';
import { type Principal } from '../auth/principal';
import { failpoint } from '../platform/config/failpoint';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { Clock } from '../platform/time/clock';
import { newSignal } from './new-signal';
import {
  type IssuedSignal,
  type Signal,
  type SignalRequest,
  type SignalSource,
  type SignalState,
  type SignalVerdict,
} from './signal';
import { changedEvent } from './signal-events';
import { type Received, SignalIntake } from './signal-intake';
import { SignalMetrics, type SignalStage } from './signal-metrics';
import { SignalReceipts } from './signal-receipts';
import { SignalNotFoundError } from './signals.errors';
import { SignalTally } from './signal-tally';
import { type SignalFilter, SignalsRepository } from './signals.repository';

/** Signals that say what is traded now. */
const RECENT = 50;

/** A signal that the caller holds, and what becomes of it. */
export interface Judged {
  readonly signal: SignalState;
  readonly verdict: SignalVerdict;
}

export interface SignalCounts {
  readonly total: number;
  readonly executed: number;
  readonly pending: number;
  readonly rejected: number;
}

/** Trading intents: taken in once, decided once, ended once. */
@Injectable()
export class SignalsService {
  constructor(
    private readonly repository: SignalsRepository,
    private readonly intake: SignalIntake,
    private readonly tally: SignalTally,
    private readonly receipts: SignalReceipts,
    private readonly events: EventLog,
    private readonly metrics: SignalMetrics,
    private readonly clock: Clock,
  ) {}

  /** Stores a signal, or recognises it; the answer is the same either way, and comes after the commit. */
  async receive(
    principal: Principal,
    request: SignalRequest,
    idempotencyKey: string | null,
  ): Promise<Received> {
    const source = sourceOf(principal);
    const signal = newSignal({ userId: principal.userId, source, idempotencyKey, request }, this.clock.now());
    failpoint('S1');
    const received = await this.intake.store(signal);
    this.receipts.note([{ id: received.signalId, receivedAt: received.receivedAt }]);
    failpoint('S3');
    this.metrics.received(request.type, source, outcomeOf(received));
    if (!received.replayed) this.metrics.reached('stored', signal.receivedAt, this.clock.now());
    return received;
  }

  /**
   * Issues signals of this house's own, in the caller's transaction: to close what must not stay open. Each has a name,
   * by which it is issued once however often that is asked for. Answers how many were new.
   */
  issue(tx: Transaction, issued: readonly IssuedSignal[]): Promise<number> {
    const now = this.clock.now();
    return this.intake.issue(
      tx,
      issued.map((signal) => newSignal({ ...signal, source: 'system', idempotencyKey: null }, now)),
    );
  }

  /** @throws SignalNotFoundError also for another user's signal */
  async get(userId: string, signalId: string): Promise<Signal> {
    const signal = await this.repository.find(userId, signalId);
    if (!signal) throw new SignalNotFoundError(signalId);
    return signal;
  }

  list(userId: string, filter: SignalFilter): Promise<Signal[]> {
    return this.repository.list(userId, filter);
  }

  byIds(tx: Transaction | null, signalIds: readonly string[]): Promise<Signal[]> {
    return this.repository.findByIds(tx, signalIds);
  }

  /** Takes the oldest undecided signals, leaving those that another worker holds. */
  async claimUndecided(tx: Transaction, limit: number): Promise<Signal[]> {
    const claimed = await this.repository.claimUndecided(tx, limit);
    this.receipts.note(claimed);
    return claimed;
  }

  /** Holds one undecided signal, so that no worker decides it meanwhile; undefined once it is decided. */
  holdUndecided(tx: Transaction, userId: string, signalId: string): Promise<Signal | undefined> {
    return this.repository.lockUndecided(tx, userId, signalId);
  }

  hasUndecided(): Promise<boolean> {
    return this.repository.hasUndecided();
  }

  /**
   * Writes the decisions of undecided signals, which the caller holds. A signal with orders stays PENDING; every other
   * verdict is its end.
   */
  async recordDecisions(tx: Transaction, decided: readonly Judged[], decidedAt: Date): Promise<void> {
    this.repository.decide(
      tx,
      decided.map(({ verdict }) => verdict),
      decidedAt,
    );
    await this.events.append(tx, decided.map(newsOf));
    tx.afterCommit(() => {
      for (const { signal } of decided) this.metrics.reached('decided', signal.receivedAt, decidedAt);
    });
  }

  /** Holds signals until the commit: two orders of one signal may end at the same time in two transactions. */
  hold(tx: Transaction, signalIds: readonly string[]): Promise<readonly SignalState[]> {
    return this.repository.lock(tx, signalIds);
  }

  /** Ends signals that the caller holds, and of which all orders have ended. One that has ended already keeps its end. */
  async settle(tx: Transaction, judged: readonly Judged[], at: Date): Promise<void> {
    const settled = judged.filter(({ signal }) => signal.status === 'PENDING');
    this.repository.settle(
      tx,
      settled.map(({ verdict }) => verdict),
      at,
    );
    await this.events.append(tx, settled.map(newsOf));
    tx.afterCommit(() => {
      for (const { signal, verdict } of settled) {
        if (verdict.status === 'EXECUTED') this.metrics.reached('executed', signal.receivedAt, at);
      }
    });
  }

  /** Measures, once the transaction is durable, how long these signals took to get so far. */
  measure(tx: Transaction, stage: SignalStage, signalIds: readonly string[], at: Date): void {
    tx.afterCommit(() => {
      this.receipts.measure(stage, signalIds, at);
    });
  }

  /** What each of these owners' signals have been about lately. */
  recentSymbols(userIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return this.repository.recentSymbols(userIds, RECENT);
  }

  async counts(userId: string): Promise<SignalCounts> {
    const by = await this.tally.of(userId);
    const total = Object.values(by).reduce((sum, count) => sum + count, 0);
    return {
      total,
      executed: (by.EXECUTED ?? 0) + (by.PARTIALLY_EXECUTED ?? 0),
      pending: by.PENDING ?? 0,
      rejected: by.REJECTED ?? 0,
    };
  }
}

function newsOf({ signal, verdict: { status, code, message } }: Judged): NewEvent<'signal.changed'> {
  return changedEvent({ ...signal, status, code, message });
}

export function sourceOf({ kind, scopes }: Principal): SignalSource {
  if (kind === 'person') return 'person';
  return scopes.includes('terminal') ? 'terminal' : 'integration';
}

function outcomeOf({ replayed, refusal }: Received): 'accepted' | 'rejected' | 'replayed' {
  if (replayed) return 'replayed';
  return refusal ? 'rejected' : 'accepted';
}
