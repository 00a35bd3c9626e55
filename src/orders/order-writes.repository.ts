import { Injectable } from '@nestjs/common';
import { slicesOf } from '../platform/database/slices';
import { type Transaction } from '../platform/database/transactions';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { ORDER_COLUMNS, type OrderRow, toOrder, writeTargets } from './order-rows';
import { hasEnded } from './order.state';

/** To whom orders are handed, and which. */
export interface Delivery {
  readonly accountId: string;
  readonly sessionId: string;
  readonly epoch: number;
  /** What else than the openings that passed: ALL that is due; CLOSES while the account may only close; FLATTENING while it is halted. */
  readonly rest: 'ALL' | 'CLOSES' | 'FLATTENING';
}

/** What may be handed out at one moment. */
export interface DeliveryTerms {
  readonly at: Date;
  /** Openings, of any of the accounts, that may be handed out for the first time. */
  readonly openings: readonly string[];
  /** The most orders of one account. */
  readonly limit: number;
}

/** Writes `trading_orders`, and with every change the event it leaves: in one statement, so that neither is alone. */
@Injectable()
export class OrderWritesRepository {
  /** Numbers for new orders, ascending: whoever knows them need not wait until the orders are written. Some may stay unused. */
  async numbers(tx: Transaction, count: number): Promise<string[]> {
    if (count === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `SELECT nextval('trading_orders_id_seq')::text AS id FROM generate_series(1, $1)`,
      [count],
    );
    return rows.map(({ id }) => id);
  }

  /** Writes new orders with the first event of each: one statement for many. */
  insert(tx: Transaction, orders: readonly Order[]): void {
    for (const slice of slicesOf(orders)) this.insertSlice(tx, slice);
  }

  private insertSlice(tx: Transaction, orders: readonly Order[]): void {
    tx.write(
      `WITH inserted AS (
         INSERT INTO trading_orders AS o (id, user_id, account_id, signal_id, action, side, symbol, volume, entry_price,
           stop_loss, take_profit, close_targets, risk_money, margin_money, source, flattens, status, created_at,
           expires_at)
         OVERRIDING SYSTEM VALUE
         SELECT n.id, n.user_id, n.account_id, n.signal_id, n.action, n.side, n.symbol, n.volume, n.entry_price,
           n.stop_loss, n.take_profit, n.close_targets, n.risk_money, n.margin_money, n.source,
           n.flattens, 'READY', n.created_at, n.expires_at
         FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::numeric[],
           $8::numeric[], $9::numeric[], $10::numeric[], $11::jsonb[], $12::numeric[], $13::numeric[],
           $14::timestamptz[], $15::timestamptz[], $16::text[], $17::boolean[], $18::bigint[])
           AS n (user_id, account_id, signal_id, action, side, symbol, volume, entry_price, stop_loss, take_profit,
             close_targets, risk_money, margin_money, created_at, expires_at, source, flattens, id)
         RETURNING o.id, o.version, o.status, o.created_at
       )
       INSERT INTO order_events (order_id, seq, from_status, to_status, actor, cause_key, recorded_at, data)
       SELECT id, version, NULL, status, 'RISK', 'decision', created_at, '{}' FROM inserted`,
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
        orders.map((order) => order.source),
        orders.map((order) => order.flattens),
        orders.map((order) => order.id),
      ],
    );
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
           $19::uuid[], $20::integer[], $21::timestamptz[], $22::bigint[])
           AS c (order_id, from_status, to_status, actor, cause_key, occurred_at, data, acknowledged_at,
             filled_volume, fill_price, order_ticket, deal_ticket, position_ticket, retcode, message, finished_at,
             cancel_requested_at, session_id, epoch, sent_at, taken_back_by)
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
           finished_at = COALESCE(o.finished_at, c.finished_at),
           taken_back_by = COALESCE(o.taken_back_by, c.taken_back_by)
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
        changes.map(({ facts }) => facts.takenBackBy ?? null),
      ],
    );
    return rows.map(toOrder);
  }

  /**
   * Hands accounts' due orders to their sessions: READY ones become a session's own, and what it has not acknowledged
   * comes again. Only the first time leaves an event; the count says how often it was.
   */
  async deliver(tx: Transaction, to: readonly Delivery[], terms: DeliveryTerms): Promise<Order[]> {
    if (to.length === 0) return [];
    const rows = await tx.query<OrderRow>(
      `WITH due AS (
         SELECT o.id, o.status, t.session_id, t.epoch
         FROM unnest($1::uuid[], $2::uuid[], $3::integer[], $5::text[]) AS t (account_id, session_id, epoch, rest)
         CROSS JOIN LATERAL (
           SELECT o.id, o.status FROM trading_orders o
           WHERE o.account_id = t.account_id
             AND (o.expires_at IS NULL OR o.expires_at > $4)
             AND (o.flattens OR (t.rest <> 'FLATTENING' AND (o.action = 'CLOSE' OR o.id = ANY ($7::bigint[])
               OR (t.rest = 'ALL' AND o.status = 'SENT'))))
             AND (o.status = 'READY' OR (o.status = 'SENT' AND o.session_id = t.session_id
               AND o.acknowledged_at IS NULL AND o.cancel_requested_at IS NULL))
           ORDER BY o.id LIMIT $6 FOR NO KEY UPDATE
         ) AS o
       ), handed AS (
         UPDATE trading_orders o SET
           status = 'SENT', session_id = due.session_id, epoch = due.epoch, delivery_count = o.delivery_count + 1,
           sent_at = COALESCE(o.sent_at, $4),
           version = o.version + CASE WHEN due.status = 'READY' THEN 1 ELSE 0 END,
           message = CASE WHEN due.status = 'READY' THEN NULL ELSE o.message END -- why it was kept back
         FROM due WHERE o.id = due.id AND o.status = ANY (ARRAY['READY', 'SENT'])
         RETURNING ${ORDER_COLUMNS}
       ), events AS (
         INSERT INTO order_events (order_id, seq, from_status, to_status, actor, cause_key, recorded_at, data)
         SELECT h.id, h.version, 'READY', 'SENT', 'TERMINAL', 'delivery', $4,
           jsonb_build_object('session_id', h.session_id, 'epoch', h.epoch)
         FROM handed h JOIN due ON due.id = h.id WHERE due.status = 'READY'
       )
       SELECT ${ORDER_COLUMNS} FROM handed o ORDER BY o.id`,
      [
        to.map(({ accountId }) => accountId),
        to.map(({ sessionId }) => sessionId),
        to.map(({ epoch }) => epoch),
        terms.at,
        to.map(({ rest }) => rest),
        terms.limit,
        terms.openings,
      ],
    );
    return rows.map(toOrder);
  }
}
