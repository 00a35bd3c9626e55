/**
 * The life of a signal as its sender sees it. A signal has no life of its own after the decision:
 * its status sums over its orders, so it leaves PENDING once and never moves again.
 */
const NEXT = {
  PENDING: ['EXECUTED', 'PARTIALLY_EXECUTED', 'REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED'],
  EXECUTED: [],
  PARTIALLY_EXECUTED: [],
  REJECTED: [],
  FAILED: [],
  EXPIRED: [],
  CANCELLED: [],
} as const satisfies Record<string, readonly string[]>;

export type SignalStatus = keyof typeof NEXT;
export const SIGNAL_STATUSES = Object.keys(NEXT) as readonly SignalStatus[];

/** What a signal may end as. */
export type FinalSignalStatus = (typeof NEXT)['PENDING'][number];
