/**
 * The life of an order. Nothing that has ended moves again: what is learnt later is kept as evidence beside it.
 *
 * An order that was SENT expires or is cancelled only on the terminal's word that it was not executed; without that
 * word it becomes UNKNOWN, and only evidence (a report, a position, a deal, a proof of absence) leads out of there.
 */
const NEXT = {
  READY: ['SENT', 'EXPIRED', 'CANCELLED'],
  SENT: ['FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'UNKNOWN', 'EXPIRED', 'CANCELLED'],
  UNKNOWN: ['FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED'],
  FILLED: [],
  PARTIALLY_FILLED: [],
  REJECTED: [],
  NOT_EXECUTED: [],
  EXPIRED: [],
  CANCELLED: [],
} as const satisfies Record<string, readonly string[]>;

export type OrderStatus = keyof typeof NEXT;
export const ORDER_STATUSES = Object.keys(NEXT) as readonly OrderStatus[];

/** Orders that may still turn into an execution. */
export const LIVE_STATUSES = ['READY', 'SENT', 'UNKNOWN'] as const satisfies readonly OrderStatus[];

export function mayMove(from: OrderStatus, to: OrderStatus): boolean {
  return (NEXT[from] as readonly OrderStatus[]).includes(to);
}

/** The states from which an order may become `to`. */
export function sourcesOf(to: OrderStatus): readonly OrderStatus[] {
  return ORDER_STATUSES.filter((from) => mayMove(from, to));
}

export function hasEnded(status: OrderStatus): boolean {
  return NEXT[status].length === 0;
}

export function isExecuted(status: OrderStatus): boolean {
  return status === 'FILLED' || status === 'PARTIALLY_FILLED';
}
