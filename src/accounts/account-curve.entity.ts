import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How far an account's snapshots are summed up into buckets. */
@Entity('account_curves')
export class AccountCurveEntity {
  @ForeignKey('trading_accounts', { name: 'account_curves_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'account_curves_pkey' })
  readonly accountId!: string;

  @Column({ name: 'rolled_to', type: 'timestamptz' }) rolledTo!: Date;
  /** A snapshot came so late that its buckets are to be made again from here. */
  @Column({ name: 'dirty_from', type: 'timestamptz', nullable: true }) dirtyFrom!: Date | null;
}
