import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type MeasuredOffset } from './broker-clock';

/** Changes of years; a clock that flaps is not followed further back. */
const MOST_STRETCHES = 100;

/** The distances of brokers' clocks from UTC, as terminals measured them. */
@Injectable()
export class BrokerOffsetsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The oldest first. */
  async find(tx: Transaction | null, accountId: string): Promise<MeasuredOffset[]> {
    const rows = await (tx ?? this.transactions).query<MeasuredOffset>(
      `SELECT since, until, offset_seconds AS "offsetSeconds" FROM broker_offsets
       WHERE account_id = $1 ORDER BY since DESC LIMIT $2`,
      [accountId, MOST_STRETCHES],
    );
    return rows.reverse();
  }

  async begin(tx: Transaction, accountId: string, at: Date, offsetSeconds: number): Promise<void> {
    await tx.query(
      `INSERT INTO broker_offsets (account_id, since, until, offset_seconds, is_news) VALUES ($1, $2, $2, $3, true)
       ON CONFLICT DO NOTHING`,
      [accountId, at, offsetSeconds],
    );
  }

  async extend(
    tx: Transaction,
    accountId: string,
    { since }: MeasuredOffset,
    change: { readonly until: Date; readonly isNews: boolean },
  ): Promise<void> {
    await tx.query(
      `UPDATE broker_offsets SET until = greatest(until, $3), is_news = is_news OR $4
       WHERE account_id = $1 AND since = $2`,
      [accountId, since, change.until, change.isNews],
    );
  }

  /** Accounts of whose broker's clock more is known than when their deals were dated. */
  async accountsWithNews(limit: number): Promise<string[]> {
    const rows = await this.transactions.query<{ accountId: string }>(
      `SELECT DISTINCT account_id AS "accountId" FROM broker_offsets WHERE is_news LIMIT $1`,
      [limit],
    );
    return rows.map(({ accountId }) => accountId);
  }

  async applied(accountId: string, measured: readonly MeasuredOffset[]): Promise<void> {
    await this.transactions.query(
      `UPDATE broker_offsets o SET is_news = false FROM unnest($2::timestamptz[], $3::timestamptz[]) AS m (since, until)
       WHERE o.account_id = $1 AND o.since = m.since AND o.until = m.until AND o.is_news`,
      [accountId, measured.map(({ since }) => since), measured.map(({ until }) => until)],
    );
  }
}
