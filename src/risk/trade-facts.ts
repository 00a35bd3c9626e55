import { type Decimal } from '../money/quantity';
import { type Quote } from './currency-conversion';
import { type Denial } from './denial';
import { type RiskLimits } from './risk-limits';
import { type SizingAccount, type SizingContext, type SizingPolicy } from './sizing';
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
  /**
   * The terminal tells every change of it: if it is old, then because the terminal has not been heard, and not because the
   * market has moved on without it. Absent = no.
   */
  readonly stands?: boolean;
}

export interface SymbolFact {
  /** Null when neither the terminal nor the catalogue knows the symbol. */
  readonly spec: SymbolSpec | null;
  /** Why the signal's name could not be made the account's; absent = it could. */
  readonly unresolved?: Denial | null;
  readonly source: SpecSource;
  /** Null when the terminal reports no quotes. */
  readonly market: MarketPrice | null;
  /** Whether the terminal tells prices as they move; absent = it does. A client of plain calls cannot be held to it. */
  readonly streamsQuotes?: boolean;
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
  /** For the sizing modes and policies that need more than the trade and the account; see `SizingContext`. */
  readonly sizingContext?: Omit<SizingContext, 'confidence'>;
}

/** Whether the terminal can receive and execute. */
export interface SessionFact {
  /** A session of the current epoch that has been heard within three intervals. */
  readonly live: boolean;
  /** A complete list of positions was applied since it connected; null for a client that sends none. */
  readonly snapshotComplete: boolean | null;
  /** The first permission that is missing on the terminal, as it names it; null when none is. */
  readonly switchedOff: string | null;
}

/** What the symbol's market is like. */
export interface MarketFact {
  /** By the symbol's own calendar; null when none was reported. */
  readonly isOpen: boolean | null;
  /** Its usual spread, as a price difference; null when not measured. */
  readonly usualSpread: Decimal | null;
}

/** What the open book could lose, and where it is in doubt. */
export interface BookFact {
  /** Stops of open positions and of orders on their way, together, in the account's currency. See `open-risk.ts`. */
  readonly openRisk: Decimal;
  /** Positions without a stop: their risk has no bound. */
  readonly unprotected: number;
  /** Lots on the trade's symbol on the other side. */
  readonly oppositeVolume: Decimal;
  /** Orders whose fate has been unknown for more than 30 s. */
  readonly unknownOrders: number;
  readonly unknownOnSymbol: number;
  /** Lots by which our book of the symbol differs from the terminal's; 0 = none. */
  readonly drift: Decimal;
}

/** What happened lately. */
export interface ConductFact {
  /** Other orders of the account in each window of `limits.orderRates`, in that order. */
  readonly orders: readonly number[];
  /** The last opening of the same symbol and side by another signal; null = none. */
  readonly lastSameSide: Date | null;
  /** Who sent the signal. */
  readonly source: string;
  /** Why the source is locked until a person releases it; null = it is not. */
  readonly sourceLocked: string | null;
  /** Executions and stopped trades of the source in the windows of its limits. */
  readonly sourceExecutions: number;
  readonly sourceStopOuts: number;
}

/** The account's day. */
export interface DayFact {
  /** Balance when the day began; null when no snapshot tells it. */
  readonly startBalance: Decimal | null;
  /** Deposits minus withdrawals since then. */
  readonly cashFlow: Decimal;
  /** Equity floors of the account's guard, daily and total; null where none is set. See `equity-guard.ts`. */
  readonly dailyFloor: Decimal | null;
  readonly totalFloor: Decimal | null;
}

/** Everything the whole list of rules looks at. */
export interface TradeFacts extends EssentialFacts {
  readonly session: SessionFact;
  readonly marketState: MarketFact;
  readonly book: BookFact;
  readonly conduct: ConductFact;
  readonly day: DayFact;
}

/** What is checked again when an order is about to be handed to its terminal. */
export interface DeliveryFacts extends TradeFacts {
  /** When the order expires; null for a close, which stays due. */
  readonly expiresAt: Date | null;
}
