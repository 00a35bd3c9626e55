import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type NewOrder, type Order } from './order';
import { type OrderChange } from './order-change';
import { ORDER_COLUMNS, type OrderRow, toOrder, writeTargets } from './order-rows';
import { hasEnded, type OrderStatus } from './order.state';

const LIVE = `('READY', 'SENT', 'UNKNOWN')`;

/** To whom orders are handed, and which. */
export interface Delivery {
  readonly accountId: string;
  readonly sessionId: string;
  readonly epoch: number;
  readonly at: Date;
  /** False while the account may only close. */
  readonly opensToo: boolean;
  readonly limit: number;
}

export interface OrderFilter {
  readonly status?: OrderStatus | undefined;
  readonly accountId?: string | undefined;
  readonly signalId?: string | undefined;
  readonly symbol?: string | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** The table `trading_orders`, together with the events that every change of it leaves. */
@Injectable()
export class OrdersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Writes new orders, READY, with the first event of each: one statement for all. */
  async insert(tx: Transaction, orders: readonly NewOrder[]): Promise<Order[]> {
    if (orders.length === 0) return [];
    const rows = await tx.query<OrderRow>(
      `WITH inserted AS (
         INSERT INTO trading_orders AS o (user_id, account_id, signal_id, action, side, symbol, volume, entry_price,
           stop_loss, take_profit, close_targets, risk_money, margin_money, status, created_at, expires_at)
         SELECT n.user_id, n.account_id, n.signal_id, n.action, n.side, n.symbol, n.volume, n.entry_price,
           n.stop_loss, n.take_profit, n.close_targets, n.risk_money, n.margin_money, 'READY', n.created_at, n.expires_at
         FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::numeric[],
           $8::numeric[], $9::numeric[], $10::numeric[], $11::jsonb[], $12::numeric[], $13::numeric[],
           $14::timestamptz[], $15::timestamptz[]) WITH ORDINALITY
           AS n (user_id, account_id, signal_id, action, side, symbol, volume, entry_price, stop_loss, take_profit,
             close_targets, risk_money, margin_money, created_at, expires_at, place)
         ORDER BY n.place
         RETURNING ${ORDER_COLUMNS}
       ), events AS (
         INSERT INTO order_events (order_id, seq, from_status, to_status, actor, cause_key, recorded_at, data)
         SELECT id, version, NULL, status, 'RISK', 'decision', created_at, '{}' FROM inserted
       )
       SELECT ${ORDER_COLUMNS} FROM inserted o ORDER BY o.id`,
      [
        orders.map((order) => order.userId),
        orders.map((order) => order.accountId),
        orders.map((order) => order.signalId),
        orders.map((order) => order.action),
        orders.map((order) => order.side),
        orders.map((order) => order.symbol),
        orders.map((order) => order.volume.toFixed()),
        orders.map((order) => order.entryPrice?.toFixed() ?? null),
        orders.map((order) => order.stopLoss?.toFixed() ?? null),
        orders.map((order) => order.takeProfit?.toFixed() ?? null),
        orders.map((order) => writeTargets(order.closeTargets)),
        orders.map((order) => order.riskMoney?.toFixed() ?? null),
        orders.map((order) => order.marginMoney?.toFixed() ?? null),
        orders.map((order) => order.createdAt),
        orders.map((order) => order.expiresAt),
      ],
    );
    return rows.map(toOrder);
  }

