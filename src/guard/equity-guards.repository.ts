import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type GuardLock } from '../risk/guard-lock';
import { type GuardStep } from '../risk/guard-step';

/** What an account's guard remembers between two looks. */
export interface GuardMemory {
  readonly accountId: string;
  /** Null until it was first looked at. */
  readonly highestEquity: Decimal | null;
  readonly highestDayBalance: Decimal | null;
  /** The last reset whose balance is counted. */
  readonly daysCountedUntil: Date | null;
  readonly step: GuardStep;
  readonly lock: GuardLock | null;
}

interface GuardRow {
  readonly account_id: string;
  readonly highest_equity: string | null;
  readonly highest_day_balance: string | null;
  readonly days_counted_until: Date | null;
  readonly step: GuardStep;
  readonly lock_rule: string | null;
  readonly locked_at: Date | null;
  readonly locked_until: Date | null;
}

export function emptyMemory(accountId: string): GuardMemory {
  return {
    accountId,
    highestEquity: null,
    highestDayBalance: null,
    daysCountedUntil: null,
    step: 'CLEAR',
    lock: null,
  };
}

@Injectable()
export class EquityGuardsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(tx: Transaction | null, accountIds: readonly string[]): Promise<Map<string, GuardMemory>> {
    if (accountIds.length === 0) return new Map();
    const rows = await (tx ?? this.transactions).query<GuardRow>(
      `SELECT account_id, highest_equity, highest_day_balance, days_counted_until, step, lock_rule, locked_at,
              locked_until
       FROM equity_guards WHERE account_id = ANY($1::uuid[])`,
      [accountIds],
    );
    return new Map(rows.map((row) => [row.account_id, toMemory(row)]));
  }

  async save(tx: Transaction, memory: GuardMemory, at: Date): Promise<void> {
    await tx.query(
      `INSERT INTO equity_guards (account_id, highest_equity, highest_day_balance, days_counted_until, step, lock_rule,
         locked_at, locked_until, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       ON CONFLICT (account_id) DO UPDATE SET highest_equity = EXCLUDED.highest_equity,
         highest_day_balance = EXCLUDED.highest_day_balance, days_counted_until = EXCLUDED.days_counted_until,
         step = EXCLUDED.step, lock_rule = EXCLUDED.lock_rule, locked_at = EXCLUDED.locked_at,
         locked_until = EXCLUDED.locked_until, updated_at = EXCLUDED.updated_at`,
      [
        memory.accountId,
        memory.highestEquity?.toFixed() ?? null,
        memory.highestDayBalance?.toFixed() ?? null,
        memory.daysCountedUntil,
        memory.step,
        memory.lock?.ruleId ?? null,
        memory.lock?.since ?? null,
        memory.lock?.until ?? null,
        at,
      ],
    );
  }
}

function toMemory(row: GuardRow): GuardMemory {
  const { lock_rule: ruleId, locked_at: since, locked_until: until } = row;
  return {
    accountId: row.account_id,
    highestEquity: row.highest_equity === null ? null : new Decimal(row.highest_equity),
    highestDayBalance: row.highest_day_balance === null ? null : new Decimal(row.highest_day_balance),
    daysCountedUntil: row.days_counted_until,
    step: row.step,
    lock: ruleId !== null && since !== null ? { ruleId, since, until } : null,
  };
}
