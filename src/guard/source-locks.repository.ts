import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';

/** A source that is locked on an account. */
export interface SourceLock {
  readonly accountId: string;
  readonly source: string;
  readonly reason: string;
  readonly lockedAt: Date;
}

@Injectable()
export class SourceLocksRepository {
  constructor(private readonly transactions: Transactions) {}

  async of(tx: Transaction | null, accountIds: readonly string[]): Promise<SourceLock[]> {
    return (tx ?? this.transactions).query<SourceLock>(
      `SELECT account_id AS "accountId", source, reason, locked_at AS "lockedAt"
       FROM source_locks WHERE account_id = ANY($1::uuid[]) ORDER BY locked_at, account_id, source`,
      [accountIds],
    );
  }

  /** Those that are new; a source that is locked keeps its first reason. */
  async add(tx: Transaction, locks: readonly SourceLock[]): Promise<SourceLock[]> {
    return tx.query<SourceLock>(
      `INSERT INTO source_locks (account_id, source, reason, locked_at)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[])
       ON CONFLICT (account_id, source) DO NOTHING
       RETURNING account_id AS "accountId", source, reason, locked_at AS "lockedAt"`,
      [
        locks.map(({ accountId }) => accountId),
        locks.map(({ source }) => source),
        locks.map(({ reason }) => reason),
        locks.map(({ lockedAt }) => lockedAt),
      ],
    );
  }

  async remove(tx: Transaction, accountId: string, source: string): Promise<boolean> {
    const rows = await tx.query(
      `DELETE FROM source_locks WHERE account_id = $1 AND source = $2 RETURNING source`,
      [accountId, source],
    );
    return rows.length > 0;
  }
}
