import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { type EndReason, type SessionClient, type SessionCounters, type SessionStatus } from './session';

/** One terminal's connection. At most one per account is live: the partial unique index says so, whatever happens. */
@Entity('mt5_sessions')
@Index('mt5_sessions_epoch_key', ['accountId', 'epoch'], { unique: true })
@Index('mt5_sessions_live_key', ['accountId'], { unique: true, where: `status IN ('ACTIVE', 'STALE')` })
@Index('mt5_sessions_instance_key', ['accountId', 'instanceId'], {
  unique: true,
  where: 'instance_id IS NOT NULL',
})
@Index('mt5_sessions_user_idx', ['userId', 'connectedAt'])
@Check('mt5_sessions_client_known', `client IN ('seed', 'connector')`)
@Check('mt5_sessions_status_known', `status IN ('ACTIVE', 'STALE', 'DISCONNECTED', 'FENCED', 'EXPIRED')`)
@Check('mt5_sessions_interval_range', `interval_ms BETWEEN 100 AND 60000`)
export class Mt5SessionEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'mt5_sessions_pkey' }) readonly id!: string;

  @ForeignKey('users', { name: 'mt5_sessions_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @ForeignKey('trading_accounts', { name: 'mt5_sessions_account_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'account_id', type: 'uuid' })
  readonly accountId!: string;

  @Column({ name: 'account_number', type: 'text' }) readonly accountNumber!: string;
  @Column({ name: 'broker', type: 'text' }) readonly broker!: string;
  @Column({ name: 'epoch', type: 'integer' }) epoch!: number;
  @Column({ name: 'client', type: 'text' }) readonly client!: SessionClient;
  @Column({ name: 'instance_id', type: 'text', nullable: true }) readonly instanceId!: string | null;
  @Column({ name: 'status', type: 'text' }) status!: SessionStatus;
  @Column({ name: 'interval_ms', type: 'integer' }) intervalMs!: number;
  @Column({ name: 'connected_at', type: 'timestamptz' }) connectedAt!: Date;
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: EndReason | null;
  @Column({ name: 'ea_version', type: 'text', nullable: true }) eaVersion!: string | null;
  @Column({ name: 'terminal_build', type: 'integer', nullable: true }) terminalBuild!: number | null;
  @Column({ name: 'clock_offset_ms', type: 'integer', nullable: true }) clockOffsetMs!: number | null;
  @Column({ name: 'last_seq', type: 'bigint', default: 0 }) lastSeq!: string;
  /** The answer to `last_seq`, for a terminal that never received it. */
  @Column({ name: 'last_reply', type: 'jsonb', nullable: true }) lastReply!: unknown;
  @Column({ name: 'snapshot_at', type: 'timestamptz', nullable: true }) snapshotAt!: Date | null;
  /** The terminal's own time of the newest list of positions: an older list is not applied. */
  @Column({ name: 'snapshot_reported_at', type: 'timestamptz', nullable: true })
  snapshotReportedAt!: Date | null;
  @Column({ name: 'counters', type: 'jsonb', nullable: true }) counters!: SessionCounters | null;
}
