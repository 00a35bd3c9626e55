import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type Client } from './client';
import { deviceOf } from './device';
import { FAMILY_LIFETIME_MS, type RefreshToken } from './refresh-token';
import { type Session } from './session';

interface NewRefreshToken {
  readonly userId: string;
  readonly familyId: string;
  readonly digest: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly familyExpiresAt: Date;
  readonly client: Client;
}

/** The token of a login that is due a next one, and what is known of it. */
interface LivingFamily {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly familyExpiresAt: Date;
  readonly userAgent: string | null;
  readonly clientIp: string | null;
}

/** The last login of the page before. */
export interface SessionPosition {
  readonly loggedInAt: string;
  readonly id: string;
}

@Injectable()
export class RefreshTokensRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(transaction: Transaction, token: NewRefreshToken): Promise<void> {
    await transaction.query(
      `INSERT INTO refresh_tokens (user_id, family_id, token_hash, created_at, expires_at, family_expires_at,
                                   user_agent, client_ip)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        token.userId,
        token.familyId,
        token.digest,
        token.createdAt,
        token.expiresAt,
        token.familyExpiresAt,
        token.client.userAgent,
        token.client.ip,
      ],
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

  /** The logins of a user that can still be renewed, the latest first: each has one token that was not used yet. */
  async listLiving(
    userId: string,
    { now, limit, after }: { now: Date; limit: number; after: SessionPosition | null },
  ): Promise<Session[]> {
    const rows = await this.transactions.query<LivingFamily>(
      `SELECT family_id AS id, created_at AS "createdAt", expires_at AS "expiresAt",
              family_expires_at AS "familyExpiresAt", user_agent AS "userAgent", client_ip AS "clientIp"
       FROM refresh_tokens
       WHERE user_id = $1 AND rotated_at IS NULL AND revoked_at IS NULL AND expires_at > $2
         AND ($3::timestamptz IS NULL OR (family_expires_at, family_id) < ($3, $4::uuid))
       ORDER BY family_expires_at DESC, family_id DESC LIMIT $5`,
      [userId, now, after && endOf(after.loggedInAt), after?.id ?? null, limit],
    );
    return rows.map(toSession);
  }

  /** Ends one family of this user; null: they have no such family. */
  async revokeFamily(
    transaction: Transaction,
    { userId, familyId, at }: { userId: string; familyId: string; at: Date },
  ): Promise<'revoked' | 'was revoked' | null> {
    const revoked = await transaction.query(
      `UPDATE refresh_tokens SET revoked_at = $3
       WHERE user_id = $1 AND family_id = $2 AND revoked_at IS NULL RETURNING id`,
      [userId, familyId, at],
    );
    if (revoked.length > 0) return 'revoked';
    const known = await transaction.query(
      `SELECT 1 FROM refresh_tokens WHERE user_id = $1 AND family_id = $2 LIMIT 1`,
      [userId, familyId],
    );
    return known.length > 0 ? 'was revoked' : null;
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

/** When a family ends that began then: the two instants are a fixed time apart. */
function endOf(loggedInAt: string): Date {
  return new Date(Date.parse(loggedInAt) + FAMILY_LIFETIME_MS);
}

function toSession(row: LivingFamily): Session {
  return {
    id: row.id,
    device: deviceOf(row.userAgent),
    clientIp: row.clientIp,
    loggedInAt: new Date(row.familyExpiresAt.getTime() - FAMILY_LIFETIME_MS),
    lastUsedAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}
