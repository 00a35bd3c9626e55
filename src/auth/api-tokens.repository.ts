import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type ApiToken, type NewApiToken } from './api-token';
import { type Scope } from './principal';

const COLUMNS = `id, name, scopes, prefix, last_four AS "lastFour", created_at AS "createdAt",
  last_used_at AS "lastUsedAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"`;

/** What a presented API token stands for. */
export interface LiveApiToken {
  readonly digest: Buffer;
  readonly tokenId: string;
  readonly userId: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: Date | null;
}

/** The last row of the page before. */
export interface ApiTokenPosition {
  readonly createdAt: string;
  readonly id: string;
}

@Injectable()
export class ApiTokensRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(transaction: Transaction, token: NewApiToken): Promise<ApiToken> {
    const [row] = await transaction.query<ApiToken>(
      `INSERT INTO api_tokens (user_id, name, token_hash, prefix, last_four, scopes, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       RETURNING ${COLUMNS}`,
      [
        token.userId,
        token.name,
        token.digest,
        token.prefix,
        token.lastFour,
        token.scopes,
        token.createdAt,
        token.expiresAt,
      ],
    );
    if (!row) throw new Error('PostgreSQL returned nothing for an inserted row');
    return row;
  }

  async countUsable(transaction: Transaction, userId: string, now: Date): Promise<number> {
    const [row] = await transaction.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM api_tokens
       WHERE user_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`,
      [userId, now],
    );
    return row?.count ?? 0;
  }

  /** Newest first. */
  listOf(userId: string, limit: number, after: ApiTokenPosition | null): Promise<ApiToken[]> {
    return this.transactions.query<ApiToken>(
      `SELECT ${COLUMNS} FROM api_tokens
       WHERE user_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
       ORDER BY created_at DESC, id DESC LIMIT $4`,
      [userId, after?.createdAt ?? null, after?.id ?? null, limit],
    );
  }

  /** Finds tokens by their hashes, unless they are revoked or expired or their owner is disabled. */
  findLive(digests: readonly Buffer[], now: Date): Promise<LiveApiToken[]> {
    return this.transactions.query<LiveApiToken>(
      `SELECT t.token_hash AS digest, t.id AS "tokenId", t.user_id AS "userId", t.scopes, t.expires_at AS "expiresAt"
       FROM api_tokens t JOIN users u ON u.id = t.user_id
       WHERE t.token_hash = ANY($1::bytea[]) AND t.revoked_at IS NULL AND u.disabled_at IS NULL
         AND (t.expires_at IS NULL OR t.expires_at > $2)`,
      [digests, now],
    );
  }

  /** Revokes a token of this user; what is revoked already stays as it is. Null: they have no such token. */
  async revoke(
    transaction: Transaction,
    { userId, tokenId, at }: { userId: string; tokenId: string; at: Date },
  ): Promise<'revoked' | 'was revoked' | null> {
    const revoked = await transaction.query(
      `UPDATE api_tokens SET revoked_at = $3 WHERE user_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id`,
      [userId, tokenId, at],
    );
    if (revoked.length > 0) return 'revoked';
    const known = await transaction.query(`SELECT 1 FROM api_tokens WHERE user_id = $1 AND id = $2`, [
      userId,
      tokenId,
    ]);
    return known.length > 0 ? 'was revoked' : null;
  }

  /** Writes many last uses with one statement. An older one never overwrites that of another process. */
  async storeUses(uses: ReadonlyMap<string, Date>): Promise<void> {
    await this.transactions.query(
      `UPDATE api_tokens t SET last_used_at = used.at
       FROM unnest($1::uuid[], $2::timestamptz[]) AS used (id, at)
       WHERE t.id = used.id AND (t.last_used_at IS NULL OR t.last_used_at < used.at)`,
      [[...uses.keys()], [...uses.values()]],
    );
  }
}
