import { type Lots, type Money, type Price } from '../money/quantity';

export const SIDES = ['BUY', 'SELL'] as const;
export type Side = (typeof SIDES)[number];

export const POSITION_STATUSES = ['OPEN', 'CLOSED'] as const;
export type PositionStatus = (typeof POSITION_STATUSES)[number];

/** An open position as its terminal reports it. */
export interface ReportedPosition {
  readonly ticket: string;
  /** Stays when the broker gives the position another ticket; absent = the ticket itself. */
  readonly identifier?: string | undefined;
  readonly symbol: string;
  readonly side: Side;
  readonly volume: Lots;
  readonly openPrice: Price;
  readonly currentPrice: Price | null;
  readonly stopLoss: Price | null;
  readonly takeProfit: Price | null;
  readonly profit: Money;
  readonly swap: Money;
  readonly commission: Money;
  /** Whose trade it is: the id of our order, another program's number, or null when the client does not say. */
  readonly magic?: string | undefined;
  readonly comment?: string | undefined;
  readonly openedAt: Date;
}

/** What moves of a position while its terms stay as they were. */
export type PositionPrice = Pick<ReportedPosition, 'ticket' | 'currentPrice' | 'profit'>;

/** A position as it is kept. Closed ones stay for ever. */
export interface Position {
  readonly id: string;
  readonly userId: string;
  readonly accountId: string;
  readonly ticket: string;
  readonly identifier: string;
  readonly symbol: string;
  readonly side: Side;
  readonly volume: Lots;
  readonly openPrice: Price;
  readonly currentPrice: Price | null;
  readonly stopLoss: Price | null;
  readonly takeProfit: Price | null;
  /** Floating while open; what the deals add up to once closed. */
  readonly profit: Money;
  readonly swap: Money;
  readonly commission: Money;
  readonly magic: string | null;
  readonly comment: string | null;
  readonly openedAt: Date;
  readonly firstSeenAt: Date;
  /** When this server last wrote it: an unchanged report writes nothing. */
  readonly lastSeenAt: Date;
  readonly status: PositionStatus;
  readonly closedAt: Date | null;
  /** The exit deal's reason (`SL`, `TP`, `SO`, `CLIENT`, `EXPERT`…); null until that deal is known. */
  readonly closeReason: string | null;
  readonly closePrice: Price | null;
  /** The transaction that wrote the row last (PostgreSQL's xmin): another one means other content. */
  readonly version: string;
}

/** Identifiers are an account's own. */
export type PositionKey = Pick<Position, 'accountId' | 'identifier'>;

/** Whose positions are told of, and by which session. */
export interface PositionsReporter {
  readonly userId: string;
  readonly accountId: string;
  readonly sessionId: string;
}

/** A terminal's list of open positions. */
export interface PositionsSnapshot extends PositionsReporter {
  readonly positions: readonly ReportedPosition[];
  /** The list holds every open position. Only then does absence mean closed. */
  readonly complete: boolean;
  /** The terminal's time of the list. Null when the message is already ordered by its sequence number. */
  readonly reportedAt: Date | null;
}

/** New prices of exactly those positions that the terminal's last whole list held, whose terms are as they were there. */
export interface MovedPositions extends PositionsReporter {
  readonly moved: readonly PositionPrice[];
}

export interface SnapshotOutcome {
  /** False: nothing was done. A newer list of this session was applied before, or other positions moved than are known. */
  readonly applied: boolean;
  /** Applied, and every open position was in it: what is absent now is closed. */
  readonly whole: boolean;
  readonly opened: number;
  readonly changed: number;
  readonly closed: number;
  /** What is open now, as far as it is known; empty if nothing was applied. */
  readonly open: readonly Position[];
}
