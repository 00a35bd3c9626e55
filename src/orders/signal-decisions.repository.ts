import { Injectable } from '@nestjs/common';
import { slicesOf } from '../platform/database/slices';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type DecisionLedger, type DecisionOutcome } from './decision/decision';
import {
  documentsIn,
  type LedgerOfVersion2,
  readLedger,
  readLedgerOfVersion2,
  writeLedger,
  type WrittenLedger,
} from './decision/written-ledger';
import { DecisionDocumentsRepository } from './decision-documents.repository';

/** What one account decided about one signal, and everything it was decided from. */
export interface StoredDecision {
  readonly signalId: string;
  readonly accountId: string;
  readonly userId: string;
  readonly outcome: DecisionOutcome;
  readonly code: string | null;
  readonly orderId: string | null;
  readonly ledger: DecisionLedger;
  readonly decidedAt: Date;
}

interface DecisionRow {
  readonly signal_id: string;
  readonly account_id: string;
  readonly user_id: string;
  readonly outcome: DecisionOutcome;
  readonly code: string | null;
  readonly order_id: string | null;
  readonly record: WrittenLedger | null;
  readonly ledger: LedgerOfVersion2 | null;
  readonly decided_at: Date;
}

type WrittenDecision = Omit<StoredDecision, 'ledger'> & { readonly ledger: WrittenLedger };

@Injectable()
export class SignalDecisionsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DecisionDocumentsRepository,
  ) {}

  insert(tx: Transaction, decisions: readonly StoredDecision[]): void {
    const written = decisions.map((decision) => ({ ...decision, ...writeLedger(decision.ledger) }));
    this.documents.keep(
      tx,
      written.flatMap(({ userId, documents }) => documents.map((document) => ({ userId, ...document }))),
    );
    for (const slice of slicesOf(written)) this.insertSlice(tx, slice);
  }

  /** The records travel as one JSON text: as a list of texts, each quote in them would be escaped and read once more. */
  private insertSlice(tx: Transaction, decisions: readonly WrittenDecision[]): void {
    tx.write(
      `INSERT INTO signal_decisions (signal_id, account_id, user_id, outcome, code, order_id, decided_at, record)
       SELECT * FROM ROWS FROM (unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[],
         $7::timestamptz[]), json_array_elements($8::json))`,
      [
        decisions.map((decision) => decision.signalId),
        decisions.map((decision) => decision.accountId),
        decisions.map((decision) => decision.userId),
        decisions.map((decision) => decision.outcome),
        decisions.map((decision) => decision.code),
        decisions.map((decision) => decision.orderId),
        decisions.map((decision) => decision.decidedAt),
        JSON.stringify(decisions.map((decision) => decision.ledger)),
      ],
    );
  }

  /** How often this source's entries lay too far from the market lately, on one account. */
  async collarBreaches(tx: Transaction, accountId: string, source: string, since: Date): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM signal_decisions
       WHERE account_id = $1 AND decided_at > $3 AND code = 'PRICE_OUT_OF_COLLAR'
         AND record #>> '{observed,conduct,source}' = $2`,
      [accountId, source, since],
    );
    return row?.count ?? 0;
  }

  async of(userId: string, signalId: string): Promise<StoredDecision[]> {
    const rows = await this.transactions.query<DecisionRow>(
      `SELECT signal_id, account_id, user_id, outcome, code, order_id, record, ledger, decided_at
       FROM signal_decisions WHERE user_id = $1 AND signal_id = $2 ORDER BY account_id`,
      [userId, signalId],
    );
    const bodies = await this.documents.bodiesOf(
      userId,
      rows.flatMap(({ record }) => (record ? documentsIn(record) : [])),
    );
    return rows.map((row) => ({
      signalId: row.signal_id,
      accountId: row.account_id,
      userId: row.user_id,
      outcome: row.outcome,
      code: row.code,
      orderId: row.order_id,
      ledger: ledgerIn(row, bodies),
      decidedAt: row.decided_at,
    }));
  }
}

function ledgerIn(row: DecisionRow, bodies: ReadonlyMap<string, unknown>): DecisionLedger {
  if (row.record) return readLedger(row.record, row.account_id, bodies);
  if (row.ledger) return readLedgerOfVersion2(row.ledger);
  throw new Error(`The decision of account ${row.account_id} about signal ${row.signal_id} is not explained`);
}
