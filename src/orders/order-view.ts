import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { type Order, type OrderAction, type OrderActor, type OrderSide } from './order';
import { type OrderEvent } from './order-events.repository';
import { type OrderStatus } from './order.state';
import { presentTargets, type TargetView } from './pending-view';

export interface OrderView {
  readonly order_id: string;
  readonly signal_id: number;
  readonly account_id: string;
  readonly action: OrderAction;
  readonly side: OrderSide;
  readonly symbol: string;
  readonly volume: number;
  readonly entry_price: number | null;
  readonly stop_loss: number | null;
  readonly take_profit: number | null;
  readonly targets: readonly TargetView[];
  readonly status: OrderStatus;
  readonly filled_volume: number;
  readonly fill_price: number | null;
  readonly order_ticket: string | null;
  readonly deal_ticket: string | null;
  readonly position_ticket: string | null;
  readonly retcode: number | null;
  readonly message: string | null;
  readonly delivery_count: number;
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly sent_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly finished_at: Date | null;
}

export interface OrderEventView {
  readonly seq: number;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly actor: OrderActor;
  readonly at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface OrderStoryView extends OrderView {
  readonly events: readonly OrderEventView[];
}

export function presentOrder(order: Order): OrderView {
  return {
    order_id: order.id,
    signal_id: Number(order.signalId),
    account_id: order.accountId,
    action: order.action,
    side: order.side,
    symbol: order.symbol,
    volume: toJsonNumber(order.volume),
    entry_price: toJsonNumberOrNull(order.entryPrice),
    stop_loss: toJsonNumberOrNull(order.stopLoss),
    take_profit: toJsonNumberOrNull(order.takeProfit),
    targets: presentTargets(order),
    status: order.status,
    filled_volume: toJsonNumber(order.filledVolume),
    fill_price: toJsonNumberOrNull(order.fillPrice),
    order_ticket: order.orderTicket,
    deal_ticket: order.dealTicket,
    position_ticket: order.positionTicket,
    retcode: order.retcode,
    message: order.message,
    delivery_count: order.deliveryCount,
    created_at: order.createdAt,
    expires_at: order.expiresAt,
    sent_at: order.sentAt,
    acknowledged_at: order.acknowledgedAt,
    finished_at: order.finishedAt,
  };
}

export function presentStory(order: Order, events: readonly OrderEvent[]): OrderStoryView {
  return {
    ...presentOrder(order),
    events: events.map(({ seq, from, to, actor, recordedAt, data }) => ({
      seq,
      from,
      to,
      actor,
      at: recordedAt,
      data,
    })),
  };
}
