import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';

export interface BookDrift {
  readonly accountId: string;
  readonly symbol: string;
  readonly difference: Decimal;
  /** How many complete lists in a row have shown it. */
  readonly snapshots: number;
}

interface DriftRow {
  readonly account_id: string;
  readonly symbol: string;
  readonly difference: string;
  readonly snapshots: number;
}

@Injectable()
export class BookDriftsRepository {
  constructor(private readonly transactions: Transactions) {}

  async of(tx: Transaction | null, accountIds: readonly string[]): Promise<BookDrift[]> {
    const rows = await (tx ?? this.transactions).query<DriftRow>(
      `SELECT account_id, symbol, difference, snapshots FROM book_drifts WHERE account_id = ANY($1::uuid[])`,
      [accountIds],
    );
    return rows.map(toDrift);
  }

  async count(): Promise<number> {
    const [row] = await this.transactions.query<{ drifts: number }>(
      `SELECT count(DISTINCT account_id)::int AS drifts FROM book_drifts`,
    );
    return row?.drifts ?? 0;
  }

  /** Notes what one complete list showed: differences that are still there are counted on, the others are forgotten. */
  async note(
    tx: Transaction,
    accountId: string,
    differences: ReadonlyMap<string, Decimal>,
    at: Date,
  ): Promise<BookDrift[]> {
    const symbols = [...differences.keys()];
    await tx.query(`DELETE FROM book_drifts WHERE account_id = $1 AND symbol <> ALL($2::text[])`, [
      accountId,
      symbols,
    ]);
    if (symbols.length === 0) return [];
    const rows = await tx.query<DriftRow>(
      `INSERT INTO book_drifts AS d (account_id, symbol, difference, snapshots, since)
       SELECT $1, n.symbol, n.difference, 1, $4 FROM unnest($2::text[], $3::numeric[]) AS n (symbol, difference)
       ON CONFLICT (account_id, symbol)
         DO UPDATE SET difference = EXCLUDED.difference, snapshots = d.snapshots + 1
       RETURNING account_id, symbol, difference, snapshots`,
      [accountId, symbols, symbols.map((symbol) => differences.get(symbol)?.toFixed()), at],
    );
    return rows.map(toDrift);
  }
}

function toDrift({ account_id: accountId, symbol, difference, snapshots }: DriftRow): BookDrift {
  return { accountId, symbol, difference: new Decimal(difference), snapshots };
}
