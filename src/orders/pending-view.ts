import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { type Signal, type SignalType } from '../signals/signal';
import { type SignalStatus } from '../signals/signal.state';
import { commentOf, magicOf, type Order } from './order';

export interface TargetView {
  readonly ticket: string;
  readonly volume: number;
}

/** An order as the seed shows it: the signal, with the volume that this account trades. */
export interface PendingSignalView {
  readonly signal_id: number;
  readonly order_id: string;
  readonly symbol: string;
  readonly signal_type: SignalType;
  readonly entry_price: number | null;
  readonly stop_loss: number | null;
  readonly take_profit: number | null;
  readonly volume: number;
  readonly timeframe: string | null;
  readonly confidence: number | null;
  readonly signal_time: Date;
  readonly status: SignalStatus;
  readonly magic: string;
  readonly comment: string;
  readonly expires_in_ms: number | null;
  readonly delivery_count: number;
  /** It was handed out before: look for its magic number before executing it. */
  readonly possible_resend: boolean;
  readonly targets: readonly TargetView[];
}

export function presentPending(order: Order, signal: Signal, now: Date): PendingSignalView {
  return {
    signal_id: Number(signal.id),
    order_id: order.id,
    symbol: order.symbol,
    signal_type: signal.type,
    entry_price: toJsonNumberOrNull(order.entryPrice),
    stop_loss: toJsonNumberOrNull(order.stopLoss),
    take_profit: toJsonNumberOrNull(order.takeProfit),
    volume: toJsonNumber(order.volume),
    timeframe: signal.timeframe,
    confidence: toJsonNumberOrNull(signal.confidence),
    signal_time: signal.signalTime,
    status: signal.status,
    magic: magicOf(order),
    comment: commentOf(order),
    expires_in_ms: remainingMs(order, now),
    delivery_count: order.deliveryCount,
    possible_resend: order.deliveryCount > 1,
    targets: presentTargets(order),
  };
}

/** What is left of an order's time, for a terminal that counts it down on its own monotonic clock. */
export function remainingMs({ expiresAt }: Order, now: Date): number | null {
  return expiresAt === null ? null : Math.max(0, expiresAt.getTime() - now.getTime());
}

export function presentTargets({ closeTargets }: Order): TargetView[] {
  return closeTargets.map(({ ticket, volume }) => ({ ticket, volume: toJsonNumber(volume) }));
}
