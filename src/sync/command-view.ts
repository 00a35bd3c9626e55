import { commentOf, magicOf, type Order } from '../orders/order';
import { presentTargets, remainingMs, type TargetView } from '../orders/pending-view';
import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';

/** By how many points the price may have moved when the terminal executes. */
const DEVIATION_POINTS = 20;

/** An order as the connector gets it. */
export interface CommandView {
  readonly order_id: string;
  readonly signal_id: number;
  readonly action: 'OPEN' | 'CLOSE';
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly volume: number;
  readonly entry_price: number | null;
  readonly stop_loss: number | null;
  readonly take_profit: number | null;
  readonly magic: string;
  readonly comment: string;
  readonly deviation_points: number;
  readonly expires_in_ms: number | null;
  readonly delivery_count: number;
  readonly targets: readonly TargetView[];
  /** What this server reckons with, for the terminal to compare. */
  readonly expected: { readonly loss_at_stop: number | null; readonly margin: number | null } | null;
}

/** An order about which the terminal is to say what it finds. */
export interface QuestionView {
  readonly order_id: string;
  readonly magic: string;
  readonly action: 'OPEN' | 'CLOSE';
  readonly symbol: string;
  readonly sent_at: Date;
}

export function presentCommand(order: Order, now: Date): CommandView {
  return {
    order_id: order.id,
    signal_id: Number(order.signalId),
    action: order.action,
    symbol: order.symbol,
    side: order.side,
    volume: toJsonNumber(order.volume),
    entry_price: toJsonNumberOrNull(order.entryPrice),
    stop_loss: toJsonNumberOrNull(order.stopLoss),
    take_profit: toJsonNumberOrNull(order.takeProfit),
    magic: magicOf(order),
    comment: commentOf(order),
    deviation_points: DEVIATION_POINTS,
    expires_in_ms: remainingMs(order, now),
    delivery_count: order.deliveryCount,
    targets: presentTargets(order),
    expected:
      order.action === 'CLOSE'
        ? null
        : {
            loss_at_stop: toJsonNumberOrNull(order.riskMoney),
            margin: toJsonNumberOrNull(order.marginMoney),
          },
  };
}

export function presentQuestion(order: Order): QuestionView {
  return {
    order_id: order.id,
    magic: magicOf(order),
    action: order.action,
    symbol: order.symbol,
    sent_at: order.sentAt ?? order.createdAt,
  };
}
