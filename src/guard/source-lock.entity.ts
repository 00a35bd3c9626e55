import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A source that ran away: nothing of it is opened on this account until a person releases it. */
@Entity('source_locks')
export class SourceLockEntity {
  @ForeignKey('TradingAccountEntity', { name: 'source_locks_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'source_locks_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ name: 'source', type: 'text', primaryKeyConstraintName: 'source_locks_pkey' })
  readonly source!: string;

  @Column({ name: 'reason', type: 'text' }) readonly reason!: string;
  @Column({ name: 'locked_at', type: 'timestamptz' }) readonly lockedAt!: Date;
}
