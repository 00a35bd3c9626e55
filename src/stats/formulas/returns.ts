import { Decimal } from '../../money/quantity';

const DAYS_OF_YEAR = 365;
const DAYS_OF_MONTH = DAYS_OF_YEAR / 12;

/**
 * The growth of one trade: 1 + net ÷ the balance when it was opened. A trade cannot lose more than all, whatever it owed
 * in the end. Null where there was no balance to grow from.
 */
export function growthOf(net: Decimal, balanceAtOpen: Decimal): Decimal | null {
  if (balanceAtOpen.lessThanOrEqualTo(0)) return null;
  return Decimal.max(net.dividedBy(balanceAtOpen).plus(1), 0);
}

/**
 * Gain, weighted by time (Myfxbook): Π(1 + net ÷ balance when the trade was opened) − 1. Deposits and withdrawals do not
 * touch it: it says what one unit of money that was there all the time would have become.
 */
export function timeWeightedGain(growths: readonly Decimal[]): Decimal {
  return growths.reduce((product, growth) => product.times(growth), new Decimal(1)).minus(1);
}

/** Absolute gain = net profit ÷ all money that was put in (what was there at the beginning included). */
export function absoluteGain(net: Decimal, deposits: Decimal): Decimal | null {
  return deposits.greaterThan(0) ? net.dividedBy(deposits) : null;
}

/** A gain over some days, as the gain per period that would have compounded to it: (1 + gain)^(period ÷ days) − 1. */
function compounded(gain: Decimal, periodDays: number, days: number): Decimal | null {
  if (days <= 0) return null;
  const growth = gain.plus(1);
  if (growth.lessThanOrEqualTo(0)) return new Decimal(-1);
  return growth.pow(new Decimal(periodDays).dividedBy(days)).minus(1);
}

/** CAGR = (1 + gain)^(365 ÷ days) − 1. Without deposits 1 + gain is the final balance ÷ the first one (freqtrade). */
export function cagr(gain: Decimal, days: number): Decimal | null {
  return compounded(gain, DAYS_OF_YEAR, days);
}

/** Monthly gain = (1 + gain)^(30.4167 ÷ days) − 1. */
export function monthlyGain(gain: Decimal, days: number): Decimal | null {
  return compounded(gain, DAYS_OF_MONTH, days);
}

/** Daily gain = (1 + gain)^(1 ÷ days) − 1. */
export function dailyGain(gain: Decimal, days: number): Decimal | null {
  return compounded(gain, 1, days);
}

/** Calmar = CAGR ÷ greatest relative drawdown. MetaStats calls it MAR. Null without a drawdown. */
export function calmar(annualGrowth: Decimal, drawdown: Decimal): Decimal | null {
  return drawdown.greaterThan(0) ? annualGrowth.dividedBy(drawdown) : null;
}

/**
 * The holding period return of a trade: the balance after it ÷ (that balance − its net).
 * Null where there was no balance before it.
 */
export function holdingPeriodReturn(net: Decimal, balanceAfter: Decimal): Decimal | null {
  const before = balanceAfter.minus(net);
  return before.greaterThan(0) ? Decimal.max(balanceAfter.dividedBy(before), 0) : null;
}

/** AHPR = the mean of the holding period returns. Above 1 while trades gain. */
export function arithmeticMean(sum: Decimal, count: number): Decimal | null {
  return count > 0 ? sum.dividedBy(count) : null;
}

/** GHPR = (Π holding period returns)^(1 ÷ N): what each trade multiplied the balance by, compounded. */
export function geometricMean(product: Decimal, count: number): Decimal | null {
  if (count === 0) return null;
  return product.isZero() ? product : product.pow(new Decimal(1).dividedBy(count));
}
