import { type Decimal } from 'decimal.js';
import { type TimeBasis } from '../mt5-session/broker-clock';
import { type Lots, type Money, type Price } from '../money/quantity';
import { type HistoryPlace } from './history-page';
import { type Side } from './position';

/** What a trade was meant to be: the order that opened it, and the signal behind that. */
export interface TradeOrigin {
  readonly orderId: string;
  readonly signalId: string;
  readonly strategy: string | null;
  readonly source: string | null;
  /** What the stop loss would have cost, as the order was decided; in the account's currency. */
  readonly plannedRisk: Money | null;
  /** The price at which the strategy fired. */
  readonly signalPrice: Price | null;
}

/** Names one trade of an account. */
export interface TradeKey {
  readonly positionId: string;
  /** 1, unless a netting position was turned round: each turn begins the next leg. */
  readonly leg: number;
}

/** One round trip: from the first deal that opened a position, or turned it round, to the one that closed it. */
export interface Trade extends TradeKey {
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
  readonly side: Side;
  /** All that was opened. */
  readonly volume: Lots;
  readonly closedVolume: Lots;
  /** Weighted by volume; null when no opening deal was ever told. */
  readonly openPrice: Price | null;
  readonly closePrice: Price | null;
  readonly openedAt: Date | null;
  /** Null while open. */
  readonly closedAt: Date | null;
  /** The broker's own clock, without a zone: `2025-10-23T13:00:01`. */
  readonly openedBrokerTime: string | null;
  readonly closedBrokerTime: string | null;
  /** How the two times became UTC. */
  readonly openTimeBasis: TimeBasis | null;
  readonly closeTimeBasis: TimeBasis | null;
  readonly closeTicket: string | null;
  readonly closeReason: string | null;
  readonly deals: number;
  readonly profit: Money;
  readonly swap: Money;
  readonly commission: Money;
  readonly fee: Money;
  /** What it brought after all costs: profit + swap + commission + fee. */
  readonly net: Money;
  /** The worst and the best floating result that a list of positions showed. Null for trades that no list showed. */
  readonly lowestProfit: Money | null;
  readonly highestProfit: Money | null;
  readonly magic: string | null;
  readonly comment: string | null;
  /** Null for a trade that no order of ours opened. */
  readonly origin: TradeOrigin | null;
}

/** Where a closed trade stands in a list. */
export function placeOfTrade({ closedAt, accountId, closeTicket }: Trade): HistoryPlace {
  if (!closedAt || closeTicket === null)
    throw new Error('A trade that is open has no place among the closed ones');
  return { at: closedAt, accountId, ticket: closeTicket };
}

/** Net result per unit of the money that was at risk: −1 is a full stop. Null without a planned risk. */
export function rMultipleOf({ net, origin }: Pick<Trade, 'net' | 'origin'>): Decimal | null {
  const risk = origin?.plannedRisk;
  return risk?.greaterThan(0) ? net.dividedBy(risk).toDecimalPlaces(4) : null;
}

/** How much worse than the signal's price the trade was opened, in price; negative is better. */
export function slippageOf({ side, openPrice, origin }: Trade): Decimal | null {
  const wanted = origin?.signalPrice;
  if (!wanted || !openPrice) return null;
  return side === 'BUY' ? openPrice.minus(wanted) : wanted.minus(openPrice);
}

/** A closed trade whose order has not been looked for yet. */
export type UntracedTrade = Pick<
  Trade,
  'accountId' | 'positionId' | 'leg' | 'symbol' | 'side' | 'magic' | 'comment' | 'openedAt'
>;

/** What a trade does to an account's statistics. */
export type ClosedTrade = Pick<
  Trade,
  | 'positionId'
  | 'leg'
  | 'symbol'
  | 'side'
  | 'volume'
  | 'openPrice'
  | 'closePrice'
  | 'profit'
  | 'swap'
  | 'commission'
  | 'fee'
  | 'net'
> & {
  readonly closedMs: number;
  /** Null when no opening deal was ever told. */
  readonly openedMs: number | null;
  readonly closeTicket: string;
  readonly plannedRisk: Money | null;
};

/**
 * What a deal is to an account's balance. A flow is money put in or taken out; credit is the broker's and no part of
 * the balance; a charge is a result that belongs to no trade: interest, dividends, monthly commissions, taxes.
 */
export type LedgerKind = 'trade' | 'flow' | 'credit' | 'charge';

/** One line of an account's history, as it moved the balance. */
export interface LedgerLine {
  readonly atMs: number;
  readonly ticket: string;
  readonly kind: LedgerKind;
  readonly amount: Money;
  readonly positionId: string | null;
  /** It opened a position or added to it, or turned it round. */
  readonly opens: boolean;
  readonly turns: boolean;
}

/** A place in an account's history: deals of the same moment are told apart by their tickets. */
export interface LedgerPlace {
  readonly atMs: number;
  readonly ticket: string;
}

/** A trade that is open at some moment, as far as its growth is concerned. */
export interface OpenTrade {
  readonly positionId: string;
  readonly openedMs: number;
  /** How the balance moved from midnight (UTC) to the opening. */
  readonly movedThatDay: Decimal;
}

export const BREAKDOWNS = [
  'symbol',
  'side',
  'hour',
  'weekday',
  'month',
  'strategy',
  'source',
  'close_reason',
] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

/** Whose clock tells the hour, the weekday and the month. */
export const TRADE_CLOCKS = ['utc', 'broker'] as const;
export type TradeClock = (typeof TRADE_CLOCKS)[number];

/** Which closed trades a breakdown sums up. */
export interface BreakdownFilter {
  readonly accountId: string;
  readonly symbol?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly clock: TradeClock;
}

/** The sums of the closed trades that have something in common. */
export interface TradeGroup {
  /** Null where the trades do not say: no strategy, no order of ours. */
  readonly key: string | null;
  readonly trades: number;
  readonly won: number;
  readonly lost: number;
  readonly grossProfit: Money;
  readonly grossLoss: Money;
  readonly lots: Lots;
  /** How long trades were held together, and how many those are whose opening is known. */
  readonly heldMs: number;
  readonly held: number;
  /** The sum of R-multiples, and how many trades have one. */
  readonly r: Decimal;
  readonly sized: number;
}
