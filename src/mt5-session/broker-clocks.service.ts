import { Injectable } from '@nestjs/common';
import { type Transaction } from '../platform/database/transactions';
import { Recent } from '../platform/memory/recent';
import { Clock } from '../platform/time/clock';
import { BrokerClock, type MeasuredOffset } from './broker-clock';
import { BrokerOffsetsRepository } from './broker-offsets.repository';

/** Terminals say it all the time: so often it is written down again, and no more. */
const WRITTEN_EVERY_MS = 60 * 60 * 1000;

/** Brokers' clocks, by what terminals measure. Whoever writes holds the account's lock. */
@Injectable()
export class BrokerClocks {
  /** The stretch under way, by account. */
  private readonly last: Recent<MeasuredOffset>;

  constructor(
    private readonly offsets: BrokerOffsetsRepository,
    private readonly clock: Clock,
  ) {
    this.last = new Recent(clock, { ttlMs: WRITTEN_EVERY_MS, capacity: 50_000 });
  }

  /** Takes in the distance from UTC that a terminal measures at this moment. */
  async measured(tx: Transaction, accountId: string, offsetSeconds: number): Promise<void> {
    const last = await this.last.read(
      accountId,
      async () => (await this.offsets.find(tx, accountId)).at(-1) ?? null,
    );
    const oldest = this.clock.now().getTime() - WRITTEN_EVERY_MS;
    if (last?.offsetSeconds === offsetSeconds && last.until.getTime() > oldest) return;
    await this.write(tx, accountId, offsetSeconds);
    tx.afterCommit(() => {
      this.last.forget(accountId);
    });
  }

  /** What is known of an account's broker's clock up to this moment; null if no terminal has measured it. */
  async of(tx: Transaction | null, accountId: string): Promise<BrokerClock | null> {
    const measured = await this.offsets.find(tx, accountId);
    return measured.length > 0 ? new BrokerClock(upTo(measured, this.clock.now())) : null;
  }

  accountsWithNews(limit: number): Promise<readonly string[]> {
    return this.offsets.accountsWithNews(limit);
  }

  /** Lets what is known be applied, and remembers that it was, unless more became known meanwhile. */
  async apply(accountId: string, apply: (clock: BrokerClock) => Promise<unknown>): Promise<void> {
    const measured = await this.offsets.find(null, accountId);
    if (measured.length === 0) return;
    await apply(new BrokerClock(upTo(measured, this.clock.now())));
    await this.offsets.applied(accountId, measured);
  }

  private async write(tx: Transaction, accountId: string, offsetSeconds: number): Promise<void> {
    const known = await this.offsets.find(tx, accountId);
    const now = this.clock.now();
    const last = known.at(-1);
    if (last?.offsetSeconds !== offsetSeconds) {
      await this.offsets.begin(tx, accountId, now, offsetSeconds);
      return;
    }
    const before = new BrokerClock(known).rules.length;
    const after = new BrokerClock(upTo(known, now)).rules.length;
    await this.offsets.extend(tx, accountId, last, { until: now, isNews: after !== before });
  }
}

/** A terminal says so at once when it measures something else: until then the last offset is the one it measures. */
function upTo(measured: readonly MeasuredOffset[], now: Date): readonly MeasuredOffset[] {
  return measured.map((one, place) => (place === measured.length - 1 ? { ...one, until: now } : one));
}
