import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One line of the audit log. The database refuses to change or delete it. */
@Entity('audit_log')
@Index('audit_log_user_idx', ['userId', 'id'])
export class AuditEntryEntity {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'audit_log_pkey',
  })
  readonly id!: string;

  /** Whose account it concerns. Null when nobody of that name exists. Not a foreign key: the log outlives the user. */
  @Column({ name: 'user_id', type: 'uuid', nullable: true })
  readonly userId!: string | null;

  /** Who did it: `person`, `token:<id>`, `anonymous` or `system`. */
  @Column({ name: 'actor', type: 'text' })
  readonly actor!: string;

  /** What was done, in the past tense: `auth.login_refused`. */
  @Column({ name: 'action', type: 'text' })
  readonly action!: string;

  @Column({ name: 'client_ip', type: 'text', nullable: true })
  readonly clientIp!: string | null;

  @Column({ name: 'detail', type: 'jsonb' })
  readonly detail!: Readonly<Record<string, unknown>>;

  @Column({ name: 'recorded_at', type: 'timestamptz' })
  readonly recordedAt!: Date;
}
