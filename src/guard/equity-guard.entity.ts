import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';
import { type GuardStep } from '../risk/guard-step';

/** What an account's equity guard has to remember between two looks. */
@Entity('equity_guards')
@Check('equity_guards_step_known', `step IN ('CLEAR', 'WARN', 'REDUCE', 'BLOCK', 'FLATTEN', 'LOCKED')`)
@Check('equity_guards_lock_is_dated', '(lock_rule IS NULL) = (locked_at IS NULL)')
export class EquityGuardEntity {
  @ForeignKey('TradingAccountEntity', { name: 'equity_guards_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'equity_guards_pkey' })
  readonly accountId!: string;

  /** The highest equity since the guard began, floating profit included. */
  @DecimalColumn({ name: 'highest_equity', nullable: true }) highestEquity!: Decimal | null;
  /** The highest balance at any reset that has been counted. */
  @DecimalColumn({ name: 'highest_day_balance', nullable: true }) highestDayBalance!: Decimal | null;
  /** The last reset that has been counted. */
  @Column({ name: 'days_counted_until', type: 'timestamptz', nullable: true }) daysCountedUntil!: Date | null;
  @Column({ name: 'step', type: 'text' }) step!: GuardStep;
  @Column({ name: 'lock_rule', type: 'text', nullable: true }) lockRule!: string | null;
  @Column({ name: 'locked_at', type: 'timestamptz', nullable: true }) lockedAt!: Date | null;
  /** Null while locked: until a person lifts it. */
  @Column({ name: 'locked_until', type: 'timestamptz', nullable: true }) lockedUntil!: Date | null;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
