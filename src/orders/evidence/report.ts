import { type Lots, type Price } from '../../money/quantity';

/**
 * What a terminal says of an order.
 *
 * RECEIVED, PLACED: it has it, the broker has it · FILLED, PARTIALLY_FILLED: executed · REJECTED: the broker refused ·
 * EXPIRED, CANCELLED, NOT_EXECUTED: by the terminal's journal it was never sent, and never will be ·
 * UNKNOWN: it was sent, or may have been · NOT_FOUND: asked about it, the terminal looked and found nothing.
 */
export const REPORT_STATES = [
  'RECEIVED',
  'PLACED',
  'FILLED',
  'PARTIALLY_FILLED',
  'REJECTED',
  'EXPIRED',
  'CANCELLED',
  'NOT_EXECUTED',
  'UNKNOWN',
  'NOT_FOUND',
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

export interface OrderReport {
  /** The same id is the same news, however often it is told. */
  readonly reportId: string;
  readonly orderId: string;
  readonly state: ReportState;
  readonly retcode: number | null;
  readonly orderTicket: string | null;
  readonly dealTicket: string | null;
  readonly positionTicket: string | null;
  readonly volume: Lots | null;
  readonly price: Price | null;
  readonly message: string | null;
  /** How long before it was told it happened, by the terminal's monotonic clock. */
  readonly ageMs: number;
}

/** Who reports: the holder of an order speaks from its journal, anybody else only of what it sees. */
export interface Reporter {
  readonly sessionId: string;
  readonly epoch: number;
}
