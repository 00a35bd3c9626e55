import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type NewUser, type Preferences, type User } from './user';

const COLUMNS = `id, email, username, language, time_zone AS "timeZone", currency, password_hash AS "passwordHash", access_epoch AS "accessEpoch",
  created_at AS "createdAt", disabled_at AS "disabledAt"`;

@Injectable()
export class UsersRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Returns undefined when the username is taken. */
  async insert(transaction: Transaction, user: NewUser): Promise<User | undefined> {
    const [row] = await transaction.query<User>(
      `INSERT INTO users (email, username, language, password_hash, created_at, password_changed_at)
       VALUES ($1, $2, $3, $4, $5, $5)
       ON CONFLICT (username) DO NOTHING
       RETURNING ${COLUMNS}`,
      [user.email, user.username, user.language, user.passwordHash, user.createdAt],
    );
    return row;
  }

  async find(userId: string): Promise<User | undefined> {
    const [row] = await this.transactions.query<User>(`SELECT ${COLUMNS} FROM users WHERE id = $1`, [userId]);
    return row;
  }

  async isUsernameTaken(username: string): Promise<boolean> {
    const rows = await this.transactions.query(`SELECT 1 FROM users WHERE username = $1`, [username]);
    return rows.length > 0;
  }

  findByUsername(username: string): Promise<User[]> {
    return this.transactions.query<User>(`SELECT ${COLUMNS} FROM users WHERE username = $1`, [username]);
  }

  /** The accounts that were last registered with this address. */
  findLatestByEmail(email: string, limit: number): Promise<User[]> {
    return this.transactions.query<User>(
      `SELECT ${COLUMNS} FROM users WHERE email = $1 ORDER BY created_at DESC, id LIMIT $2`,
      [email, limit],
    );
  }

  /**
   * Reads a user for a change of their sessions, one change at a time. Foreign keys do not wait for this lock, so
   * signals keep coming in.
   */
  async lock(transaction: Transaction, userId: string): Promise<User | undefined> {
    const [row] = await transaction.query<User>(
      `SELECT ${COLUMNS} FROM users WHERE id = $1 FOR NO KEY UPDATE`,
      [userId],
    );
    return row;
  }

  /** The epoch that an access token must have; undefined when there is no such user, or a disabled one. */
  async accessEpochOf(userId: string): Promise<number | undefined> {
    const [row] = await this.transactions.query<{ accessEpoch: number }>(
      `SELECT access_epoch AS "accessEpoch" FROM users WHERE id = $1 AND disabled_at IS NULL`,
      [userId],
    );
    return row?.accessEpoch;
  }

  /** Makes every access token of this user worthless; returns the new epoch. */
  async raiseAccessEpoch(transaction: Transaction, userId: string): Promise<number> {
    const [row] = await transaction.query<{ accessEpoch: number }>(
      `UPDATE users SET access_epoch = access_epoch + 1 WHERE id = $1 RETURNING access_epoch AS "accessEpoch"`,
      [userId],
    );
    if (!row) throw new Error('A user vanished while locked');
    return row.accessEpoch;
  }

  /** Returns the user as it is then; undefined when there is none. */
  async prefer(
    transaction: Transaction,
    userId: string,
    preferences: Preferences,
  ): Promise<User | undefined> {
    const { language, timeZone, currency } = preferences;
    const [row] = await transaction.query<User>(
      `UPDATE users SET language = COALESCE($2, language),
         time_zone = CASE WHEN $3::boolean THEN $4 ELSE time_zone END,
         currency = CASE WHEN $5::boolean THEN $6 ELSE currency END
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [
        userId,
        language ?? null,
        timeZone !== undefined,
        timeZone ?? null,
        currency !== undefined,
        currency ?? null,
      ],
    );
    return row;
  }

  /** Shuts a user out, or, with null, lets them in again. */
  async setDisabled(transaction: Transaction, userId: string, at: Date | null): Promise<void> {
    await transaction.query(`UPDATE users SET disabled_at = $2 WHERE id = $1`, [userId, at]);
  }

  async changePassword(
    transaction: Transaction,
    { userId, passwordHash, at }: { userId: string; passwordHash: string; at: Date },
  ): Promise<void> {
    await transaction.query(`UPDATE users SET password_hash = $2, password_changed_at = $3 WHERE id = $1`, [
      userId,
      passwordHash,
      at,
    ]);
  }
}
