import { type Decimal, type Lots, type Money } from '../money/quantity';
import { type Quote } from './currency-conversion';
import { type DenialCode } from './denial';
import { type LedgerEntry } from './ledger';
import { type OpenRisk } from './open-risk';
import { type Side, type SpecSource, type SymbolSpec } from './symbol-spec';

/** What sizing needs to know of an account. */
export interface SizingAccount {
  readonly currency: string;
  /** Decimals of the currency: 2 for the dollar, 0 for the yen. */
  readonly currencyDigits: number;
  readonly balance: Decimal;
  readonly equity: Decimal;
  /** Null when the terminal has not told; the margin is then reported as unchecked. */
  readonly marginFree: Decimal | null;
  /** 100 = 1:100; null when the terminal has not told. */
  readonly leverage: number | null;
}

/** The amount of which a percentage is risked. MIN is the lower of balance and equity: floating profit is no base. */
export type SizingBase = 'MIN' | 'BALANCE' | 'EQUITY';

/**
 * What a volume is made from. Whatever the mode, the part of the base that `riskPercent` names is never exceeded.
 *
 * - PERCENT: that part itself, of the base or of what the base leaves when every open stop has been hit.
 * - FIXED_MONEY: an amount in the account's currency, lost at the stop.
 * - FIXED_LOTS: lots, whatever the stop.
 * - LOTS_PER_BALANCE: `lots` for every full `per` of the base: 0.1 lots per 1,000.
 * - SOURCE_MULTIPLIER: the source's lots × factor × source contract ÷ own contract.
 * - SOURCE_EQUITY_RATIO: the source's lots × own equity ÷ source equity × source contract ÷ own contract.
 */
export type SizingMode =
  | { readonly kind: 'PERCENT'; readonly afterOpenRisk: boolean }
  | { readonly kind: 'FIXED_MONEY'; readonly money: Decimal }
  | { readonly kind: 'FIXED_LOTS'; readonly lots: Decimal }
  | { readonly kind: 'LOTS_PER_BALANCE'; readonly lots: Decimal; readonly per: Decimal }
  | { readonly kind: 'SOURCE_MULTIPLIER'; readonly factor: Decimal }
  | { readonly kind: 'SOURCE_EQUITY_RATIO' };

/**
 * What to do with a volume below the broker's minimum. MINIMUM_LOT opens the minimum when that risks at most
 * `upTo` times what was intended (1 to 10) and no floor of the account is endangered.
 */
export type BelowMinimumPolicy =
  { readonly kind: 'SKIP' } | { readonly kind: 'MINIMUM_LOT'; readonly upTo: Decimal };

/**
 * What to do with a signal that has no stop loss. IMPOSE_STOP sets one where the requested lots, or else `lots`, lose
 * what was allowed. FIXED_LOTS opens without one: its risk has no bound, and counts as such from then on.
 */
export type NoStopPolicy =
  | { readonly kind: 'REFUSE' }
  | { readonly kind: 'IMPOSE_STOP'; readonly lots: Decimal }
  | { readonly kind: 'FIXED_LOTS'; readonly lots: Decimal };

/** How the volume is found. */
export interface SizingPolicy {
  /** Absent = PERCENT of the base. */
  readonly mode?: SizingMode;
  readonly base: SizingBase;
  /** Part of the base that one position may lose at its stop; 2 = 2 %. Above 0, at most 100. */
  readonly riskPercent: Decimal;
  /** The account's largest volume of one order; null = the symbol's own. */
  readonly maxLots: Decimal | null;
  /** Part of the free margin that one order may take: above 0, at most 1. */
  readonly marginShare: Decimal;
  /** Commission of one side of one lot, in the account's currency. */
  readonly commissionPerSide: Decimal;
  /** Absent = SKIP. */
  readonly belowMinimum?: BelowMinimumPolicy;
  /** Absent = REFUSE. */
  readonly noStop?: NoStopPolicy;
  /**
   * Scales the risk by the signal's confidence: at 0 (or when it states none) to this part, at 1 in full.
   * Null or absent = off.
   */
  readonly confidenceAtZero?: Decimal | null;
  /** Part of the distance to the nearest equity floor that one position may risk: above 0, at most 1. Absent = 1. */
  readonly headroomShare?: Decimal;
}

/** The trade a mirrored signal copies, as it was made on its own account. */
export interface SourceTrade {
  readonly volume: Decimal;
  readonly equity: Decimal | null;
  /** Null = the same as the own contract. */
  readonly contractSize: Decimal | null;
}

/** What sizing looks at beside the trade and the account; only the modes and policies that need it do. */
export interface SizingContext {
  readonly confidence: Decimal | null;
  readonly source: SourceTrade | null;
  /** Of open positions and orders on their way. Null = not known, which denies where it is needed. */
  readonly openRisk: OpenRisk | null;
  /** The higher of the account's equity floors, in its currency; null = it has none. */
  readonly equityFloor: Decimal | null;
}

export interface SizingRequest {
  readonly side: Side;
  readonly entry: Decimal;
  readonly stopLoss: Decimal | null;
  /** What the signal asked for: it can only lower the volume. */
  readonly requestedVolume: Decimal | null;
  readonly account: SizingAccount;
  readonly spec: SymbolSpec;
  readonly specSource: SpecSource;
  /** The account's own quotes, see `quotesOf`. */
  readonly quotes: readonly Quote[];
  /** Lots open or on their way on this symbol and side: the symbol's volume limit counts them. */
  readonly openVolume: Decimal;
  readonly policy: SizingPolicy;
  /** Absent = nothing but the trade and the account is known. */
  readonly context?: SizingContext;
}

export type Sizing =
  | {
      readonly outcome: 'sized';
      readonly volume: Lots;
      /** The signal's stop, or the one that was imposed; null when the policy opens without one. */
      readonly stopLoss: Decimal | null;
      /** What the stop costs at this volume, in the account's currency: lossPerLot × volume. Null without a stop. */
      readonly riskMoney: Money | null;
      /** What was allowed; a minimum lot that the policy opens all the same may risk more. */
      readonly riskBudget: Money;
      /** Account currency per lot; a quotient, so not rounded. Null without a stop. */
      readonly lossPerLot: Decimal | null;
      /** Margin the order takes; null when it could not be computed. */
      readonly margin: Money | null;
      readonly ledger: readonly LedgerEntry[];
    }
  | {
      readonly outcome: 'denied';
      readonly reason: DenialCode;
      readonly numbers: Readonly<Record<string, string>>;
      /** The steps up to the refusal. */
      readonly ledger: readonly LedgerEntry[];
    };
