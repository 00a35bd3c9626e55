import { type Order } from './order';
import { type OrderReport, type ReportState } from './evidence/report';

/** The seed's words for what a terminal did with a signal, and what each of them says of its order. */
const STATES = {
  EXECUTED: 'FILLED',
  PARTIALLY_EXECUTED: 'PARTIALLY_FILLED',
  REJECTED: 'REJECTED',
  FAILED: 'REJECTED',
  EXPIRED: 'EXPIRED',
  CANCELLED: 'CANCELLED',
} as const satisfies Record<string, ReportState>;

export type StatusWord = keyof typeof STATES;
export const STATUS_WORDS = Object.keys(STATES) as readonly StatusWord[];

export interface StatusReport {
  readonly signalId: string;
  readonly status: StatusWord;
  readonly message: string | null;
  readonly sessionId: string | null;
}

const TICKET = /\bticket\s*:?\s*#?(\d{1,20})\b/i;

/** The ticket that a message such as `Order ticket: 123456789` tells, or null. */
export function ticketIn(message: string | null): string | null {
  return TICKET.exec(message ?? '')?.[1] ?? null;
}

/** A status in the language of the connector's reports. The same words twice are the same report. */
export function reportOf({ status, message }: StatusReport, order: Order): OrderReport {
  const state = STATES[status];
  const ticket = ticketIn(message);
  return {
    reportId: `status:${status}:${ticket ?? 'none'}`,
    orderId: order.id,
    state,
    retcode: null,
    orderTicket: ticket,
    dealTicket: null,
    positionTicket: null,
    volume: state === 'FILLED' ? order.volume : null,
    price: null,
    message,
    ageMs: 0,
  };
}
