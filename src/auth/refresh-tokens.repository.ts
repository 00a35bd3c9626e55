import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type RefreshToken } from './refresh-token';

interface NewRefreshToken {
  readonly userId: string;
  readonly familyId: string;
  readonly digest: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly familyExpiresAt: Date;
}

@Injectable()
export class RefreshTokensRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(transaction: Transaction, token: NewRefreshToken): Promise<void> {
    await transaction.query(
      `INSERT INTO refresh_tokens (user_id, family_id, token_hash, created_at, expires_at, family_expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [token.userId, token.familyId, token.digest, token.createdAt, token.expiresAt, token.familyExpiresAt],
    );
  }

  /** Whose token it is; undefined when it is nobody's. */
  async ownerOf(digest: Buffer): Promise<string | undefined> {
    const [row] = await this.transactions.query<{ userId: string }>(
      `SELECT user_id AS "userId" FROM refresh_tokens WHERE token_hash = $1`,
      [digest],
    );
    return row?.userId;
  }

  /** Reads a token while its owner is locked, together with what became of its successor. */
  async find(
    transaction: Transaction,
    { digest, successorDigest }: { digest: Buffer; successorDigest: Buffer },
  ): Promise<RefreshToken | undefined> {
    const [row] = await transaction.query<RefreshToken>(
      `SELECT t.user_id AS "userId", t.family_id AS "familyId", t.expires_at AS "expiresAt",
              t.family_expires_at AS "familyExpiresAt", t.rotated_at AS "rotatedAt", t.revoked_at AS "revokedAt",
              s.rotated_at IS NOT NULL AS "successorRotated"
       FROM refresh_tokens t LEFT JOIN refresh_tokens s ON s.token_hash = $2
       WHERE t.token_hash = $1`,
      [digest, successorDigest],
    );
    return row;
  }

  async markRotated(transaction: Transaction, digest: Buffer, at: Date): Promise<void> {
    await transaction.query(`UPDATE refresh_tokens SET rotated_at = $2 WHERE token_hash = $1`, [digest, at]);
  }

  /** Ends one family of this user; returns how many tokens were alive. */
  async revokeFamily(
    transaction: Transaction,
    { userId, familyId, at }: { userId: string; familyId: string; at: Date },
  ): Promise<void> {
    await transaction.query(
      `UPDATE refresh_tokens SET revoked_at = $3
       WHERE user_id = $1 AND family_id = $2 AND revoked_at IS NULL`,
      [userId, familyId, at],
    );
  }

  async revokeAllOf(transaction: Transaction, userId: string, at: Date): Promise<void> {
    await transaction.query(
      `UPDATE refresh_tokens SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL`,
      [userId, at],
    );
  }

  /** Forgets families that ended long ago: nothing can be done with their tokens any more. */
  async deleteEndedBefore(moment: Date): Promise<void> {
    await this.transactions.query(`DELETE FROM refresh_tokens WHERE family_expires_at < $1`, [moment]);
  }
}
