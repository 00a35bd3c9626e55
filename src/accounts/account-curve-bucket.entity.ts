import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';

/** What an account's balance and equity were within a minute, an hour or a day of UTC. */
@Entity('account_curve_buckets')
@Check('account_curve_buckets_seconds_known', 'seconds IN (60, 3600, 86400)')
export class AccountCurveBucketEntity {
  @ForeignKey('trading_accounts', { name: 'account_curve_buckets_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({
    name: 'account_id',
    type: 'uuid',
    primaryKeyConstraintName: 'account_curve_buckets_pkey',
  })
  readonly accountId!: string;

  @PrimaryColumn({
    name: 'seconds',
    type: 'integer',
    primaryKeyConstraintName: 'account_curve_buckets_pkey',
  })
  readonly seconds!: number;

  @PrimaryColumn({
    name: 'starts_at',
    type: 'timestamptz',
    primaryKeyConstraintName: 'account_curve_buckets_pkey',
  })
  readonly startsAt!: Date;

  @Column({ name: 'samples', type: 'integer' }) samples!: number;
  @DecimalColumn({ name: 'balance_start' }) balanceStart!: Decimal;
  @DecimalColumn({ name: 'balance_min' }) balanceMin!: Decimal;
  @DecimalColumn({ name: 'balance_max' }) balanceMax!: Decimal;
  @DecimalColumn({ name: 'balance_sum', precision: 30 }) balanceSum!: Decimal;
  @DecimalColumn({ name: 'balance_last' }) balanceLast!: Decimal;
  @DecimalColumn({ name: 'equity_start' }) equityStart!: Decimal;
  @DecimalColumn({ name: 'equity_min' }) equityMin!: Decimal;
  @DecimalColumn({ name: 'equity_max' }) equityMax!: Decimal;
  @DecimalColumn({ name: 'equity_sum', precision: 30 }) equitySum!: Decimal;
  @DecimalColumn({ name: 'equity_last' }) equityLast!: Decimal;
  @Column({ name: 'equity_min_at', type: 'timestamptz' }) equityMinAt!: Date;
  @Column({ name: 'equity_max_at', type: 'timestamptz' }) equityMaxAt!: Date;
  /** The deepest fall of the equity within the bucket; null while it never fell. */
  @DecimalColumn({ name: 'fall_peak', nullable: true }) fallPeak!: Decimal | null;
  @Column({ name: 'fall_peak_at', type: 'timestamptz', nullable: true }) fallPeakAt!: Date | null;
  @DecimalColumn({ name: 'fall_trough', nullable: true }) fallTrough!: Decimal | null;
  @Column({ name: 'fall_trough_at', type: 'timestamptz', nullable: true }) fallTroughAt!: Date | null;
}
