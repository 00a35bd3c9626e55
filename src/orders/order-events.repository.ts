import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type OrderActor } from './order';
import { type OrderStatus } from './order.state';

/** One row of an order's history. */
export interface OrderEvent {
  readonly orderId: string;
  readonly seq: number;
  readonly from: OrderStatus | null;
  readonly to: OrderStatus;
  readonly actor: OrderActor;
  readonly causeKey: string;
  readonly occurredAt: Date | null;
  readonly recordedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

interface EventRow {
  readonly order_id: string;
  readonly seq: number;
  readonly from_status: OrderStatus | null;
  readonly to_status: OrderStatus;
  readonly actor: OrderActor;
  readonly cause_key: string;
  readonly occurred_at: Date | null;
  readonly recorded_at: Date;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads `order_events`. They are written with the change they tell of, by OrdersRepository. */
@Injectable()
export class OrderEventsRepository {
  constructor(private readonly transactions: Transactions) {}

  async of(tx: Transaction | null, orderIds: readonly string[]): Promise<OrderEvent[]> {
    const rows = await (tx ?? this.transactions).query<EventRow>(
      `SELECT order_id, seq, from_status, to_status, actor, cause_key, occurred_at, recorded_at, data
       FROM order_events WHERE order_id = ANY($1::bigint[]) ORDER BY order_id, seq`,
      [orderIds],
    );
    return rows.map((row) => ({
      orderId: row.order_id,
      seq: row.seq,
      from: row.from_status,
      to: row.to_status,
      actor: row.actor,
      causeKey: row.cause_key,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      data: row.data,
    }));
  }
}
