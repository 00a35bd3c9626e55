import type { Schemas } from '../../api/client';
import type { RiskProfile } from '../../api/queries';

type WholeProfile = Schemas['RiskProfileDto'];

/** The rules of this name are the owner's; those of any other pack come with the pack, and are not sent. */
const OWN_PACK = 'own';

/**
 * A profile as it is sent back. The backend takes a profile as a whole, and gives what is absent its usual value: what
 * this screen does not show must come back as it was.
 */
export function wholeProfile(
  profile: RiskProfile,
  changes: Pick<WholeProfile, 'risk_percent' | 'max_open_positions' | 'opening_ttl_seconds'>,
): WholeProfile {
  const { sizing, limits, symbol_map, closes, guard } = profile;
  const kept = { sizing, limits, symbol_map, closes, guard: guard && guardOf(guard) };
  // The description says of these parts no more than that they are objects; they are what the backend itself answered.
  return { ...(kept as unknown as Partial<WholeProfile>), ...changes };
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
