import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { type Money } from '../money/quantity';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type MarginMode, type Permissions } from './account';

/** A trading account at a broker, with its money as it was last reported. Its row's lock orders all that touches it. */
@Entity('trading_accounts')
@Index('trading_accounts_identity_key', ['userId', 'accountNumber', 'broker', 'server'], { unique: true })
@Check(
  'trading_accounts_margin_mode_known',
  `margin_mode IS NULL OR margin_mode IN ('HEDGING', 'NETTING', 'EXCHANGE')`,
)
@Check('trading_accounts_leverage_range', `leverage IS NULL OR leverage BETWEEN 1 AND 10000`)
@Check('trading_accounts_balance_range', `balance > -1e12 AND balance < 1e12`)
@Check('trading_accounts_equity_range', `equity > -1e12 AND equity < 1e12`)
export class TradingAccountEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'trading_accounts_pkey' }) readonly id!: string;

  @ForeignKey('users', { name: 'trading_accounts_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @Column({ name: 'account_number', type: 'text' }) readonly accountNumber!: string;
  @Column({ name: 'broker', type: 'text' }) readonly broker!: string;
  @Column({ name: 'server', type: 'text', nullable: true }) server!: string | null;
  @Column({ name: 'name', type: 'text', nullable: true }) name!: string | null;
  @Column({ name: 'currency', type: 'text' }) currency!: string;
  @Column({ name: 'currency_digits', type: 'smallint', default: 2 }) currencyDigits!: number;
  @Column({ name: 'margin_mode', type: 'text', nullable: true }) marginMode!: MarginMode | null;
  @Column({ name: 'leverage', type: 'integer', nullable: true }) leverage!: number | null;
  @Column({ name: 'auto_trading', type: 'boolean', default: true }) autoTrading!: boolean;
  @Column({ name: 'permissions', type: 'jsonb', nullable: true }) permissions!: Permissions | null;
  @DecimalColumn({ name: 'balance' }) balance!: Money;
  @DecimalColumn({ name: 'equity' }) equity!: Money;
  @DecimalColumn({ name: 'margin', nullable: true }) margin!: Money | null;
  @DecimalColumn({ name: 'margin_free', nullable: true }) marginFree!: Money | null;
  @DecimalColumn({ name: 'margin_level', nullable: true }) marginLevel!: Decimal | null;
  @DecimalColumn({ name: 'profit', nullable: true }) profit!: Money | null;
  @Column({ name: 'state_reported_at', type: 'timestamptz', nullable: true }) stateReportedAt!: Date | null;
  @Column({ name: 'state_received_at', type: 'timestamptz' }) stateReceivedAt!: Date;
  @Column({ name: 'snapshot_taken_at', type: 'timestamptz', nullable: true }) snapshotTakenAt!: Date | null;
  @Column({ name: 'broker_utc_offset_seconds', type: 'integer', nullable: true })
  brokerUtcOffsetSeconds!: number | null;
  /** By the broker's clock: up to then the terminal has told its history. */
  @Column({ name: 'history_told_until', type: 'timestamp', nullable: true }) historyToldUntil!: Date | null;
  @Column({ name: 'history_deals_total', type: 'integer', nullable: true }) historyDealsTotal!: number | null;
  @Column({ name: 'history_deals_told', type: 'integer', nullable: true }) historyDealsTold!: number | null;
  @Column({ name: 'history_complete', type: 'boolean', default: false }) historyComplete!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) readonly createdAt!: Date;
}
