import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { type NewEvent } from '../platform/events/event-map';
import { type Order, type OrderAction, type OrderSide } from './order';
import { type OrderStatus } from './order.state';

export interface OrderNews {
  readonly order_id: string;
  readonly signal_id: number;
  readonly account_id: string;
  readonly session_id: string | null;
  readonly action: OrderAction;
  readonly side: OrderSide;
  readonly symbol: string;
  readonly volume: number;
  readonly status: OrderStatus;
  readonly filled_volume: number;
  readonly fill_price: number | null;
  readonly order_ticket: string | null;
  readonly position_ticket: string | null;
  readonly retcode: number | null;
  readonly message: string | null;
}

/** Something happened that the order's state says could not. A person should look. */
export interface OrderAnomaly extends OrderNews {
  readonly problem: string;
}

/** Our orders and the terminal's positions disagree, several complete lists in a row. A person should look. */
export interface BookDrifted {
  readonly account_id: string;
  readonly symbol: string;
  /** In lots, a decimal as text. */
  readonly difference: string;
  readonly snapshots: number;
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'order.ready': OrderNews;
    'order.changed': OrderNews;
    'order.anomaly': OrderAnomaly;
    'risk.book_drift': BookDrifted;
  }
}

export function orderEvent(
  type: 'order.ready' | 'order.changed',
  order: Order,
): NewEvent<'order.ready' | 'order.changed'> {
  return { type, userId: order.userId, sessionId: order.sessionId, data: newsOf(order) };
}

export function anomalyEvent(order: Order, problem: string): NewEvent<'order.anomaly'> {
  return {
    type: 'order.anomaly',
    userId: order.userId,
    sessionId: order.sessionId,
    data: { ...newsOf(order), problem },
  };
}

function newsOf(order: Order): OrderNews {
  return {
    order_id: order.id,
    signal_id: Number(order.signalId),
    account_id: order.accountId,
    session_id: order.sessionId,
    action: order.action,
    side: order.side,
    symbol: order.symbol,
    volume: toJsonNumber(order.volume),
    status: order.status,
    filled_volume: toJsonNumber(order.filledVolume),
    fill_price: toJsonNumberOrNull(order.fillPrice),
    order_ticket: order.orderTicket,
    position_ticket: order.positionTicket,
    retcode: order.retcode,
    message: order.message,
  };
}
