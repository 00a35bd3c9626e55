import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type OrderSide } from './order';

/** An account since an instant. */
export interface CountSince {
  readonly accountId: string;
  readonly since: Date;
}

export interface LastOpening {
  readonly accountId: string;
  readonly symbol: string;
  readonly side: OrderSide;
  readonly at: Date;
}

export interface SourceCount {
  readonly accountId: string;
  readonly source: string;
  readonly count: number;
}

/** How long an order may live at most before it is handed out: the longest time to live that a profile may choose. */
const LONGEST_WAIT = `interval '1 hour'`;

/** Counts an account's openings, by the index of its recent ones: one look at it per account, however many are asked for. */
@Injectable()
export class OrderCountsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Openings made since each instant, in the same order. */
  async made(tx: Transaction, wanted: readonly CountSince[]): Promise<number[]> {
    return this.count(tx, wanted, 'o.created_at > w.since');
  }

  /** Openings handed out since each instant, in the same order. */
  async handedOut(tx: Transaction, wanted: readonly CountSince[]): Promise<number[]> {
    return this.count(tx, wanted, `o.created_at > w.since - ${LONGEST_WAIT} AND o.sent_at > w.since`);
  }

  async lastOpenings(tx: Transaction, wanted: readonly CountSince[]): Promise<LastOpening[]> {
    if (wanted.length === 0) return [];
    return tx.query<LastOpening>(
      `SELECT w.account_id AS "accountId", o.symbol, o.side, o.at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS w (account_id, since), LATERAL (
         SELECT o.symbol, o.side, max(o.created_at) AS at FROM trading_orders o
         WHERE o.account_id = w.account_id AND o.action = 'OPEN' AND o.created_at > w.since
         GROUP BY o.symbol, o.side) AS o`,
      columns(wanted),
    );
  }

  /** Executed openings since each instant, by who was behind them. */
  async executions(tx: Transaction, wanted: readonly CountSince[]): Promise<SourceCount[]> {
    if (wanted.length === 0) return [];
    return tx.query<SourceCount>(
      `SELECT w.account_id AS "accountId", o.source, o.count
       FROM unnest($1::uuid[], $2::timestamptz[]) AS w (account_id, since), LATERAL (
         SELECT o.source, count(*)::int AS count FROM trading_orders o
         WHERE o.account_id = w.account_id AND o.action = 'OPEN' AND o.created_at > w.since
           AND o.status IN ('FILLED', 'PARTIALLY_FILLED') AND o.source IS NOT NULL
         GROUP BY o.source) AS o`,
      columns(wanted),
    );
  }

  /** Which of these magic numbers are orders of ours on these accounts, and who was behind them. */
  async behind(
    tx: Transaction | null,
    magics: readonly { readonly accountId: string; readonly magic: string }[],
  ): Promise<{ readonly accountId: string; readonly magic: string; readonly source: string | null }[]> {
    const ours = magics.filter(({ magic }) => isOrderNumber(magic));
    if (ours.length === 0) return [];
    return (tx ?? this.transactions).query(
      `SELECT o.account_id AS "accountId", o.id::text AS magic, o.source
       FROM unnest($1::uuid[], $2::bigint[]) AS w (account_id, id)
       JOIN trading_orders o ON o.id = w.id AND o.account_id = w.account_id`,
      [ours.map(({ accountId }) => accountId), ours.map(({ magic }) => magic)],
    );
  }

  private async count(tx: Transaction, wanted: readonly CountSince[], condition: string): Promise<number[]> {
    if (wanted.length === 0) return [];
    const rows = await tx.query<{ count: number }>(
      `SELECT (SELECT count(*)::int FROM trading_orders o
               WHERE o.account_id = w.account_id AND o.action = 'OPEN' AND ${condition}) AS count
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS w (account_id, since, place)
       ORDER BY w.place`,
      columns(wanted),
    );
    return rows.map(({ count }) => count);
  }
}

function columns(wanted: readonly CountSince[]): unknown[] {
  return [wanted.map(({ accountId }) => accountId), wanted.map(({ since }) => since)];
}

/** MetaTrader's magic numbers are unsigned and may be larger than any order's number. */
export function isOrderNumber(magic: string): boolean {
  return /^[1-9]\d{0,17}$/.test(magic);
}
