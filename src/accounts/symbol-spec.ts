import { type Decimal } from 'decimal.js';
import { type Price } from '../money/quantity';

/** What a symbol cost when its terminal last looked. */
export interface Quote {
  readonly symbol: string;
  readonly bid: Price;
  readonly ask: Price;
  /** The terminal's time of the tick, in UTC. */
  readonly quotedAt: Date;
}

/**
 * A symbol's conditions on one account, as its terminal reports them. Modes keep MetaTrader's names without their
 * prefixes (`SYMBOL_CALC_MODE_FOREX` is `FOREX`); a name unknown here is stored, and sizing refuses it.
 */
export interface SymbolSpec {
  readonly symbol: string;
  readonly digits: number;
  readonly point: Decimal;
  readonly tickSize: Decimal;
  /** What one tick of one lot is worth on a winning position, in the account's currency. 0 = not yet known. */
  readonly tickValueProfit: Decimal;
  /** The same on a losing position: the one that risk is computed with. */
  readonly tickValueLoss: Decimal;
  readonly contractSize: Decimal;
  readonly volumeMin: Decimal;
  readonly volumeMax: Decimal;
  readonly volumeStep: Decimal;
  /** The most that may be open in one direction; 0 = no limit. */
  readonly volumeLimit: Decimal;
  readonly stopsLevelPoints: number;
  readonly freezeLevelPoints: number;
  readonly calcMode: string;
  readonly tradeMode: string;
  readonly executionMode: string;
  readonly fillingModes: readonly string[];
  readonly currencyBase: string;
  readonly currencyProfit: string;
  readonly currencyMargin: string;
  readonly marginInitial: Decimal;
  readonly marginMaintenance: Decimal;
  readonly marginRateBuy: Decimal | null;
  readonly marginRateSell: Decimal | null;
}

/** A specification as it is kept, with the last quote. */
export interface StoredSymbolSpec extends SymbolSpec {
  /** The same without the quote; one object for all accounts of a broker that trade on the same conditions. */
  readonly contract: SymbolSpec;
  /** Null until the terminal has sent a quote. */
  readonly quote: Quote | null;
  /** When this server received that quote: its age is judged by this, never by the terminal's clock. */
  readonly quoteReceivedAt: Date | null;
  readonly reportedAt: Date;
}
