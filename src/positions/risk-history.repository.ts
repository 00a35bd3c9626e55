import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type PositionKey } from './position';

/** An account since an instant. */
export interface AccountSince {
  readonly accountId: string;
  readonly since: Date;
}

/** A trade of an order of ours that its stop loss ended. */
export interface StoppedTrade {
  readonly accountId: string;
  /** The order's number. */
  readonly magic: string;
}

/** What deals tell the risk rules: money paid in and out, and trades that were stopped. */
@Injectable()
export class RiskHistoryRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Deposits minus withdrawals, for each in the same order. */
  async cashFlows(tx: Transaction | null, wanted: readonly AccountSince[]): Promise<Decimal[]> {
    if (wanted.length === 0) return [];
    const rows = await (tx ?? this.transactions).query<{ place: string; flow: string }>(
      `SELECT w.place, (
         SELECT coalesce(sum(d.profit + d.swap + d.commission + d.fee), 0) FROM trading_deals d
         WHERE d.account_id = w.account_id AND d.executed_at > w.since
           AND d.deal_type IN ('BALANCE', 'CORRECTION', 'BONUS')) AS flow
       FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS w (account_id, since, place)
       ORDER BY w.place`,
      [wanted.map(({ accountId }) => accountId), wanted.map(({ since }) => since)],
    );
    return rows.map(({ flow }) => new Decimal(flow));
  }

  /** Which of these positions any list ever showed, open or closed. */
  async knownPositions(tx: Transaction, wanted: readonly PositionKey[]): Promise<PositionKey[]> {
    if (wanted.length === 0) return [];
    return tx.query<PositionKey>(
      `SELECT p.account_id AS "accountId", p.identifier
       FROM unnest($1::uuid[], $2::numeric[]) AS w (account_id, identifier)
       JOIN trading_positions p ON p.account_id = w.account_id AND p.identifier = w.identifier`,
      [wanted.map(({ accountId }) => accountId), wanted.map(({ identifier }) => identifier)],
    );
  }

  async stoppedSince(tx: Transaction | null, wanted: readonly AccountSince[]): Promise<StoppedTrade[]> {
    if (wanted.length === 0) return [];
    return (tx ?? this.transactions).query<StoppedTrade>(
      // OFFSET 0 keeps it one look at the index per account; as a join it may become one over the whole table.
      `SELECT w.account_id AS "accountId", t.magic
       FROM unnest($1::uuid[], $2::timestamptz[]) AS w (account_id, since), LATERAL (
         SELECT t.magic FROM trading_trades t
         WHERE t.account_id = w.account_id AND t.closed_at > w.since AND t.close_reason = 'SL' AND t.magic > 0
         OFFSET 0) AS t`,
      [wanted.map(({ accountId }) => accountId), wanted.map(({ since }) => since)],
    );
  }
}
