import { Decimal } from '../money/quantity';
import { type Stretch } from './formulas/drawdown';
import { DAY_MS, type DayMoney } from './ledger-fold';

/** A day as far as the account as a whole is concerned. */
export interface CurveDay {
  readonly dayMs: number;
  readonly money: DayMoney;
  readonly curve: readonly Stretch[];
}

/** The balance before a day's first line. */
export function startBalanceOf({ curve }: CurveDay): Decimal {
  const [first] = curve;
  return first ? first.start.minus(first.flowBefore) : new Decimal(0);
}

export function endBalanceOf({ curve }: CurveDay): Decimal {
  return curve.at(-1)?.end ?? new Decimal(0);
}

/** What the account earned or lost on a day, whatever was paid in or out. */
export function resultOf({ money }: CurveDay): Decimal {
  return money.traded.plus(money.charges);
}

/**
 * The daily returns from the first day that had a result to the last one: the day's result ÷ (the balance at its start + what was
 * paid in on it). A weekday on which nothing happened returned nothing, and counts; a weekend without deals does not.
 * A day that had no money to begin with is left out.
 */
export function dailyReturns(days: readonly CurveDay[]): Decimal[] {
  const returns: Decimal[] = [];
  let next: number | null = null;
  for (const day of days) {
    for (let idle = next ?? day.dayMs; idle < day.dayMs; idle += DAY_MS) {
      if (isWeekday(idle) && returns.length > 0) returns.push(new Decimal(0));
    }
    next = day.dayMs + DAY_MS;
    const own = returnOf(day);
    const isIdle = own?.isZero() && (!isWeekday(day.dayMs) || returns.length === 0);
    if (own && !isIdle) returns.push(own);
  }
  return returns;
}

/** Days are kept as long as they are what they were, and a division costs more than all the rest. */
const knownReturns = new WeakMap<CurveDay, Decimal>();

/** Null where there was no money to begin with. */
function returnOf(day: CurveDay): Decimal | null {
  const known = knownReturns.get(day);
  if (known) return known;
  const base = startBalanceOf(day).plus(day.money.deposits);
  if (base.lessThanOrEqualTo(0)) return null;
  const own = resultOf(day).dividedBy(base);
  knownReturns.set(day, own);
  return own;
}

function isWeekday(dayMs: number): boolean {
  const weekday = new Date(dayMs).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The worst loss of a day against the balance with which it began. */
export interface DailyLoss {
  readonly dayMs: number;
  readonly money: Decimal;
  readonly ratio: Decimal;
  readonly on: 'balance' | 'equity';
}

/**
 * The greatest daily drawdown: (balance at 00:00 UTC − lowest value of the day) ÷ that balance. Of the equity where it was
 * recorded and nothing was paid in or out on that day, else of the balance.
 */
export function greatestDailyLoss(
  days: readonly CurveDay[],
  lowestEquity: ReadonlyMap<number, Decimal>,
): DailyLoss | null {
  let worst: (Omit<DailyLoss, 'ratio'> & { readonly start: Decimal }) | null = null;
  for (const day of days) {
    const start = startBalanceOf(day);
    if (start.lessThanOrEqualTo(0)) continue;
    const flowless = day.curve.every(({ flowBefore }) => flowBefore.isZero());
    const equity = flowless ? lowestEquity.get(day.dayMs) : undefined;
    const balance = lowestWithoutFlows(day);
    const on = equity?.lessThan(balance) ? 'equity' : 'balance';
    const money = start.minus(on === 'equity' && equity ? equity : balance);
    if (money.lessThanOrEqualTo(0)) continue;
    // Compared without dividing: a division costs more than all the rest.
    if (!worst || money.times(worst.start).greaterThan(worst.money.times(start))) {
      worst = { dayMs: day.dayMs, money, start, on };
    }
  }
  if (!worst) return null;
  const { start, ...loss } = worst;
  return { ...loss, ratio: loss.money.dividedBy(start) };
}

function lowestWithoutFlows({ curve }: CurveDay): Decimal {
  let flows = new Decimal(0);
  let lowest: Decimal | null = null;
  for (const { flowBefore, low } of curve) {
    flows = flows.plus(flowBefore);
    const value = low.minus(flows);
    lowest = lowest ? Decimal.min(lowest, value) : value;
  }
  return lowest ?? new Decimal(0);
}
