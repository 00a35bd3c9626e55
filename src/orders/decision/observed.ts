import { type RiskProfile } from '../../guard/risk-profile';
import { Decimal } from '../../money/quantity';
import { underCeilings } from '../../risk/risk-ceilings';
import { type RiskLimits } from '../../risk/risk-limits';
import { type SizingPolicy, type SourceTrade } from '../../risk/sizing';
import { type DayFact, type TradeFacts } from '../../risk/trade-facts';

/**
 * Everything a decision saw, before any choice of the account's owner was applied to it. This is what the ledger keeps:
 * with a profile, the same or another, it makes the facts that the rules look at.
 */
export interface Observed extends Omit<TradeFacts, 'policy' | 'limits' | 'sizingContext'> {
  /** The trade that a mirrored signal copies. */
  readonly source: SourceTrade | null;
  /** The equity at which the account's guard acts: new risk must stay above it. */
  readonly guardFloor: Decimal | null;
  /** Part of the usual risk that the guard allows. */
  readonly riskFactor: Decimal;
}

/** What was observed, as the rules look at it under this profile. */
export function factsUnder(profile: RiskProfile, observed: Observed): TradeFacts {
  const { source, guardFloor, riskFactor, ...facts } = observed;
  const limits = limitsOf(profile);
  const { openRisk, unprotected } = facts.book;
  return {
    ...facts,
    trade: sizesBySource(profile) && source ? { ...facts.trade, requestedVolume: null } : facts.trade,
    policy: policyOf(profile, riskFactor),
    limits,
    sizingContext: {
      source,
      openRisk: { openRisk, unprotected: Math.max(0, unprotected - limits.maxUnprotectedPositions) },
      equityFloor: aboveFloor(facts.account.equity, higher(guardFloor, floorOfDay(facts.day, limits))),
    },
  };
}

const known = new WeakMap<RiskProfile, RiskLimits>();

/** The profile's limits, each under the server's ceiling. They are asked for several times with every decision. */
export function limitsOf(profile: RiskProfile): RiskLimits {
  const limits =
    known.get(profile) ?? underCeilings({ ...profile.limits, maxOpenPositions: profile.maxOpenPositions });
  known.set(profile, limits);
  return limits;
}

function policyOf({ sizing, riskPercent }: RiskProfile, riskFactor: Decimal): SizingPolicy {
  return { ...sizing, riskPercent: riskFactor.isZero() ? riskPercent : riskPercent.times(riskFactor) };
}

/** In these modes the signal's volume says what its source traded, and not the most that may be traded here. */
function sizesBySource({ sizing: { mode } }: RiskProfile): boolean {
  return mode.kind === 'SOURCE_MULTIPLIER' || mode.kind === 'SOURCE_EQUITY_RATIO';
}

/** The equity at which the day's limit of loss is reached. */
function floorOfDay(
  { startBalance, cashFlow }: DayFact,
  { maxDailyLossPercent }: RiskLimits,
): Decimal | null {
  if (startBalance === null || maxDailyLossPercent === null) return null;
  const most = startBalance.times(maxDailyLossPercent).dividedBy(100);
  return startBalance.plus(cashFlow).minus(most);
}

/** At or under its floor the account opens nothing: the rule of the loss says so, with its own numbers. */
function aboveFloor(equity: Decimal, floor: Decimal | null): Decimal | null {
  return floor && equity.greaterThan(floor) ? floor : null;
}

function higher(a: Decimal | null, b: Decimal | null): Decimal | null {
  return a && b ? Decimal.max(a, b) : (a ?? b);
}
