import type { Schemas } from '../../api/client';
import type { RiskProfile } from '../../api/queries';

export type WholeProfile = Schemas['RiskProfileDto'];

/** The rules of this name are the owner's; those of any other pack come with the pack, and are not sent. */
export const OWN_PACK = 'own';

/** The loss rules an account is to be under. */
export interface ChosenGuard {
  readonly pack: string;
  readonly initial_balance: number;
}

/** What a screen may change of a profile. */
export interface ProfileChanges {
  readonly risk_percent?: number;
  readonly max_open_positions?: number;
  readonly opening_ttl_seconds?: number;
  readonly max_daily_loss_percent?: number | null;
  /** Null: the account is under no rules but its own limits. */
  readonly guard?: ChosenGuard | null;
}

/**
 * A profile as it is sent back. The backend takes a profile as a whole, and gives what is absent its usual value: what
 * a screen does not show must come back as it was.
 */
export function wholeProfile(profile: RiskProfile, changes: ProfileChanges): WholeProfile {
  const { max_daily_loss_percent: dailyLoss, guard: chosen, ...basic } = changes;
  const { risk_percent, max_open_positions, opening_ttl_seconds } = profile;
  const { sizing, limits, symbol_map, closes, guard } = profile;
  const kept = {
    sizing,
    limits: dailyLoss === undefined ? limits : { ...limits, max_daily_loss_percent: dailyLoss },
    symbol_map,
    closes,
    guard: chosen === undefined ? guard && guardOf(guard) : chosen,
  };
  // The description says of these parts no more than that they are objects; they are what the backend itself answered.
  const parts = kept as unknown as Partial<WholeProfile>;
  return { risk_percent, max_open_positions, opening_ttl_seconds, ...parts, ...basic };
}

function guardOf({
  pack,
  initial_balance,
  started_at,
  ladder,
  rules,
}: NonNullable<RiskProfile['guard']>): object {
  const common = { pack, initial_balance, started_at, ladder };
  return pack === OWN_PACK ? { ...common, rules } : common;
}
