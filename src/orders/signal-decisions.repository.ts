import { Injectable } from '@nestjs/common';
import { slicesOf } from '../platform/database/slices';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type DecisionLedger, type DecisionOutcome } from './decision/decision';

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
  readonly ledger: DecisionLedger;
  readonly decided_at: Date;
}

@Injectable()
export class SignalDecisionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(tx: Transaction, decisions: readonly StoredDecision[]): Promise<void> {
    for (const slice of slicesOf(decisions)) await this.insertSlice(tx, slice);
  }

  private async insertSlice(tx: Transaction, decisions: readonly StoredDecision[]): Promise<void> {
    await tx.query(
      `INSERT INTO signal_decisions (signal_id, account_id, user_id, outcome, code, order_id, ledger, decided_at)
       SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bigint[], $7::jsonb[],
         $8::timestamptz[])`,
      [
        decisions.map((decision) => decision.signalId),
        decisions.map((decision) => decision.accountId),
        decisions.map((decision) => decision.userId),
        decisions.map((decision) => decision.outcome),
        decisions.map((decision) => decision.code),
        decisions.map((decision) => decision.orderId),
        decisions.map((decision) => JSON.stringify(decision.ledger)),
        decisions.map((decision) => decision.decidedAt),
      ],
    );
  }

  /** How often this source's entries lay too far from the market lately, on one account. */
  async collarBreaches(tx: Transaction, accountId: string, source: string, since: Date): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM signal_decisions
       WHERE account_id = $1 AND decided_at > $3 AND code = 'PRICE_OUT_OF_COLLAR'
         AND ledger #>> '{inputs,observed,conduct,source}' = $2`,
      [accountId, source, since],
    );
    return row?.count ?? 0;
  }

  async of(userId: string, signalId: string): Promise<StoredDecision[]> {
    const rows = await this.transactions.query<DecisionRow>(
      `SELECT signal_id, account_id, user_id, outcome, code, order_id, ledger, decided_at
       FROM signal_decisions WHERE user_id = $1 AND signal_id = $2 ORDER BY account_id`,
      [userId, signalId],
    );
    return rows.map((row) => ({
      signalId: row.signal_id,
      accountId: row.account_id,
      userId: row.user_id,
      outcome: row.outcome,
      code: row.code,
      orderId: row.order_id,
      ledger: row.ledger,
      decidedAt: row.decided_at,
    }));
  }
}
