import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { failpoint } from '../platform/config/failpoint';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Gathering, type Outcome } from '../platform/queue/gathering';
import { Clock } from '../platform/time/clock';
import { type NewSignal } from './new-signal';
import { type Refusal } from './signal';
import { refuseByAge } from './signal-age';
import { KeyHolders } from './key-holders';
import { SignalReceivedQueue } from './signal-received.queue';
import { receivedEvent } from './signal-events';
import { SignalMetrics } from './signal-metrics';
import { SignalIntakeFullError, SignalKeyReusedError } from './signals.errors';
import { type KeyedSignal, SignalsRepository } from './signals.repository';

/** Larger groups gain little and make the first of them wait. */
const LARGEST_GROUP = 500;
/** A few seconds' worth; beyond it, a quick refusal serves everybody better than a slow answer. */
const MOST_WAITING = 5000;
const ATTEMPTS = 3;
const DEADLOCK_OR_SERIALIZATION = new Set(['40P01', '40001']);

/** What the first answer said, and every retry of it says again. */
export interface Received {
  readonly signalId: string;
  readonly receivedAt: Date;
  readonly refusal: Refusal | null;
  /** True when this very signal had been stored before. */
  readonly replayed: boolean;
}

/**
 * Stores signals. Those that arrive together are inserted by one statement and share one commit; each caller
 * is answered after it. A signal that was stored before is recognised by its key and answered again.
 */
@Injectable()
export class SignalIntake implements OnApplicationShutdown {
  private readonly gathering = new Gathering<NewSignal, Received>({
    flush: (signals) => this.flush(signals),
    largestGroup: LARGEST_GROUP,
    mostWaiting: MOST_WAITING,
    refuse: () => new SignalIntakeFullError(),
  });

  constructor(
    private readonly transactions: Transactions,
    private readonly repository: SignalsRepository,
    private readonly events: EventLog,
    private readonly queue: SignalReceivedQueue,
    private readonly clock: Clock,
    private readonly metrics: SignalMetrics,
  ) {}

  store(signal: NewSignal): Promise<Received> {
    return this.gathering.add(signal);
  }

  /** Stores signals of this house in the caller's transaction; one that was stored before is left as it is. */
  async issue(tx: Transaction, signals: readonly NewSignal[]): Promise<number> {
    if (signals.length === 0) return 0;
    const inserted = await this.repository.insert(tx, signals, this.clock.now());
    await this.announce(tx, inserted);
    return inserted.length;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.gathering.settled();
  }

  private async flush(signals: readonly NewSignal[]): Promise<readonly Outcome<Received>[]> {
    try {
      return await this.commit(signals);
    } catch (error) {
      if (signals.length === 1 || !isOfTheData(error)) throw error;
      // One of them cannot be stored (its owner was deleted meanwhile): it fails alone.
      return Promise.all(signals.map((signal) => this.commitAlone(signal)));
    }
  }

  private async commitAlone(signal: NewSignal): Promise<Outcome<Received>> {
    try {
      const [outcome] = await this.commit([signal]);
      return outcome ?? { error: new Error('A signal was written without an outcome') };
    } catch (error) {
      return { error };
    }
  }

  private async commit(signals: readonly NewSignal[]): Promise<readonly Outcome<Received>[]> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.transactions.run((tx) => this.write(tx, signals));
      } catch (error) {
        // Two processes that were sent the same crowd of keys in another order wait for each other: one repeats.
        if (attempt === ATTEMPTS || !DEADLOCK_OR_SERIALIZATION.has(sqlState(error))) throw error;
      }
    }
  }

  private async write(tx: Transaction, signals: readonly NewSignal[]): Promise<readonly Outcome<Received>[]> {
    const inserted = await this.repository.insert(tx, signals, this.clock.now());
    const rest = inserted.length < signals.length ? await this.repository.findByKeys(tx, signals) : [];
    await this.announce(tx, inserted);
    tx.afterCommit(() => {
      this.metrics.committed();
    });
    failpoint('S2');

    const holders = new KeyHolders(rest.length > 0 ? rest : inserted);
    const firsts = new Set(inserted.map(({ signal }) => signal.id));
    return signals.map((signal) => answer(signal, holders.of(signal), firsts));
  }

  private async announce(tx: Transaction, inserted: readonly KeyedSignal[]): Promise<void> {
    await this.events.append(
      tx,
      inserted.map(({ signal }) => receivedEvent(signal)),
    );
    const waiting = inserted.filter(({ signal }) => signal.decidedAt === null).map(({ signal }) => signal.id);
    if (waiting.length > 0)
      tx.afterCommit(() => {
        this.queue.wake(waiting);
      });
  }
}

/** The first of a group to hold a freshly inserted row is its author; all others repeat what he said. */
function answer(asked: NewSignal, stored: KeyedSignal | undefined, firsts: Set<string>): Outcome<Received> {
  if (!stored) return { error: new Error('A signal was neither inserted nor found by its key') };
  const { signal, requestHash } = stored;
  if (!requestHash.equals(asked.requestHash)) return { error: new SignalKeyReusedError(signal.id) };
  return {
    result: {
      signalId: signal.id,
      receivedAt: signal.receivedAt,
      refusal: refuseByAge(signal),
      replayed: !firsts.delete(signal.id),
    },
  };
}

/** SQLSTATE classes 22 and 23: a value or a reference that the tables refuse. */
function isOfTheData(error: unknown): boolean {
  return /^2[23]/.test(sqlState(error));
}

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
