import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type Order } from './order';
import { ORDER_COLUMNS, type OrderRow, toOrder } from './order-rows';
import { type OrderStatus } from './order.state';

const LIVE = `('READY', 'SENT', 'UNKNOWN')`;

export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly accountId?: string | undefined;
  readonly signalId?: string | undefined;
  readonly symbol?: string | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** Reads `trading_orders`, and locks what is to be changed. */
@Injectable()
export class OrdersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Locks orders of one owner, in the order of their ids, and reads them fresh. */
  async lock(tx: Transaction, userId: string, orderIds: readonly string[]): Promise<Order[]> {
    return this.select(tx, 'o.user_id = $1 AND o.id = ANY($2::bigint[]) ORDER BY o.id FOR NO KEY UPDATE', [
      userId,
      orderIds,
    ]);
  }

  /** The same for those of them that belong to these accounts. */
  async lockOfAccounts(
    tx: Transaction,
    accountIds: readonly string[],
    orderIds: readonly string[],
  ): Promise<Order[]> {
    return this.select(
      tx,
      'o.account_id = ANY($1::uuid[]) AND o.id = ANY($2::bigint[]) ORDER BY o.id FOR NO KEY UPDATE',
      [accountIds, orderIds],
    );
  }

  /** Locks all orders of a signal of this owner. */
  async lockOfSignal(tx: Transaction, userId: string, signalId: string): Promise<Order[]> {
    return this.select(tx, 'o.user_id = $1 AND o.signal_id = $2 ORDER BY o.id FOR NO KEY UPDATE', [
      userId,
      signalId,
    ]);
  }

  /** Locks what a session of an account holds and has not ended. */
  async lockHeldBySession(tx: Transaction, accountId: string, sessionId: string): Promise<Order[]> {
    return this.select(
      tx,
      `o.account_id = $1 AND o.session_id = $2 AND o.status IN ${LIVE} ORDER BY o.id FOR NO KEY UPDATE`,
      [accountId, sessionId],
    );
  }

  /** Locks the openings that these signals have under way on an account. */
  async lockOpenings(tx: Transaction, accountId: string, signalIds: readonly string[]): Promise<Order[]> {
    return this.select(
      tx,
      `o.account_id = $1 AND o.signal_id = ANY($2::bigint[]) AND o.action = 'OPEN' AND o.status IN ${LIVE}
       ORDER BY o.id FOR NO KEY UPDATE`,
      [accountId, signalIds],
    );
  }

  /** Openings that a close took back, and that were executed all the same: the latest of each account. */
  async takenBackInVain(tx: Transaction, accountIds: readonly string[]): Promise<Order[]> {
    return this.ofEach(
      tx,
      accountIds,
      `o.taken_back_by IS NOT NULL AND o.status IN ('FILLED', 'PARTIALLY_FILLED') ORDER BY o.id DESC LIMIT 50`,
    );
  }

  /** Accounts that have such openings under way, or had lately. */
  async accountsWithTakeBacks(since: Date): Promise<string[]> {
    const rows = await this.transactions.query<{ account_id: string }>(
      `SELECT DISTINCT account_id FROM trading_orders
       WHERE taken_back_by IS NOT NULL AND (finished_at IS NULL OR finished_at > $1)`,
      [since],
    );
    return rows.map(({ account_id }) => account_id);
  }

  /** Executed openings of these accounts that ended since. */
  async executedSince(tx: Transaction, accountIds: readonly string[], since: Date): Promise<Order[]> {
    return this.ofEach(
      tx,
      accountIds,
      `o.action = 'OPEN' AND o.created_at > $2::timestamptz - interval '1 hour'
         AND o.status IN ('FILLED', 'PARTIALLY_FILLED') AND o.finished_at > $2 ORDER BY o.id`,
      [since],
    );
  }

  /** Those of these orders that belong to these accounts. */
  async ofAccounts(
    tx: Transaction,
    accountIds: readonly string[],
    orderIds: readonly string[],
  ): Promise<Order[]> {
    return this.select(tx, 'o.account_id = ANY($1::uuid[]) AND o.id = ANY($2::bigint[]) ORDER BY o.id', [
      accountIds,
      orderIds,
    ]);
  }

  /** Locks orders by their ids. */
  async lockByIds(tx: Transaction, orderIds: readonly string[]): Promise<Order[]> {
    return this.select(tx, 'o.id = ANY($1::bigint[]) ORDER BY o.id FOR NO KEY UPDATE', [orderIds]);
  }

  /** Locks what of these accounts has not ended. */
  async lockLiveOfAll(tx: Transaction, accountIds: readonly string[]): Promise<Order[]> {
    return this.select(
      tx,
      `o.account_id = ANY($1::uuid[]) AND o.status IN ${LIVE} ORDER BY o.id FOR NO KEY UPDATE`,
      [accountIds],
    );
  }

  async lockLiveOf(tx: Transaction, accountId: string): Promise<Order[]> {
    return this.select(tx, `o.account_id = $1 AND o.status IN ${LIVE} ORDER BY o.id FOR NO KEY UPDATE`, [
      accountId,
    ]);
  }

  /** Orders that may still turn into an execution, of these accounts. */
  async liveOf(tx: Transaction | null, accountIds: readonly string[]): Promise<Order[]> {
    return this.select(tx, `o.account_id = ANY($1::uuid[]) AND o.status IN ${LIVE} ORDER BY o.id`, [
      accountIds,
    ]);
  }

  async accountsWithLiveOrders(): Promise<string[]> {
    const rows = await this.transactions.query<{ account_id: string }>(
      `SELECT DISTINCT account_id FROM trading_orders WHERE status IN ${LIVE} ORDER BY account_id`,
    );
    return rows.map(({ account_id }) => account_id);
  }

  /** Accounts that have an order whose fate nobody told. */
  async accountsInDoubt(): Promise<string[]> {
    const rows = await this.transactions.query<{ account_id: string }>(
      `SELECT DISTINCT account_id FROM trading_orders WHERE status = 'UNKNOWN'`,
    );
    return rows.map(({ account_id }) => account_id);
  }

  /** Live orders, and openings that were filled after `since`: their position may not have been reported yet. */
  async inFlightOf(tx: Transaction, accountIds: readonly string[], since: Date): Promise<Order[]> {
    return this.select(
      tx,
      `o.account_id = ANY($1::uuid[]) AND (o.status IN ${LIVE}
         OR (o.action = 'OPEN' AND o.status IN ('FILLED', 'PARTIALLY_FILLED') AND o.finished_at > $2))
       ORDER BY o.id`,
      [accountIds, since],
    );
  }

  /** READY past its time; or SENT, past it and past the time in which the terminal should have said so. */
  async lockOverdue(tx: Transaction, now: Date, silentSince: Date, limit: number): Promise<Order[]> {
    return this.select(
      tx,
      `(o.status = 'READY' AND o.expires_at <= $1) OR (o.status = 'SENT' AND o.expires_at <= $2)
       ORDER BY o.id LIMIT $3 FOR NO KEY UPDATE SKIP LOCKED`,
      [now, silentSince, limit],
    );
  }

  async find(userId: string, orderId: string): Promise<Order | undefined> {
    const [order] = await this.select(null, 'o.user_id = $1 AND o.id = $2', [userId, orderId]);
    return order;
  }

  async byIds(userId: string, orderIds: readonly string[]): Promise<Order[]> {
    return this.select(null, 'o.user_id = $1 AND o.id = ANY($2::bigint[]) ORDER BY o.id', [userId, orderIds]);
  }

  async ofSignals(tx: Transaction | null, signalIds: readonly string[]): Promise<Order[]> {
    return this.select(tx, 'o.signal_id = ANY($1::bigint[]) ORDER BY o.id', [signalIds]);
  }

  /** Newest first. */
  async list(userId: string, filter: OrderFilter): Promise<Order[]> {
    return this.select(
      null,
      `o.user_id = $1
         AND ($2::text IS NULL OR o.status = $2)
         AND ($3::uuid IS NULL OR o.account_id = $3)
         AND ($4::bigint IS NULL OR o.signal_id = $4)
         AND ($5::text IS NULL OR o.symbol = $5)
         AND ($6::bigint IS NULL OR o.id < $6)
       ORDER BY o.id DESC LIMIT $7`,
      [
        userId,
        filter.status ?? null,
        filter.accountId ?? null,
        filter.signalId ?? null,
        filter.symbol ?? null,
        filter.beforeId ?? null,
        filter.limit,
      ],
    );
  }

  /** One look by the index for each account, as no join would promise. */
  private async ofEach(
    tx: Transaction,
    accountIds: readonly string[],
    condition: string,
    parameters: readonly unknown[] = [],
  ): Promise<Order[]> {
    const rows = await tx.query<OrderRow>(
      `SELECT o.* FROM unnest($1::uuid[]) AS a (account_id)
       CROSS JOIN LATERAL (
         SELECT ${ORDER_COLUMNS} FROM trading_orders o WHERE o.account_id = a.account_id AND ${condition}
       ) AS o`,
      [accountIds, ...parameters],
    );
    return rows.map(toOrder);
  }

  private async select(
    tx: Transaction | null,
    condition: string,
    parameters: readonly unknown[],
  ): Promise<Order[]> {
    const rows = await (tx ?? this.transactions).query<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM trading_orders o WHERE ${condition}`,
      parameters,
    );
    return rows.map(toOrder);
  }
}