  /**
   * Makes changes of different orders, each with its event: one statement for all. Each moves only if its order
   * still is what the change was made for; the answer holds those that moved.
   */
  async write(tx: Transaction, changes: readonly OrderChange[], at: Date): Promise<Order[]> {
    if (changes.length === 0) return [];
    const rows = await tx.query<OrderRow>(
      `WITH changes AS (
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[],
           $7::jsonb[], $8::timestamptz[], $9::numeric[], $10::numeric[], $11::text[], $12::text[], $13::text[],
           $14::integer[], $15::text[], $16::timestamptz[], $18::timestamptz[],
           $19::uuid[], $20::integer[], $21::timestamptz[])
           AS c (order_id, from_status, to_status, actor, cause_key, occurred_at, data, acknowledged_at,
             filled_volume, fill_price, order_ticket, deal_ticket, position_ticket, retcode, message, finished_at,
             cancel_requested_at, session_id, epoch, sent_at)
       ), moved AS (
         UPDATE trading_orders o SET
           status = c.to_status,
           version = o.version + 1,
           session_id = COALESCE(o.session_id, c.session_id),
           epoch = COALESCE(o.epoch, c.epoch),
           sent_at = COALESCE(o.sent_at, c.sent_at),
           acknowledged_at = COALESCE(o.acknowledged_at, c.acknowledged_at),
           cancel_requested_at = COALESCE(o.cancel_requested_at, c.cancel_requested_at),
           filled_volume = COALESCE(c.filled_volume, o.filled_volume),
           fill_price = COALESCE(c.fill_price, o.fill_price),
           order_ticket = COALESCE(c.order_ticket, o.order_ticket),
           deal_ticket = COALESCE(c.deal_ticket, o.deal_ticket),
           position_ticket = COALESCE(c.position_ticket, o.position_ticket),
           retcode = COALESCE(c.retcode, o.retcode),
           message = COALESCE(c.message, o.message),
           finished_at = COALESCE(o.finished_at, c.finished_at)
         FROM changes c
         WHERE o.id = c.order_id AND o.status = ANY (ARRAY[c.from_status])
         RETURNING ${ORDER_COLUMNS}
       ), events AS (
         INSERT INTO order_events
           (order_id, seq, from_status, to_status, actor, cause_key, occurred_at, recorded_at, data)
         SELECT m.id, m.version, c.from_status, c.to_status, c.actor, c.cause_key, c.occurred_at, $17, c.data
         FROM moved m JOIN changes c ON c.order_id = m.id
       )
       SELECT ${ORDER_COLUMNS} FROM moved o ORDER BY o.id`,
      [
        changes.map(({ order }) => order.id),
        changes.map(({ order }) => order.status),
        changes.map(({ to }) => to),
        changes.map(({ actor }) => actor),
        changes.map(({ causeKey }) => causeKey),
        changes.map(({ occurredAt }) => occurredAt),
        changes.map(({ data }) => JSON.stringify(data)),
        changes.map(({ facts }) => facts.acknowledgedAt ?? null),
        changes.map(({ facts }) => facts.filledVolume?.toFixed() ?? null),
        changes.map(({ facts }) => facts.fillPrice?.toFixed() ?? null),
        changes.map(({ facts }) => facts.orderTicket ?? null),
        changes.map(({ facts }) => facts.dealTicket ?? null),
        changes.map(({ facts }) => facts.positionTicket ?? null),
        changes.map(({ facts }) => facts.retcode ?? null),
        changes.map(({ facts }) => facts.message ?? null),
        changes.map(({ order, to }) => (hasEnded(to) && order.finishedAt === null ? at : null)),
        at,
        changes.map(({ facts }) => facts.cancelRequestedAt ?? null),
        changes.map(({ facts }) => facts.boundTo?.sessionId ?? null),
        changes.map(({ facts }) => facts.boundTo?.epoch ?? null),
        changes.map(({ facts }) => (facts.boundTo ? at : null)),
      ],
    );
    return rows.map(toOrder);
  }

  /**
   * Hands an account's due orders to a session: READY ones become its own, and what it has not acknowledged comes
   * again. Only the first time leaves an event; the count says how often it was.
   */
  async deliver(tx: Transaction, to: Delivery): Promise<Order[]> {
    const rows = await tx.query<OrderRow>(
      `WITH due AS (
         SELECT o.id, o.status FROM trading_orders o
         WHERE o.account_id = $1
           AND (o.expires_at IS NULL OR o.expires_at > $4)
           AND (o.action = 'CLOSE' OR $5)
           AND (o.status = 'READY' OR (o.status = 'SENT' AND o.session_id = $2
             AND o.acknowledged_at IS NULL AND o.cancel_requested_at IS NULL))
         ORDER BY o.id LIMIT $6 FOR NO KEY UPDATE
       ), handed AS (
         UPDATE trading_orders o SET
           status = 'SENT', session_id = $2, epoch = $3, delivery_count = o.delivery_count + 1,
           sent_at = COALESCE(o.sent_at, $4),
           version = o.version + CASE WHEN due.status = 'READY' THEN 1 ELSE 0 END
         FROM due WHERE o.id = due.id AND o.status = ANY (ARRAY['READY', 'SENT'])
         RETURNING ${ORDER_COLUMNS}
       ), events AS (
         INSERT INTO order_events (order_id, seq, from_status, to_status, actor, cause_key, recorded_at, data)
         SELECT h.id, h.version, 'READY', 'SENT', 'TERMINAL', 'delivery', $4,
           jsonb_build_object('session_id', h.session_id, 'epoch', h.epoch)
         FROM handed h JOIN due ON due.id = h.id WHERE due.status = 'READY'
       )
       SELECT ${ORDER_COLUMNS} FROM handed o ORDER BY o.id`,
      [to.accountId, to.sessionId, to.epoch, to.at, to.opensToo, to.limit],
    );
    return rows.map(toOrder);
  }

  /** Locks orders of one owner, in the order of their ids, and reads them fresh. */
  async lock(tx: Transaction, userId: string, orderIds: readonly string[]): Promise<Order[]> {
    return this.select(tx, 'o.user_id = $1 AND o.id = ANY($2::bigint[]) ORDER BY o.id FOR NO KEY UPDATE', [
      userId,
      orderIds,
    ]);
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
