import { type Side } from '../../positions/position';
import { type RateLimit } from '../../risk/risk-limits';
import { type NewOrder } from '../order';

/** What was counted of an account's orders. */
export interface ConductCounts {
  /** Openings in each of the profile's windows. */
  readonly orders: readonly { readonly window: RateLimit; readonly count: number }[];
  /** The last opening of a symbol and side. */
  readonly lastOpened: ReadonlyMap<string, Date>;
  /** Executed openings and stopped trades, by source. */
  readonly executions: ReadonlyMap<string, number>;
  readonly stopOuts: ReadonlyMap<string, number>;
  /** Sources that ran away, with the reason. */
  readonly locked: ReadonlyMap<string, string>;
}

/** What an account has been doing lately; it grows with the orders that are made while it is looked at. */
export class AccountConduct {
  constructor(private readonly counts: ConductCounts) {}

  /** Openings in each window, in the order of the limits. */
  get orders(): readonly number[] {
    return this.counts.orders.map(({ count }) => count);
  }

  lastOpening(symbol: string, side: Side): Date | null {
    return this.counts.lastOpened.get(lineOf(symbol, side)) ?? null;
  }

  executionsOf(source: string): number {
    return this.counts.executions.get(source) ?? 0;
  }

  stopOutsOf(source: string): number {
    return this.counts.stopOuts.get(source) ?? 0;
  }

  lockOf(source: string): string | null {
    return this.counts.locked.get(source) ?? null;
  }

  withOpening({ symbol, side, createdAt }: NewOrder): AccountConduct {
    return new AccountConduct({
      ...this.counts,
      orders: this.counts.orders.map(({ window, count }) => ({ window, count: count + 1 })),
      lastOpened: new Map([...this.counts.lastOpened, [lineOf(symbol, side), createdAt]]),
    });
  }
}

/** A symbol and a side, as one key. */
export function lineOf(symbol: string, side: Side): string {
  return `${symbol} ${side}`;
}
