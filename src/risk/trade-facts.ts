import { type Decimal } from '../money/quantity';
import { type Quote } from './currency-conversion';
import { type RiskLimits } from './risk-limits';
import { type SizingAccount, type SizingPolicy } from './sizing';
import { type Side, type SpecSource, type SymbolSpec } from './symbol-spec';

/** What a signal wants on one account. */
export interface IntendedTrade {
  /** OPEN takes a new risk. CLOSE takes risk away: the rules that would stop that are skipped. */
  readonly action: 'OPEN' | 'CLOSE';
  /** Side of the position: a CLOSE of BUY positions has the side BUY. */
  readonly side: Side;
  readonly symbol: string;
  /** Price at which the strategy fired; null = at the market, whatever it is. */
  readonly entry: Decimal | null;
  readonly stopLoss: Decimal | null;
  readonly takeProfit: Decimal | null;
  readonly requestedVolume: Decimal | null;
  /** 0 to 1, as the strategy rates itself. */
  readonly confidence: Decimal | null;
  readonly signalTime: Date;
}

/** The strictest of the switches over an account: server, user, account. */
export interface TradingStateFact {
  readonly state: 'ACTIVE' | 'REDUCING' | 'HALTED';
  /** Whose switch decides; null when none is set. */
  readonly scope: string | null;
}

export interface AccountFact extends SizingAccount {
  /** When this server last learnt of balance and equity; null = never. */
  readonly stateReceivedAt: Date | null;
  /** Margin in use; null when not reported. */
  readonly marginUsed: Decimal | null;
  /** False on netting accounts; null when not reported. */
  readonly hedging: boolean | null;
}

/** A price of the symbol, and how fresh it is by the server's clock. */
export interface MarketPrice {
  readonly bid: Decimal;
  readonly ask: Decimal;
  readonly receivedAt: Date;
}

export interface SymbolFact {
  /** Null when neither the terminal nor the catalogue knows the symbol. */
  readonly spec: SymbolSpec | null;
  readonly source: SpecSource;
  /** Null when the terminal reports no quotes. */
  readonly market: MarketPrice | null;
  /** The account's quotes for conversion, see `quotesOf`. */
  readonly quotes: readonly Quote[];
}

/** What is open or on its way: orders ready, sent or of unknown fate count as if they were filled. */
export interface ExposureFact {
  readonly openPositions: number;
  readonly ordersInFlight: number;
  /** The same on the trade's symbol. */
  readonly openOnSymbol: number;
  readonly inFlightOnSymbol: number;
  /** Lots on the trade's symbol and side, in flight included. */
  readonly volumeOnSide: Decimal;
}

/** Enough for the rules that protect from the first day. */
export interface EssentialFacts {
  readonly now: Date;
  readonly trade: IntendedTrade;
  readonly tradingState: TradingStateFact;
  readonly account: AccountFact;
  readonly symbol: SymbolFact;
  readonly exposure: ExposureFact;
  readonly policy: SizingPolicy;
  readonly limits: RiskLimits;
}
