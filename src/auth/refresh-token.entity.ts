import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import { UserEntity } from './user.entity';

/** One refresh token of a family: the chain that begins with a login. Each is good for one successor. */
@Entity('refresh_tokens')
@Check('refresh_tokens_user_agent_length', 'char_length(user_agent) <= 256')
@Index('refresh_tokens_hash_key', ['tokenHash'], { unique: true })
@Index('refresh_tokens_family_idx', ['familyId'])
@Index('refresh_tokens_user_idx', ['userId'])
export class RefreshTokenEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'refresh_tokens_pkey' })
  readonly id!: string;

  @Column({ name: 'user_id', type: 'uuid' })
  @ForeignKey(() => UserEntity, { name: 'refresh_tokens_user_fkey', onDelete: 'CASCADE' })
  readonly userId!: string;

  @Column({ name: 'family_id', type: 'uuid' })
  readonly familyId!: string;

  /** SHA-256 of the token; the token itself is not stored. */
  @Column({ name: 'token_hash', type: 'bytea' })
  readonly tokenHash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  readonly createdAt!: Date;

  /** An unused token dies then. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  readonly expiresAt!: Date;

  /** The whole family dies then, however often it was renewed. */
  @Column({ name: 'family_expires_at', type: 'timestamptz' })
  readonly familyExpiresAt!: Date;

  /** When its successor was first handed out. */
  @Column({ name: 'rotated_at', type: 'timestamptz', nullable: true })
  rotatedAt!: Date | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  /** How the program that asked for it called itself. */
  @Column({ name: 'user_agent', type: 'text', nullable: true })
  readonly userAgent!: string | null;

  @Column({ name: 'client_ip', type: 'text', nullable: true })
  readonly clientIp!: string | null;
}
