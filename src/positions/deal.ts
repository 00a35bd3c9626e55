import { type TimeBasis } from '../mt5-session/broker-clock';
import { type Lots, type Money, type Price } from '../money/quantity';
import { type HistoryPlace } from './history-page';

export const DEAL_ENTRIES = ['IN', 'OUT', 'INOUT', 'OUT_BY', 'NONE'] as const;
export type DealEntry = (typeof DEAL_ENTRIES)[number];

/** An execution at the broker, as the terminal reports it from its history. */
export interface ReportedDeal {
  readonly ticket: string;
  readonly orderTicket: string | null;
  /** The identifier of the position it opened, changed or closed. Null for balance operations. */
  readonly positionId: string | null;
  readonly symbol: string | null;
  /** `BUY`, `SELL`, or a balance operation's name such as `BALANCE`. */
  readonly type: string;
  /** Whether it opened (`IN`), closed (`OUT`, `OUT_BY`) or turned (`INOUT`) a position; `NONE` for balance operations. */
  readonly entry: DealEntry;
  readonly volume: Lots;
  readonly price: Price | null;
  readonly profit: Money;
  readonly swap: Money;
  readonly commission: Money;
  readonly fee: Money;
  readonly magic: string | null;
  readonly comment: string | null;
  readonly reason: string | null;
  /** When it was executed, in UTC. */
  readonly executedAt: Date;
  /** The broker's own clock at that moment, without a zone: `2025-10-23T13:00:01`. */
  readonly brokerTime: string | null;
}

export interface Deal extends ReportedDeal {
  readonly userId: string;
  readonly accountId: string;
  readonly timeBasis: TimeBasis;
  readonly receivedAt: Date;
}

export interface DealsReport {
  readonly userId: string;
  readonly accountId: string;
  readonly sessionId: string;
  readonly deals: readonly ReportedDeal[];
}

export interface StoredDeals {
  readonly stored: number;
  readonly known: number;
  /** The highest ticket kept of this account: the terminal reports from there on. */
  readonly lastDealTicket: string | null;
}

/** Where a deal stands in a list. */
export function placeOfDeal({ executedAt, accountId, ticket }: Deal): HistoryPlace {
  return { at: executedAt, accountId, ticket };
}
