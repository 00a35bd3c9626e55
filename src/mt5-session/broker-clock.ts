import { CLOCK_RULES, type ClockRule, instantOf, zoneOffsetMs } from './utc-rule';

const LATE_MS = 2 * 86_400_000;

/** A stretch of time over which terminals measured the same distance of their broker's clock from UTC. */
export interface MeasuredOffset {
  readonly since: Date;
  /** When it was last heard. */
  readonly until: Date;
  readonly offsetSeconds: number;
}

/**
 * How a broker's time became UTC. MEASURED: the offset was measured then. DERIVED: every rule that fits all that was
 * measured says the same. ASSUMED: they do not, or there is none; the offset measured nearest is taken. TOLD: who sent it
 * did not use the offset of the moment, and so knows better, or never told the broker's clock.
 */
export const TIME_BASES = ['MEASURED', 'DERIVED', 'ASSUMED', 'TOLD'] as const;
export type TimeBasis = (typeof TIME_BASES)[number];

export interface DatedTime {
  readonly ms: number;
  readonly basis: Exclude<TimeBasis, 'TOLD'>;
}

interface FittingRule {
  readonly rule: ClockRule;
  readonly aheadMs: number;
}

/** What is known of a broker's clock: what was measured, and the rules that fit it. */
export class BrokerClock {
  readonly rules: readonly FittingRule[];

  /** @param measured the oldest first; at least one */
  constructor(private readonly measured: readonly MeasuredOffset[]) {
    this.rules = CLOCK_RULES.flatMap((rule) => fittingRule(rule, measured) ?? []);
  }

  /** The offset that is measured now. */
  get offsetMs(): number {
    return (this.measured.at(-1)?.offsetSeconds ?? 0) * 1000;
  }

  /** @param localMs the broker's clock, as if it were UTC */
  dated(localMs: number): DatedTime {
    for (const { since, until, offsetSeconds } of this.measured) {
      const ms = localMs - offsetSeconds * 1000;
      if (ms >= since.getTime() && ms <= until.getTime()) return { ms, basis: 'MEASURED' };
    }
    const answers = this.rules.map(({ rule, aheadMs }) => instantOf(rule, aheadMs, localMs));
    const [first] = answers;
    if (first !== undefined && answers.every((one) => one === first)) return { ms: first, basis: 'DERIVED' };
    // Between New York's rule and Europe's the few weeks in which they differ go to New York's, which most brokers keep.
    const mayBeFixed = this.rules.some(({ rule }) => rule === 'FIXED');
    return { ms: mayBeFixed || first === undefined ? this.nearest(localMs) : first, basis: 'ASSUMED' };
  }

  private nearest(localMs: number): number {
    const answers = this.measured.map(({ since, until, offsetSeconds }) => {
      const ms = localMs - offsetSeconds * 1000;
      return { ms, away: Math.max(since.getTime() - ms, ms - until.getTime()) };
    });
    return answers.reduce((one, other) => (other.away < one.away ? other : one)).ms;
  }
}

/**
 * A rule fits if the clock was the same time ahead of its zone whenever it was measured. Terminals keep the old offset over
 * the weekend of a change until a first price comes: what was measured two days before or after it would do as well.
 */
function fittingRule(rule: ClockRule, measured: readonly MeasuredOffset[]): FittingRule | null {
  const ahead = measured.flatMap(({ since, until, offsetSeconds }) =>
    [since, until].map((at) =>
      [0, -LATE_MS, LATE_MS].map((late) => offsetSeconds * 1000 - zoneOffsetMs(rule, at.getTime() + late)),
    ),
  );
  const aheadMs = ahead[0]?.find((one) => ahead.every((others) => others.includes(one)));
  return aheadMs === undefined ? null : { rule, aheadMs };
}
