import { Decimal } from '../money/quantity';
import { type ClosedTrade, type LedgerLine } from '../positions/trade';
import { CurveTally } from './curve-tally';
import { type Stretch } from './formulas/drawdown';
import { growthOf, holdingPeriodReturn } from './formulas/returns';
import {
  addAnyOrder,
  addInOrder,
  addTrade,
  noTrades,
  type TradeReturns,
  type TradeSums,
} from './trade-tally';

export const DAY_MS = 24 * 60 * 60 * 1000;

/** Stands for all symbols of an account together. */
export const ALL_SYMBOLS = '';

/** What moved an account's balance on one day of UTC. */
export interface DayMoney {
  /** Money put in, and money taken out without its sign. */
  deposits: Decimal;
  withdrawals: Decimal;
  credit: Decimal;
  charges: Decimal;
  /** What the deals of trades brought, whether those trades are closed or not. */
  traded: Decimal;
  deals: number;
}

/** One day of an account: what its statistics are put together from. */
export interface AccountDay {
  readonly dayMs: number;
  readonly money: DayMoney;
  /** The balance over the day, cut wherever something was paid in or taken out. */
  readonly curve: readonly Stretch[];
  /** By symbol, and of all symbols together. */
  readonly sums: ReadonlyMap<string, TradeSums>;
}

const ZERO = new Decimal(0);

export function startOfDay(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

/** Goes through an account's history in the order in which it happened, and sums it up day by day. */
export class LedgerFold {
  private day: OpenDay | null = null;
  private readonly finished: AccountDay[] = [];

  /**
   * @param balance the balance before the first line
   * @param openings the balance when each trade was opened that is open then, by position; kept up to date
   */
  constructor(
    private balance: Decimal,
    private readonly openings = new Map<string, Decimal>(),
  ) {}

  /** @param closed the trades that this line closes */
  take(line: LedgerLine, closed: readonly ClosedTrade[]): void {
    const day = this.dayOf(line.atMs);
    const before = this.balance;
    if (line.kind !== 'credit') this.balance = before.plus(line.amount);
    day.take(line, this.balance);
    if (line.kind !== 'trade' || line.positionId === null) return;
    if (line.opens && !line.turns && !this.openings.has(line.positionId)) {
      this.openings.set(line.positionId, before);
    }
    for (const trade of closed) day.closed(trade, this.returnsOf(trade, before));
    if (line.turns) this.openings.set(line.positionId, this.balance);
  }

  /** The days that are over, in order; each is handed out once. */
  drain(): AccountDay[] {
    return this.finished.splice(0);
  }

  /** Ends the last day, and hands out what is left. */
  finish(): AccountDay[] {
    if (this.day) this.finished.push(this.day.toAccountDay());
    this.day = null;
    return this.drain();
  }

  private dayOf(atMs: number): OpenDay {
    const dayMs = startOfDay(atMs);
    if (this.day?.dayMs === dayMs) return this.day;
    if (this.day) this.finished.push(this.day.toAccountDay());
    this.day = new OpenDay(dayMs, this.balance);
    return this.day;
  }

  /** A trade whose opening nobody told grew from the balance before it was closed. */
  private returnsOf(trade: ClosedTrade, balanceBefore: Decimal): TradeReturns {
    const atOpen = this.openings.get(trade.positionId) ?? balanceBefore;
    this.openings.delete(trade.positionId);
    return {
      growth: growthOf(trade.net, atOpen),
      holdingPeriod: holdingPeriodReturn(trade.net, this.balance),
    };
  }
}

/** A day that is being summed up. */
class OpenDay {
  private readonly money: DayMoney = {
    deposits: ZERO,
    withdrawals: ZERO,
    credit: ZERO,
    charges: ZERO,
    traded: ZERO,
    deals: 0,
  };
  private readonly sums = new Map<string, TradeSums>();
  private readonly all = noTrades();
  private readonly stretches: Stretch[] = [];
  /** Null until the first line that moves the balance: before a flow there is no stretch of its own. */
  private curve: CurveTally | null = null;

  constructor(
    readonly dayMs: number,
    private readonly startBalance: Decimal,
  ) {}

  take({ kind, amount, atMs }: LedgerLine, after: Decimal): void {
    const { money } = this;
    money.deals += 1;
    if (kind === 'credit') money.credit = money.credit.plus(amount);
    else if (kind === 'flow') this.flowed(amount, after, atMs);
    else {
      if (kind === 'charge') money.charges = money.charges.plus(amount);
      else money.traded = money.traded.plus(amount);
      this.curve ??= this.fromMidnight();
      this.curve.add(after, atMs);
    }
  }

  closed(trade: ClosedTrade, returns: TradeReturns): void {
    const sums = this.sums.get(trade.symbol) ?? noTrades();
    addTrade(sums, trade, returns);
    this.sums.set(trade.symbol, sums);
    addInOrder(this.all, trade);
  }

  toAccountDay(): AccountDay {
    const curve = [...this.stretches, (this.curve ?? this.fromMidnight()).toStretch()];
    for (const sums of this.sums.values()) addAnyOrder(this.all, sums);
    return {
      dayMs: this.dayMs,
      money: this.money,
      curve,
      sums: new Map([[ALL_SYMBOLS, this.all], ...this.sums]),
    };
  }

  private fromMidnight(): CurveTally {
    return new CurveTally(ZERO, this.startBalance, this.dayMs);
  }

  private flowed(amount: Decimal, after: Decimal, atMs: number): void {
    if (amount.isPositive()) this.money.deposits = this.money.deposits.plus(amount);
    else this.money.withdrawals = this.money.withdrawals.minus(amount);
    if (this.curve) this.stretches.push(this.curve.toStretch());
    this.curve = new CurveTally(amount, after, atMs);
  }
}
