import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A stretch of time over which an account's terminals measured the same distance of the broker's clock from UTC. */
@Entity('broker_offsets')
@Index('broker_offsets_news_idx', ['accountId'], { where: 'is_news' })
@Check('broker_offsets_range', 'offset_seconds BETWEEN -50400 AND 50400')
export class BrokerOffsetEntity {
  @ForeignKey('trading_accounts', { name: 'broker_offsets_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'broker_offsets_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ name: 'since', type: 'timestamptz', primaryKeyConstraintName: 'broker_offsets_pkey' })
  readonly since!: Date;

  /** When it was last heard. */
  @Column({ name: 'until', type: 'timestamptz' }) until!: Date;
  @Column({ name: 'offset_seconds', type: 'integer' }) readonly offsetSeconds!: number;
  /** What it says of the broker's clock has not been applied to the deals that were told before. */
  @Column({ name: 'is_news', type: 'boolean' }) isNews!: boolean;
}
