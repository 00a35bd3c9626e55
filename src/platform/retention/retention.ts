import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../config/configuration';
import { type Transaction, Transactions } from '../database/transactions';
import { Periodic } from '../queue/periodic';
import { Clock } from '../time/clock';

const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Any number of ours, as long as no other advisory lock of the database uses it. */
const RETENTION_LOCK = 7_822_403;
/** Rows of one transaction: a statement of a serving process has two seconds. */
const BATCH = 2_000;
/** A backlog of months is worked off over several hours, and never at the cost of those who trade. */
const MOST_BATCHES = 500;

/** Rows that are worth something for a while only. */
export interface Kept {
  readonly name: string;
  readonly days: number;
  /** Deletes up to `limit` rows that are older than `before`, and returns how many. */
  delete(tx: Transaction, before: Date, limit: number): Promise<number>;
}

/**
 * Forgets what nobody will ask for again, once an hour, a little at a time. Rooms register what of theirs is kept for how
 * long; what tells of trades (signals, orders, deals, the audit log) nobody registers. Any number of workers may run it:
 * one at a time does.
 */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Retention.name);
  private readonly kept: Kept[] = [];
  private readonly task = new Periodic('retention', EVERY_MS, () => this.sweep());
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  keep(kept: Kept): void {
    this.kept.push(kept);
  }

  onApplicationBootstrap(): void {
    if (this.configuration.roles.includes('worker')) this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    await this.task.stop();
  }

  /** Returns how many rows of each kind were forgotten. */
  async sweep(): Promise<ReadonlyMap<string, number>> {
    const forgotten = new Map<string, number>();
    for (const kept of this.kept) {
      const count = await this.forget(kept);
      if (count > 0) this.logger.log(`Forgot ${count} ${kept.name}, older than ${kept.days} days`);
      forgotten.set(kept.name, count);
    }
    return forgotten;
  }

  private async forget(kept: Kept): Promise<number> {
    const before = new Date(this.clock.now().getTime() - kept.days * DAY_MS);
    let total = 0;
    for (let batch = 0; batch < MOST_BATCHES && !this.stopping; batch += 1) {
      const count = await this.transactions.run(async (tx) => {
        const [lock] = await tx.query<{ taken: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS taken', [
          RETENTION_LOCK,
        ]);
        return lock?.taken ? kept.delete(tx, before, BATCH) : 0;
      });
      total += count;
      if (count === 0) break;
    }
    return total;
  }
}
