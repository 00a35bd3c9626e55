import { type FinalSignalStatus } from '../signals/signal.state';
import { type SignalVerdict } from '../signals/signal';
import { type Order } from './order';
import { hasEnded, isExecuted } from './order.state';

/**
 * What a signal's orders add up to; null while one of them may still be executed.
 * All filled is EXECUTED, some or partly is PARTIALLY_EXECUTED; without any fill, the common end or FAILED.
 */
export function outcomeOf(orders: readonly Order[]): SignalVerdict | null {
  const [first] = orders;
  if (!first || !orders.every(({ status }) => hasEnded(status))) return null;
  const status = statusOf(orders);
  return {
    signalId: first.signalId,
    status,
    code: null,
    message: messageOf(orders, status),
    detail: null,
  };
}

function statusOf(orders: readonly Order[]): FinalSignalStatus {
  if (orders.every(({ status }) => status === 'FILLED')) return 'EXECUTED';
  if (orders.some(({ status }) => isExecuted(status))) return 'PARTIALLY_EXECUTED';
  if (orders.every(({ status }) => status === 'EXPIRED')) return 'EXPIRED';
  if (orders.every(({ status }) => status === 'CANCELLED')) return 'CANCELLED';
  return 'FAILED';
}

function messageOf(orders: readonly Order[], status: FinalSignalStatus): string {
  const [only] = orders;
  if (orders.length === 1 && only) return only.message ?? status;
  const executed = orders.filter((order) => isExecuted(order.status)).length;
  return `${executed} of ${orders.length} orders executed`;
}
