import { Decimal } from '../../money/quantity';

/** A fall from a peak to the lowest point after it. */
export interface Fall {
  readonly peak: Decimal;
  readonly peakMs: number;
  readonly trough: Decimal;
  readonly troughMs: number;
}

/**
 * A stretch of a curve (balance or equity) into which nothing was paid and from which nothing was taken. Stretches that
 * follow each other can be put together without their points: a day of an account is kept as one or a few of them.
 */
export interface Stretch {
  /** What was paid in (above zero) or taken out just before it. */
  readonly flowBefore: Decimal;
  readonly startMs: number;
  readonly start: Decimal;
  readonly end: Decimal;
  readonly high: Decimal;
  readonly highMs: number;
  readonly low: Decimal;
  readonly lowMs: number;
  /** The deepest fall within it in money; null while it never fell. */
  readonly deepest: Fall | null;
  /** The deepest fall within it in proportion to its peak. */
  readonly steepest: Fall | null;
}

/** A drawdown as people read it. */
export interface Drawdown {
  readonly money: Decimal;
  /** A part of the peak: 0.1 is ten percent. */
  readonly ratio: Decimal;
  readonly peakMs: number;
  readonly troughMs: number;
  /** When the curve first stood as high again; null as long as it has not. */
  readonly recoveredMs: number | null;
}

export interface Drawdowns {
  /** Greatest in money, with its proportion. */
  readonly deepest: Drawdown | null;
  /** Greatest in proportion to the peak, with its money. */
  readonly steepest: Drawdown | null;
  /** What is missing to the last peak now. */
  readonly current: Decimal;
  /** The longest time from a peak to the last point known to lie below it, or to the recovery. */
  readonly longestUnderwaterMs: number;
}

/**
 * Maximum drawdown = max(peak − value), and max((peak − value) ÷ peak), over all values after each peak. MetaTrader keeps
 * both, each with the other's figure. What is paid in or taken out moves the peak with it, so that a withdrawal is no
 * drawdown. When the curve recovered is told to the highest point of the first stretch that stands as high again.
 */
export function drawdownsOf(stretches: Iterable<Stretch>): Drawdowns {
  let peak: { value: Decimal; ms: number } | null = null;
  let deepest: Tracked | null = null;
  let steepest: Tracked | null = null;
  let longestMs = 0;
  let current = new Decimal(0);
  for (const stretch of stretches) {
    const { flowBefore, high, highMs, low, lowMs } = stretch;
    // After so great a withdrawal that nothing of the peak is left, the curve begins anew.
    peak = peak && moved(peak, flowBefore);
    peak ??= { value: stretch.start, ms: stretch.startMs };
    deepest = deepest && recovered(shifted(deepest, flowBefore), stretch);
    steepest = steepest && recovered(shifted(steepest, flowBefore), stretch);

    const whole: Fall = { peak: peak.value, peakMs: peak.ms, trough: low, troughMs: lowMs };
    const own =
      stretch.steepest === stretch.deepest ? [stretch.deepest] : [stretch.deepest, stretch.steepest];
    for (const fall of [whole, ...own]) {
      if (!fall?.trough.lessThan(fall.peak)) continue;
      if (!deepest || depth(fall).greaterThan(deepest.money)) deepest = recovered(tracked(fall), stretch);
      if (!steepest || steeper(fall, steepest.fall)) steepest = recovered(tracked(fall), stretch);
    }
    if (low.lessThan(peak.value)) {
      const untilMs = high.lessThan(peak.value) ? lowMs : Math.max(lowMs, highMs);
      longestMs = Math.max(longestMs, untilMs - peak.ms);
    }
    if (high.greaterThanOrEqualTo(peak.value)) peak = { value: high, ms: highMs };
    current = Decimal.max(peak.value.minus(stretch.end), 0);
  }
  return { deepest: told(deepest), steepest: told(steepest), current, longestUnderwaterMs: longestMs };
}

/** A drawdown that is being watched: `level` is where the curve must be again. */
interface Tracked extends Drawdown {
  readonly fall: Fall;
  readonly level: Decimal;
}

function tracked(fall: Fall): Tracked {
  return {
    money: depth(fall),
    ratio: steepness(fall),
    peakMs: fall.peakMs,
    troughMs: fall.troughMs,
    recoveredMs: null,
    fall,
    level: fall.peak,
  };
}

function recovered(drawdown: Tracked, { high, highMs }: Stretch): Tracked {
  const isBack = drawdown.recoveredMs === null && high.greaterThanOrEqualTo(drawdown.level);
  return isBack && highMs > drawdown.troughMs ? { ...drawdown, recoveredMs: highMs } : drawdown;
}

function shifted(drawdown: Tracked, flow: Decimal): Tracked {
  return flow.isZero() ? drawdown : { ...drawdown, level: drawdown.level.plus(flow) };
}

function moved(peak: { value: Decimal; ms: number }, flow: Decimal): { value: Decimal; ms: number } | null {
  const value = peak.value.plus(flow);
  return value.greaterThan(0) ? { value, ms: peak.ms } : null;
}

function told(drawdown: Tracked | null): Drawdown | null {
  if (!drawdown) return null;
  const { money, ratio, peakMs, troughMs, recoveredMs } = drawdown;
  return { money, ratio, peakMs, troughMs, recoveredMs };
}

export function depth({ peak, trough }: Fall): Decimal {
  return peak.minus(trough);
}

/** Compares without dividing, which would cost more than all the rest. */
export function steeper(one: Fall, other: Fall): boolean {
  if (one.peak.lessThanOrEqualTo(0) || other.peak.lessThanOrEqualTo(0)) {
    return steepness(one).greaterThan(steepness(other));
  }
  return depth(one).times(other.peak).greaterThan(depth(other).times(one.peak));
}

/** All of the peak, where there was none. */
export function steepness(fall: Fall): Decimal {
  return fall.peak.greaterThan(0) ? depth(fall).dividedBy(fall.peak) : new Decimal(1);
}
