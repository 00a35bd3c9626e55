import { type Decimal } from 'decimal.js';
import { type RulePack } from '../risk/guard-rule';
import { CEILINGS as LIMIT_CEILINGS, RISK_PERCENT_CEILING } from '../risk/risk-ceilings';
import { type RiskLimits } from '../risk/risk-limits';
import { type SizingPolicy } from '../risk/sizing';

/** How volumes are found, beside the risk per position. */
export type SizingSettings = Required<Omit<SizingPolicy, 'riskPercent'>>;

/** The limits that `maxOpenPositions` is not one of: that one the seed knows by name. */
export type OwnLimits = Omit<RiskLimits, 'maxOpenPositions'>;

/** Which positions a closing signal closes: those that our orders opened (and those nobody says of), or all. */
export const CLOSING_SCOPES = ['OWN', 'ALL'] as const;
export type ClosingScope = (typeof CLOSING_SCOPES)[number];

/** The loss rules an account is under. */
export interface GuardSettings {
  /** One of the published packs, or the owner's own rules. */
  readonly pack: RulePack;
  /** The account's first balance, from which its rules are reckoned. */
  readonly initial: Decimal;
  /** When the account began under these rules. */
  readonly startedAt: Date;
}

/** How much an account may risk, and how: chosen by its owner, under ceilings that nobody can raise. */
export interface RiskProfile {
  readonly accountId: string;
  /** Part of the account that one position may lose at its stop; 2 = 2 %. */
  readonly riskPercent: Decimal;
  /** Open positions and orders on their way, together. */
  readonly maxOpenPositions: number;
  /** How long an opening order may wait for its execution. */
  readonly openingTtlSeconds: number;
  readonly sizing: SizingSettings;
  readonly limits: OwnLimits;
  /** The owner's own table of symbols: signal's name → account's name. */
  readonly symbolMap: Readonly<Record<string, string>>;
  readonly closes: ClosingScope;
  /** Null: the equity is not guarded beyond the limit of the day. */
  readonly guard: GuardSettings | null;
  /** Null while the account uses the defaults. */
  readonly updatedAt: Date | null;
}

/** Server-wide: a typing mistake in a profile must not be able to empty an account. */
export const CEILINGS = {
  riskPercent: RISK_PERCENT_CEILING,
  maxOpenPositions: LIMIT_CEILINGS.maxOpenPositions,
  openingTtlSeconds: 3600,
} as const;
