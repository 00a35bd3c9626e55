import { type Decimal, type Lots, type Money } from '../money/quantity';
import { type Quote } from './currency-conversion';
import { type DenialCode } from './denial';
import { type LedgerEntry } from './ledger';
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

/** How the volume is found. */
export interface SizingPolicy {
  readonly base: SizingBase;
  /** Part of the base that one position may lose at its stop; 2 = 2 %. Above 0, at most 100. */
  readonly riskPercent: Decimal;
  /** The account's largest volume of one order; null = the symbol's own. */
  readonly maxLots: Decimal | null;
  /** Part of the free margin that one order may take: above 0, at most 1. */
  readonly marginShare: Decimal;
  /** Commission of one side of one lot, in the account's currency. */
  readonly commissionPerSide: Decimal;
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
}

export type Sizing =
  | {
      readonly outcome: 'sized';
      readonly volume: Lots;
      /** What the stop costs at this volume, in the account's currency: lossPerLot × volume. */
      readonly riskMoney: Money;
      /** What was allowed. */
      readonly riskBudget: Money;
      /** Account currency per lot; a quotient, so not rounded. */
      readonly lossPerLot: Decimal;
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
