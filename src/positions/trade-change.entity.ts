import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** From when on an account's history differs from what it was, until somebody has taken notice. */
@Entity('trade_changes')
@Index('trade_changes_account_idx', ['accountId'])
export class TradeChangeEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'trade_changes_pkey',
  })
  readonly id!: string;

  @ForeignKey('trading_accounts', { name: 'trade_changes_account_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'account_id', type: 'uuid' })
  readonly accountId!: string;

  @Column({ name: 'earliest_at', type: 'timestamptz' }) readonly earliestAt!: Date;

  /** Positions whose trades are still to be derived. */
  @Column({ name: 'positions', type: 'numeric', precision: 20, scale: 0, array: true, nullable: true })
  readonly positions!: string[] | null;
}
