import { type Clock } from '../../src/platform/time/clock';
import { type BrokerModel } from './broker-model';
import { type Outbox } from './outbox';
import {
  wireAccount,
  wireClock,
  wireDealsAfter,
  wireHistory,
  wirePermissions,
  wirePositions,
  wireQuotes,
} from './snapshot';
import { type SyncRequest } from './wire';

/** Unchanged news is repeated after this long, so that the backend knows it still holds. */
const REPEAT_MS = 30_000;
/** Prices alone change a position all the time: they are told this often. */
const PRICES_MS = 1_000;

interface Told {
  readonly what: string;
  readonly atMs: number;
}

/** Writes the connector's one message per cycle: only what is new, and everything now and then. */
export class SyncMessage {
  private readonly told = new Map<string, Told>();

  constructor(
    private readonly broker: BrokerModel,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly marketWatch: readonly string[],
  ) {}

  write(session: {
    id: string;
    epoch: number;
    seq: number;
    lastDeal: string | null;
    /** How far the history is told, while it is wanted. */
    past: { from: string | null; told: number } | null;
  }): SyncRequest {
    const fresh = wireDealsAfter(this.broker, session.lastDeal);
    const past = fresh.length === 0 && session.past ? wireHistory(this.broker, session.past) : null;
    const deals = past?.deals ?? fresh;
    const reports = this.outbox.reports(this.clock.monotonicMs());
    const permissions = wirePermissions(this.broker);
    const quotes = wireQuotes(this.broker, this.quotesDue());
    return {
      session_id: session.id,
      epoch: session.epoch,
      seq: session.seq,
      account: wireAccount(this.broker),
      ...(this.isNews('permissions', permissions, REPEAT_MS) ? { permissions } : {}),
      ...this.positions(),
      ...(deals.length > 0 ? { deals } : {}),
      ...(past ? { history: past.history } : {}),
      ...(reports.length > 0 ? { reports } : {}),
      ...(quotes.length > 0 ? { quotes } : {}),
      ...(this.isNews('clock', this.broker.utcOffsetSeconds, REPEAT_MS)
        ? { clock: wireClock(this.clock, this.broker.utcOffsetSeconds) }
        : {}),
    };
  }

  /** After a lost message or a new session nothing counts as told. */
  forget(): void {
    this.told.clear();
  }

  /** The backend knows other positions than ours: the next message brings the whole list. */
  tellPositions(): void {
    this.told.delete('positions');
  }

  /** The whole list when it changed and every half a minute, new prices alone in between. */
  private positions(): Pick<SyncRequest, 'complete' | 'positions' | 'moved'> {
    const positions = wirePositions(this.broker);
    const lasting = positions.map((position) => ({ ...position, current_price: 0, profit: 0 }));
    const changed = this.isNews('positions', lasting, REPEAT_MS);
    const moved = this.isOlderThan('prices', PRICES_MS) && this.isNews('prices', positions, REPEAT_MS);
    if (changed) return { complete: true, positions };
    if (!moved) return {};
    return {
      moved: positions.map(({ ticket, current_price: price, profit }) => ({
        ticket,
        current_price: price,
        profit,
      })),
    };
  }

  private quotesDue(): readonly string[] {
    return this.marketWatch.filter((symbol) => {
      const key = `quote ${symbol}`;
      return (
        this.isOlderThan(key, PRICES_MS) && this.isNews(key, this.broker.market.quote(symbol), REPEAT_MS)
      );
    });
  }

  private isOlderThan(key: string, ms: number): boolean {
    const last = this.told.get(key);
    return !last || this.clock.monotonicMs() - last.atMs >= ms;
  }

  private isNews(key: string, value: unknown, repeatMs: number): boolean {
    const what = JSON.stringify(value);
    const last = this.told.get(key);
    if (last?.what === what && !this.isOlderThan(key, repeatMs)) return false;
    this.told.set(key, { what, atMs: this.clock.monotonicMs() });
    return true;
  }
}
