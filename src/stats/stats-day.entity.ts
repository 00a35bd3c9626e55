import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What an account did on one day of UTC, with one symbol or (symbol '') with all. */
@Entity('stats_days')
export class StatsDayEntity {
  @ForeignKey('trading_accounts', { name: 'stats_days_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'stats_days_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ name: 'symbol', type: 'text', primaryKeyConstraintName: 'stats_days_pkey' })
  readonly symbol!: string;

  @PrimaryColumn({ name: 'day', type: 'date', primaryKeyConstraintName: 'stats_days_pkey' })
  readonly day!: string;

  @Column({ name: 'sums', type: 'jsonb' }) readonly sums!: object;
  @Column({ name: 'money', type: 'jsonb', nullable: true }) readonly money!: object | null;
  @Column({ name: 'curve', type: 'jsonb', nullable: true }) readonly curve!: object | null;
}
