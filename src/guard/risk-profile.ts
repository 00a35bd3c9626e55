import { Decimal } from 'decimal.js';

/** How much an account may risk: chosen by its owner, under ceilings that nobody can raise. */
export interface RiskProfile {
  readonly accountId: string;
  /** Part of the account that one position may lose at its stop; 2 = 2 %. */
  readonly riskPercent: Decimal;
  /** Open positions and orders on their way, together. */
  readonly maxOpenPositions: number;
  /** How long an opening order may wait for its execution. */
  readonly openingTtlSeconds: number;
  /** Null while the account uses the defaults. */
  readonly updatedAt: Date | null;
}

/** The seed's `MaxRiskPercent` and `MaxOpenPositions`. */
const DEFAULTS = { riskPercent: new Decimal(2), maxOpenPositions: 5, openingTtlSeconds: 30 } as const;

/** Server-wide: a typing mistake in a profile must not be able to empty an account. */
export const CEILINGS = { riskPercent: 10, maxOpenPositions: 100, openingTtlSeconds: 3600 } as const;

export function defaultProfile(accountId: string): RiskProfile {
  return { accountId, ...DEFAULTS, updatedAt: null };
}
