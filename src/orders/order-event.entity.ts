import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { type OrderActor } from './order';
import { type OrderStatus } from './order.state';

/** Everything that ever happened to an order, in order. Rows are only added. */
@Entity('order_events')
@Index('order_events_seq_key', ['orderId', 'seq'], { unique: true })
@Index('order_events_cause_key', ['orderId', 'causeKey'], { unique: true })
@Check(
  'order_events_actor_known',
  `actor IN ('RISK', 'TERMINAL', 'CLOCK', 'USER', 'RECONCILIATION', 'KILL_SWITCH')`,
)
export class OrderEventEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'order_events_pkey',
  })
  readonly id!: string;

  @ForeignKey('OrderEntity', { name: 'order_events_order_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'order_id', type: 'bigint' })
  readonly orderId!: string;

  /** The version that the order had from then on. */
  @Column({ name: 'seq', type: 'integer' }) readonly seq!: number;
  @Column({ name: 'from_status', type: 'text', nullable: true }) readonly fromStatus!: OrderStatus | null;
  @Column({ name: 'to_status', type: 'text' }) readonly toStatus!: OrderStatus;
  @Column({ name: 'actor', type: 'text' }) readonly actor!: OrderActor;
  /** Names what caused it, once per order: the same message twice makes one event. */
  @Column({ name: 'cause_key', type: 'text' }) readonly causeKey!: string;
  /** When it happened, by whoever caused it; null when only this server knows of a time. */
  @Column({ name: 'occurred_at', type: 'timestamptz', nullable: true }) readonly occurredAt!: Date | null;
  @Column({ name: 'recorded_at', type: 'timestamptz' }) readonly recordedAt!: Date;
  @Column({ name: 'data', type: 'jsonb' }) readonly data!: object;
}
