import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** The trades that an account closed in a whole month of UTC, with one symbol or (symbol '') with all. */
@Entity('stats_months')
export class StatsMonthEntity {
  @ForeignKey('trading_accounts', { name: 'stats_months_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'stats_months_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ name: 'symbol', type: 'text', primaryKeyConstraintName: 'stats_months_pkey' })
  readonly symbol!: string;

  @PrimaryColumn({ name: 'month', type: 'date', primaryKeyConstraintName: 'stats_months_pkey' })
  readonly month!: string;

  @Column({ name: 'sums', type: 'jsonb' }) readonly sums!: object;
}
