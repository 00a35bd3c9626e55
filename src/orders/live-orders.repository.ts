import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { type LIVE_STATUSES } from './order.state';

/** The states of an order that is not over. */
export type LiveStatus = (typeof LIVE_STATUSES)[number];

/** Counts what is under way, for those who watch the installation. */
@Injectable()
export class LiveOrdersRepository {
  constructor(private readonly transactions: Transactions) {}

  async countByStatus(): Promise<ReadonlyMap<LiveStatus, number>> {
    const rows = await this.transactions.query<{ status: LiveStatus; orders: number }>(
      `SELECT status, count(*)::int AS orders FROM trading_orders
       WHERE status IN ('READY', 'SENT', 'UNKNOWN') GROUP BY status`,
    );
    return new Map(rows.map(({ status, orders }) => [status, orders]));
  }
}
