import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A person who trades here. */
@Entity('users')
@Check('users_email_length', 'char_length(email) BETWEEN 3 AND 254')
@Check('users_username_length', 'char_length(username) BETWEEN 3 AND 64')
@Check('users_language_known', "language IN ('en', 'fr')")
@Check('users_time_zone_length', 'char_length(time_zone) BETWEEN 1 AND 64')
@Check('users_currency_code', "currency ~ '^[A-Z]{3}$'")
@Index('users_email_idx', ['email', 'createdAt'])
@Index('users_username_key', ['username'], { unique: true })
export class UserEntity {
  @PrimaryGeneratedColumn('uuid', { primaryKeyConstraintName: 'users_pkey' })
  readonly id!: string;

  /** In lower case. Not unique: nobody has proved that it is theirs (see Registration). */
  @Column({ name: 'email', type: 'text' })
  readonly email!: string;

  /** In lower case, so that no two names differ by their case only. */
  @Column({ name: 'username', type: 'text' })
  readonly username!: string;

  /** Argon2id, with its salt and its cost, as a PHC string. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ name: 'language', type: 'text', default: 'en' })
  readonly language!: string;

  /** An IANA name; null: the browser's own. */
  @Column({ name: 'time_zone', type: 'text', nullable: true })
  readonly timeZone!: string | null;

  /** Three letters; null: each account's own. */
  @Column({ name: 'currency', type: 'text', nullable: true })
  readonly currency!: string | null;

  /** Raised by logout, password change and disabling: an access token of an older epoch is refused. */
  @Column({
    name: 'access_epoch',
    type: 'integer',
    default: 1,
    comment: 'Raised by logout, password change and disabling: an access token of an older epoch is refused',
  })
  accessEpoch!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  readonly createdAt!: Date;

  @Column({ name: 'password_changed_at', type: 'timestamptz' })
  passwordChangedAt!: Date;

  /** A disabled user is refused everywhere, with every token. */
  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;
}
