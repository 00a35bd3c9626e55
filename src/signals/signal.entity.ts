import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type SignalSource, type SignalType } from './signal';
import { type SignalStatus } from './signal.state';

/** One trading intent, as it was received. Its prices never change; only its status moves. */
@Entity('trading_signals')
@Index('trading_signals_idempotency_key', ['userId', 'idempotencyKey'], {
  unique: true,
  where: 'idempotency_key IS NOT NULL',
})
@Index('trading_signals_client_id_key', ['userId', 'clientSignalId'], {
  unique: true,
  where: 'client_signal_id IS NOT NULL',
})
@Index('trading_signals_natural_key', ['userId', 'naturalKey'], {
  unique: true,
  where: 'natural_key IS NOT NULL',
})
@Index('trading_signals_undecided_idx', ['id'], { where: 'decided_at IS NULL' })
@Index('trading_signals_user_idx', ['userId', 'id'])
@Index('trading_signals_user_status_idx', ['userId', 'status', 'id'])
@Check('trading_signals_type_known', `signal_type IN ('BUY', 'SELL', 'CLOSE_BUY', 'CLOSE_SELL')`)
@Check(
  'trading_signals_status_known',
  `status IN ('PENDING', 'EXECUTED', 'PARTIALLY_EXECUTED', 'REJECTED', 'FAILED', 'EXPIRED', 'CANCELLED')`,
)
@Check('trading_signals_entry_price_range', 'entry_price > 0 AND entry_price < 1e12')
@Check('trading_signals_stop_loss_range', 'stop_loss > 0 AND stop_loss < 1e12')
@Check('trading_signals_take_profit_range', 'take_profit > 0 AND take_profit < 1e12')
@Check('trading_signals_volume_range', 'volume > 0 AND volume <= 1e6')
@Check('trading_signals_confidence_range', 'confidence >= 0 AND confidence <= 1')
@Check(
  'trading_signals_has_key',
  'idempotency_key IS NOT NULL OR client_signal_id IS NOT NULL OR natural_key IS NOT NULL',
)
export class SignalEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'trading_signals_pkey',
  })
  readonly id!: string;

  @ForeignKey('UserEntity', { name: 'trading_signals_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @Column({ name: 'source', type: 'text' }) readonly source!: SignalSource;
  @Column({ name: 'source_session_id', type: 'uuid', nullable: true }) readonly sourceSessionId!:
    string | null;
  @Column({ name: 'target_session_id', type: 'uuid', nullable: true }) readonly targetSessionId!:
    string | null;
  @Column({ name: 'target_account_number', type: 'text', nullable: true })
  readonly targetAccountNumber!: string | null;

  @Column({ name: 'symbol', type: 'text' }) readonly symbol!: string;
  @Column({ name: 'signal_type', type: 'text' }) readonly signalType!: SignalType;
  @DecimalColumn({ name: 'entry_price', nullable: true }) readonly entryPrice!: Decimal | null;
  @DecimalColumn({ name: 'stop_loss', nullable: true }) readonly stopLoss!: Decimal | null;
  @DecimalColumn({ name: 'take_profit', nullable: true }) readonly takeProfit!: Decimal | null;
  @DecimalColumn({ name: 'volume', nullable: true }) readonly volume!: Decimal | null;
  @Column({ name: 'timeframe', type: 'text', nullable: true }) readonly timeframe!: string | null;
  @DecimalColumn({ name: 'confidence', nullable: true }) readonly confidence!: Decimal | null;
  @Column({ name: 'strategy', type: 'text', nullable: true }) readonly strategy!: string | null;

  /** When the strategy fired, by its own clock. */
  @Column({ name: 'signal_time', type: 'timestamptz' }) readonly signalTime!: Date;
  /** When this server took it in, by its own clock. */
  @Column({ name: 'received_at', type: 'timestamptz' }) readonly receivedAt!: Date;
  /** When it was about to be committed, with all that arrived beside it. */
  @Column({ name: 'stored_at', type: 'timestamptz', nullable: true }) readonly storedAt!: Date | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;

  @Column({ name: 'status', type: 'text' }) status!: SignalStatus;
  @Column({ name: 'reject_code', type: 'text', nullable: true }) rejectCode!: string | null;
  @Column({ name: 'reject_detail', type: 'jsonb', nullable: true }) rejectDetail!: object | null;
  @Column({ name: 'message', type: 'text', nullable: true }) message!: string | null;

  @Column({ name: 'idempotency_key', type: 'text', nullable: true }) readonly idempotencyKey!: string | null;
  @Column({ name: 'client_signal_id', type: 'text', nullable: true }) readonly clientSignalId!: string | null;
  @Column({
    name: 'natural_key',
    type: 'bytea',
    nullable: true,
    comment: 'SHA-256 over the fields of a signal that carries no key of its own; null when it has one',
  })
  readonly naturalKey!: Buffer | null;
  @Column({ name: 'request_hash', type: 'bytea' }) readonly requestHash!: Buffer;
}
