import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { type Scope } from './principal';
import { UserEntity } from './user.entity';

/** A token of a terminal or an integration. Only its hash is kept, so it can be shown once and never again. */
@Entity('api_tokens')
@Check('api_tokens_name_length', 'char_length(name) BETWEEN 1 AND 100')
@Check(
  'api_tokens_scopes_known',
  `cardinality(scopes) > 0 AND scopes <@ ARRAY['terminal', 'signals:write', 'read']::text[]`,
)
@Index('api_tokens_hash_key', ['tokenHash'], { unique: true })
@Index('api_tokens_user_idx', ['userId'])
export class ApiTokenEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'api_tokens_pkey' })
  readonly id!: string;

  @Column({ name: 'user_id', type: 'uuid' })
  @ForeignKey(() => UserEntity, { name: 'api_tokens_user_fkey', onDelete: 'CASCADE' })
  readonly userId!: string;

  @Column({ name: 'name', type: 'text' })
  readonly name!: string;

  /** SHA-256 of the token. */
  @Column({ name: 'token_hash', type: 'bytea' })
  readonly tokenHash!: Buffer;

  @Column({ name: 'prefix', type: 'text' })
  readonly prefix!: string;

  @Column({ name: 'last_four', type: 'text' })
  readonly lastFour!: string;

  @Column({ name: 'scopes', type: 'text', array: true })
  readonly scopes!: Scope[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  readonly createdAt!: Date;

  /** Written at most once a minute. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  readonly expiresAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;
}
