import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type OrderAction, type OrderSide } from './order';
import { type OrderStatus } from './order.state';

/** What one account shall do about one signal: one row per pair, executed at most once. */
@Entity('trading_orders')
@Index('trading_orders_signal_account_key', ['signalId', 'accountId'], { unique: true })
@Index('trading_orders_live_idx', ['accountId', 'id'], {
  where: `status IN ('READY', 'SENT', 'UNKNOWN')`,
})
@Index('trading_orders_recent_idx', ['accountId', 'createdAt'], { where: `action = 'OPEN'` })
@Index('trading_orders_taken_back_idx', ['accountId'], { where: 'taken_back_by IS NOT NULL' })
@Index('trading_orders_user_idx', ['userId', 'id'])
@Index('trading_orders_expiry_idx', ['expiresAt'], { where: `status IN ('READY', 'SENT')` })
@Check('trading_orders_action_known', `action IN ('OPEN', 'CLOSE')`)
@Check('trading_orders_side_known', `side IN ('BUY', 'SELL')`)
@Check(
  'trading_orders_status_known',
  `status IN ('READY', 'SENT', 'UNKNOWN', 'FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED', 'EXPIRED', 'CANCELLED')`,
)
@Check('trading_orders_volume_range', 'volume > 0 AND volume <= 1e6')
@Check('trading_orders_filled_range', 'filled_volume >= 0 AND filled_volume <= 1e6')
@Check('trading_orders_open_expires', `action = 'CLOSE' OR expires_at IS NOT NULL`)
@Check('trading_orders_sent_is_bound', `status NOT IN ('SENT', 'UNKNOWN') OR session_id IS NOT NULL`)
export class OrderEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'trading_orders_pkey',
  })
  readonly id!: string;

  @ForeignKey('UserEntity', { name: 'trading_orders_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @ForeignKey('TradingAccountEntity', { name: 'trading_orders_account_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'account_id', type: 'uuid' })
  readonly accountId!: string;

  @ForeignKey('SignalEntity', { name: 'trading_orders_signal_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'signal_id', type: 'bigint' })
  readonly signalId!: string;

  @Column({ name: 'action', type: 'text' }) readonly action!: OrderAction;
  @Column({ name: 'side', type: 'text' }) readonly side!: OrderSide;
  @Column({ name: 'symbol', type: 'text' }) readonly symbol!: string;
  @DecimalColumn({ name: 'volume' }) readonly volume!: Decimal;
  @DecimalColumn({ name: 'entry_price', nullable: true }) readonly entryPrice!: Decimal | null;
  @DecimalColumn({ name: 'stop_loss', nullable: true }) readonly stopLoss!: Decimal | null;
  @DecimalColumn({ name: 'take_profit', nullable: true }) readonly takeProfit!: Decimal | null;
  @Column({ name: 'close_targets', type: 'jsonb', nullable: true }) readonly closeTargets!: object | null;
  @DecimalColumn({ name: 'risk_money', nullable: true }) readonly riskMoney!: Decimal | null;
  @DecimalColumn({ name: 'margin_money', nullable: true }) readonly marginMoney!: Decimal | null;

  @Column({ name: 'status', type: 'text' }) status!: OrderStatus;
  @Column({ name: 'version', type: 'integer', default: 1 }) version!: number;
  @Column({ name: 'session_id', type: 'uuid', nullable: true }) sessionId!: string | null;
  @Column({ name: 'epoch', type: 'integer', nullable: true }) epoch!: number | null;
  @Column({ name: 'delivery_count', type: 'integer', default: 0 }) deliveryCount!: number;

  @Column({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) readonly expiresAt!: Date | null;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ name: 'acknowledged_at', type: 'timestamptz', nullable: true }) acknowledgedAt!: Date | null;
  @Column({ name: 'cancel_requested_at', type: 'timestamptz', nullable: true })
  cancelRequestedAt!: Date | null;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;

  @DecimalColumn({ name: 'filled_volume', default: 0 }) filledVolume!: Decimal;
  @DecimalColumn({ name: 'fill_price', nullable: true }) fillPrice!: Decimal | null;
  @Column({ name: 'order_ticket', type: 'text', nullable: true }) orderTicket!: string | null;
  @Column({ name: 'deal_ticket', type: 'text', nullable: true }) dealTicket!: string | null;
  @Column({ name: 'position_ticket', type: 'text', nullable: true }) positionTicket!: string | null;
  @Column({ name: 'retcode', type: 'integer', nullable: true }) retcode!: number | null;
  @Column({ name: 'message', type: 'text', nullable: true }) message!: string | null;

  /** Who is behind it, as the throttle of runaway sources counts: a strategy's name, or the kind of sender. */
  @Column({ name: 'source', type: 'text', nullable: true }) readonly source!: string | null;
  /** It empties the account by the guard's or the kill switch's order: handed out even when trading is halted. */
  @Column({ name: 'flattens', type: 'boolean', default: false }) readonly flattens!: boolean;
  /** The closing signal that took this opening back: should it be executed all the same, it is closed at once. */
  @Column({ name: 'taken_back_by', type: 'bigint', nullable: true }) takenBackBy!: string | null;
}
