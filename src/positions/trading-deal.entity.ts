import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { type TimeBasis } from '../mt5-session/broker-clock';
import { type Lots, type Money, type Price } from '../money/quantity';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type DealEntry } from './deal';

/** An execution at a broker. Stored once, never deleted; only its time in UTC may become known better. */
@Entity('trading_deals')
@Index('trading_deals_position_idx', ['accountId', 'positionId'])
@Index('trading_deals_magic_idx', ['accountId', 'magic'], { where: 'magic IS NOT NULL' })
@Index('trading_deals_account_time_idx', ['accountId', 'executedAt', 'ticket'])
@Index('trading_deals_user_time_idx', ['userId', 'executedAt', 'accountId', 'ticket'])
@Check('trading_deals_entry_known', `entry IN ('IN', 'OUT', 'INOUT', 'OUT_BY', 'NONE')`)
@Check('trading_deals_time_basis_known', `time_basis IN ('MEASURED', 'DERIVED', 'ASSUMED', 'TOLD')`)
@Check('trading_deals_volume_range', `volume >= 0 AND volume <= 1e6`)
export class TradingDealEntity {
  @ForeignKey('trading_accounts', { name: 'trading_deals_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'trading_deals_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({
    name: 'ticket',
    type: 'numeric',
    precision: 20,
    scale: 0,
    primaryKeyConstraintName: 'trading_deals_pkey',
  })
  readonly ticket!: string;

  @ForeignKey('users', { name: 'trading_deals_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @Column({ name: 'order_ticket', type: 'numeric', precision: 20, scale: 0, nullable: true })
  readonly orderTicket!: string | null;
  @Column({ name: 'position_id', type: 'numeric', precision: 20, scale: 0, nullable: true })
  readonly positionId!: string | null;
  @Column({ name: 'symbol', type: 'text', nullable: true }) readonly symbol!: string | null;
  @Column({ name: 'deal_type', type: 'text' }) readonly type!: string;
  @Column({ name: 'entry', type: 'text' }) readonly entry!: DealEntry;
  @DecimalColumn({ name: 'volume' }) readonly volume!: Lots;
  @DecimalColumn({ name: 'price', nullable: true }) readonly price!: Price | null;
  @DecimalColumn({ name: 'profit' }) readonly profit!: Money;
  @DecimalColumn({ name: 'swap' }) readonly swap!: Money;
  @DecimalColumn({ name: 'commission' }) readonly commission!: Money;
  @DecimalColumn({ name: 'fee' }) readonly fee!: Money;
  @Column({ name: 'magic', type: 'numeric', precision: 20, scale: 0, nullable: true })
  readonly magic!: string | null;
  @Column({ name: 'comment', type: 'text', nullable: true }) readonly comment!: string | null;
  @Column({ name: 'reason', type: 'text', nullable: true }) readonly reason!: string | null;
  @Column({ name: 'executed_at', type: 'timestamptz' }) executedAt!: Date;
  /** The broker's wall clock, without a zone; read as text, for a Date would put it into this machine's zone. */
  @Column({ name: 'broker_time', type: 'timestamp', nullable: true }) readonly brokerTime!: string | null;
  /** How `executedAt` was found; null for deals that were stored before this was written down. */
  @Column({ name: 'time_basis', type: 'text', nullable: true }) timeBasis!: TimeBasis | null;
  @Column({ name: 'received_at', type: 'timestamptz' }) readonly receivedAt!: Date;
}
