import { type Lots, lots, type Money, type Price } from '../money/quantity';
import { type OrderStatus } from './order.state';

export const ORDER_ACTIONS = ['OPEN', 'CLOSE'] as const;
export type OrderAction = (typeof ORDER_ACTIONS)[number];

/** The direction of the trade itself: a BUY position is closed by a SELL. */
export type OrderSide = 'BUY' | 'SELL';

/** One position that a closing order closes, and how much of it. */
export interface CloseTarget {
  readonly ticket: string;
  readonly volume: Lots;
}

/** Who moved an order. */
export const ORDER_ACTORS = ['RISK', 'TERMINAL', 'CLOCK', 'USER', 'RECONCILIATION', 'KILL_SWITCH'] as const;
export type OrderActor = (typeof ORDER_ACTORS)[number];

/** What one account shall do about one signal, before it has an id. */
export interface NewOrder {
  readonly userId: string;
  readonly accountId: string;
  readonly signalId: string;
  readonly action: OrderAction;
  readonly side: OrderSide;
  /** The account's own name of the symbol. */
  readonly symbol: string;
  readonly volume: Lots;
  readonly entryPrice: Price | null;
  readonly stopLoss: Price | null;
  readonly takeProfit: Price | null;
  /** Empty for an opening order. */
  readonly closeTargets: readonly CloseTarget[];
  /** What the stop loss costs at this volume, in the account's currency. */
  readonly riskMoney: Money | null;
  readonly marginMoney: Money | null;
  /** Who is behind it: the signal's strategy, or the kind of its sender. */
  readonly source: string;
  /** It empties the account by the guard's or the kill switch's order: handed out even when trading is halted. */
  readonly flattens: boolean;
  readonly createdAt: Date;
  /** Null for a close: it stays due until it is done or cancelled. */
  readonly expiresAt: Date | null;
}

/** An order: a commitment to one account, executed at most once. */
export interface Order extends NewOrder {
  readonly id: string;
  readonly status: OrderStatus;
  /** Counts the changes of this row; each has its event of the same number. */
  readonly version: number;
  /** The session and epoch it was handed to: nobody else ever gets it. */
  readonly sessionId: string | null;
  readonly epoch: number | null;
  readonly deliveryCount: number;
  readonly sentAt: Date | null;
  /** When the terminal said that it has it. */
  readonly acknowledgedAt: Date | null;
  /** When its owner asked to cancel it; the terminal's word decides. */
  readonly cancelRequestedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly filledVolume: Lots;
  readonly fillPrice: Price | null;
  readonly orderTicket: string | null;
  readonly dealTicket: string | null;
  readonly positionTicket: string | null;
  readonly retcode: number | null;
  readonly message: string | null;
  /** The closing signal that took this opening back: should it be executed all the same, it is closed at once. */
  readonly takenBackBy: string | null;
}

/** An order as it begins. */
export function readyOrder(id: string, order: NewOrder): Order {
  return {
    ...order,
    id,
    status: 'READY',
    version: 1,
    sessionId: null,
    epoch: null,
    deliveryCount: 0,
    sentAt: null,
    acknowledgedAt: null,
    cancelRequestedAt: null,
    finishedAt: null,
    filledVolume: lots(0),
    fillPrice: null,
    orderTicket: null,
    dealTicket: null,
    positionTicket: null,
    retcode: null,
    message: null,
    takenBackBy: null,
  };
}

/** What the terminal writes into the trade, by which it is found again: the order's own number. */
export function magicOf(order: Pick<Order, 'id'>): string {
  return order.id;
}

export function commentOf(order: Pick<Order, 'id'>): string {
  return `RS${order.id}`;
}
