import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type CurveDay } from './daily-returns';
import { type Fall, type Stretch } from './formulas/drawdown';
import { type Outcomes } from './formulas/ratios';
import { type AccountDay, ALL_SYMBOLS, type DayMoney } from './ledger-fold';
import { appendSums, noTrades, reviveSums, type TradeSums } from './trade-tally';

/** What a revision of an account's sums made anew: from this day on. */
export interface Change {
  readonly revision: string;
  readonly day: string;
}

/** How far an account's history is summed up. */
export interface StatsLedger {
  readonly accountId: string;
  readonly version: number;
  readonly revision: string;
  readonly dirtyFrom: Date | null;
  /** What the last revisions made anew, the oldest first. */
  readonly changes: readonly Change[];
  /** The balance before the first deal that was told. */
  readonly openingBalance: Decimal;
  /** The balance after the last one that is summed up. */
  readonly closingBalance: Decimal;
  /** The history begins with a deposit, so that nothing was there before. */
  readonly anchored: boolean;
  /** By how much the account's own balance differed from the closing one, when that was noticed last. */
  readonly gap: Decimal | null;
}

type LedgerRow = Omit<StatsLedger, 'openingBalance' | 'closingBalance' | 'gap'> & {
  readonly openingBalance: string;
  readonly closingBalance: string;
  readonly gap: string | null;
};

type OutcomesRow = Omit<Outcomes, 'grossProfit' | 'grossLoss'> & {
  readonly day: string;
  readonly grossProfit: string;
  readonly grossLoss: string;
};

type Stored = Readonly<Record<string, unknown>>;

/** Days of a period, first to last: as a whole, and what was traded on them. */
export interface DayRange {
  readonly symbol: string;
  readonly from: string | null;
  readonly to: string | null;
}

const LEDGER = `
  l.account_id AS "accountId", l.version, l.revision, l.dirty_from AS "dirtyFrom", l.changes,
  l.opening_balance AS "openingBalance", l.closing_balance AS "closingBalance", l.anchored, l.gap`;

/** The sums of accounts' histories. */
@Injectable()
export class StatsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(accountId: string): Promise<StatsLedger | null> {
    const [row] = await this.transactions.query<LedgerRow>(
      `SELECT ${LEDGER} FROM stats_ledgers l WHERE l.account_id = $1`,
      [accountId],
    );
    return row ? toLedger(row) : null;
  }

  /** Locks an account's sums until the commit, waiting for whoever is at them; made if they are new. */
  async lock(tx: Transaction, accountId: string, version: number): Promise<StatsLedger> {
    await tx.query(`SET LOCAL lock_timeout = '30s'`);
    await tx.query(`SET LOCAL statement_timeout = '30s'`);
    await tx.query(
      `INSERT INTO stats_ledgers (account_id, version, revision, dirty_from, opening_balance, closing_balance, anchored)
       VALUES ($1, $2, 0, to_timestamp(0), 0, 0, false) ON CONFLICT DO NOTHING`,
      [accountId, version],
    );
    const [row] = await tx.query<LedgerRow>(
      `SELECT ${LEDGER} FROM stats_ledgers l WHERE l.account_id = $1 FOR UPDATE`,
      [accountId],
    );
    if (!row) throw new Error('An account vanished while its statistics were made');
    return toLedger(row);
  }

  /** @param ledger with the changes that its next revision is to remember */
  async save(tx: Transaction, ledger: Omit<StatsLedger, 'revision' | 'gap'>): Promise<void> {
    await tx.query(
      `UPDATE stats_ledgers SET version = $2, revision = revision + 1, dirty_from = $3, opening_balance = $4,
         closing_balance = $5, anchored = $6, changes = $7, gap = NULL
       WHERE account_id = $1`,
      [
        ledger.accountId,
        ledger.version,
        ledger.dirtyFrom,
        ledger.openingBalance.toFixed(),
        ledger.closingBalance.toFixed(),
        ledger.anchored,
        JSON.stringify(ledger.changes),
      ],
    );
  }

  async noteGap(accountId: string, gap: Decimal): Promise<void> {
    await this.transactions.query(`UPDATE stats_ledgers SET gap = $2 WHERE account_id = $1`, [
      accountId,
      gap.toFixed(),
    ]);
  }

  async deleteFrom(tx: Transaction, accountId: string, dayMs: number): Promise<void> {
    await tx.query(`DELETE FROM stats_days WHERE account_id = $1 AND day >= $2::date`, [
      accountId,
      dayText(dayMs),
    ]);
    await tx.query(
      `DELETE FROM stats_months WHERE account_id = $1 AND month >= date_trunc('month', $2::date)`,
      [accountId, dayText(dayMs)],
    );
  }

  /** Puts the days of the months together that have become whole, from the one of this day on. */
  async joinMonths(tx: Transaction, accountId: string, dayMs: number): Promise<void> {
    const rows = await tx.query<{ symbol: string; month: string; sums: Stored }>(
      `SELECT d.symbol, date_trunc('month', d.day)::date::text AS month, d.sums FROM stats_days d
       WHERE d.account_id = $1 AND d.day >= date_trunc('month', $2::date)
         AND d.day < (SELECT date_trunc('month', max(day)) FROM stats_days WHERE account_id = $1 AND symbol = $3)
       ORDER BY d.symbol, d.day`,
      [accountId, dayText(dayMs), ALL_SYMBOLS],
    );
    const months = new Map<string, { symbol: string; month: string; sums: TradeSums }>();
    for (const { symbol, month, sums } of rows) {
      const key = `${month} ${symbol}`;
      const joined = months.get(key) ?? { symbol, month, sums: noTrades() };
      appendSums(joined.sums, reviveSums(sums));
      months.set(key, joined);
    }
    const joined = [...months.values()];
    await tx.query(
      `INSERT INTO stats_months (account_id, symbol, month, sums)
       SELECT $1, r.symbol, r.month, r.sums FROM unnest($2::text[], $3::date[], $4::jsonb[]) AS r (symbol, month, sums)`,
      [
        accountId,
        joined.map(({ symbol }) => symbol),
        joined.map(({ month }) => month),
        joined.map(({ sums }) => JSON.stringify(sums)),
      ],
    );
  }

  /** The balance at the end of the last day that is summed up; null before the first. */
  async lastBalance(tx: Transaction, accountId: string): Promise<Decimal | null> {
    const [row] = await tx.query<{ balance: string }>(
      `SELECT curve -> -1 ->> 'end' AS balance FROM stats_days
       WHERE account_id = $1 AND symbol = $2 ORDER BY day DESC LIMIT 1`,
      [accountId, ALL_SYMBOLS],
    );
    return row ? new Decimal(row.balance) : null;
  }

  /** The balance with which each of these days began; absent where no day before it is summed up. */
  async balancesBefore(
    tx: Transaction,
    accountId: string,
    days: readonly number[],
  ): Promise<Map<number, Decimal>> {
    if (days.length === 0) return new Map();
    const rows = await tx.query<{ day: string; balance: string }>(
      `SELECT w.day::text AS day, b.balance FROM unnest($3::date[]) AS w (day)
       CROSS JOIN LATERAL (
         SELECT d.curve -> -1 ->> 'end' AS balance FROM stats_days d
         WHERE d.account_id = $1 AND d.symbol = $2 AND d.day < w.day ORDER BY d.day DESC LIMIT 1) AS b`,
      [accountId, ALL_SYMBOLS, days.map(dayText)],
    );
    return new Map(rows.map(({ day, balance }) => [Date.parse(day), new Decimal(balance)]));
  }

  async add(tx: Transaction, accountId: string, days: readonly AccountDay[]): Promise<void> {
    const rows = days.flatMap((day) => [...day.sums].map(([symbol, sums]) => ({ day, symbol, sums })));
    if (rows.length === 0) return;
    await tx.query(
      `INSERT INTO stats_days (account_id, symbol, day, sums, money, curve)
       SELECT $1, r.symbol, r.day, r.sums, r.money, r.curve
       FROM unnest($2::text[], $3::date[], $4::jsonb[], $5::jsonb[], $6::jsonb[]) AS r (symbol, day, sums, money, curve)`,
      [
        accountId,
        rows.map(({ symbol }) => symbol),
        rows.map(({ day }) => dayText(day.dayMs)),
        rows.map(({ sums }) => JSON.stringify(sums)),
        rows.map(({ day, symbol }) => (symbol === ALL_SYMBOLS ? JSON.stringify(day.money) : null)),
        rows.map(({ day, symbol }) => (symbol === ALL_SYMBOLS ? JSON.stringify(day.curve) : null)),
      ],
    );
  }

  /** The sums of trades, first to last: of whole months where they are known, of days elsewhere. */
  async sums(accountId: string, { symbol, from, to }: DayRange): Promise<TradeSums[]> {
    const rows = await this.transactions.query<{ sums: Stored }>(
      `WITH month AS (
         SELECT month, sums FROM stats_months
         WHERE account_id = $1 AND symbol = $2 AND ($3::date IS NULL OR month >= $3)
           AND ($4::date IS NULL OR (month + interval '1 month')::date <= $4::date + 1)
       )
       SELECT month AS day, sums FROM month
       UNION ALL
       SELECT d.day, d.sums FROM stats_days d
       WHERE d.account_id = $1 AND d.symbol = $2
         AND ($3::date IS NULL OR d.day >= $3) AND ($4::date IS NULL OR d.day <= $4)
         AND date_trunc('month', d.day)::date NOT IN (SELECT month FROM month)
       ORDER BY day`,
      [accountId, symbol, from, to],
    );
    return rows.map((row) => reviveSums(row.sums));
  }

  /** How many trades were closed day by day, and what they brought. */
  async outcomes(
    accountId: string,
    { symbol, from, to }: DayRange,
  ): Promise<readonly (Outcomes & { readonly day: string })[]> {
    const rows = await this.transactions.query<OutcomesRow>(
      `SELECT day::text AS day, (sums ->> 'trades')::int AS trades, (sums ->> 'won')::int AS won,
              (sums ->> 'lost')::int AS lost, sums ->> 'grossProfit' AS "grossProfit", sums ->> 'grossLoss' AS "grossLoss"
       FROM stats_days
       WHERE account_id = $1 AND symbol = $2
         AND ($3::date IS NULL OR day >= $3) AND ($4::date IS NULL OR day <= $4)
       ORDER BY day`,
      [accountId, symbol, from, to],
    );
    return rows.map((row) => ({
      ...row,
      grossProfit: new Decimal(row.grossProfit),
      grossLoss: new Decimal(row.grossLoss),
    }));
  }

  async days(accountId: string, { from, to }: Omit<DayRange, 'symbol'>): Promise<CurveDay[]> {
    const rows = await this.transactions.query<{ day: string; money: Stored; curve: Stored[] }>(
      `SELECT day::text AS day, money, curve FROM stats_days
       WHERE account_id = $1 AND symbol = $2
         AND ($3::date IS NULL OR day >= $3) AND ($4::date IS NULL OR day <= $4)
       ORDER BY day`,
      [accountId, ALL_SYMBOLS, from, to],
    );
    return rows.map((row) => ({
      dayMs: Date.parse(row.day),
      money: reviveMoney(row.money),
      curve: row.curve.map((stored) => reviveStretch(stored)),
    }));
  }
}

export function dayText(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}

function toLedger(row: LedgerRow): StatsLedger {
  return {
    ...row,
    openingBalance: new Decimal(row.openingBalance),
    closingBalance: new Decimal(row.closingBalance),
    gap: row.gap === null ? null : new Decimal(row.gap),
  };
}

function reviveMoney(stored: Stored): DayMoney {
  const { deposits, withdrawals, credit, charges, traded } = decimals(stored, MONEY);
  return { deposits, withdrawals, credit, charges, traded, deals: stored['deals'] as number };
}

function reviveStretch(stored: Stored): Stretch {
  const [deepest, steepest] = [stored['deepest'] as Stored | null, stored['steepest'] as Stored | null];
  const revived = reviveFall(deepest);
  // Mostly one fall is both.
  const isOne =
    deepest?.['peakMs'] === steepest?.['peakMs'] && deepest?.['troughMs'] === steepest?.['troughMs'];
  return {
    ...(stored as unknown as Stretch),
    ...decimals(stored, STRETCH),
    deepest: revived,
    steepest: isOne ? revived : reviveFall(steepest),
  };
}

function reviveFall(stored: Stored | null): Fall | null {
  return stored && { ...(stored as unknown as Fall), ...decimals(stored, FALL) };
}

const MONEY = ['deposits', 'withdrawals', 'credit', 'charges', 'traded'] as const;
const STRETCH = ['flowBefore', 'start', 'end', 'high', 'low'] as const;
const FALL = ['peak', 'trough'] as const;

function decimals<Name extends string>(stored: Stored, names: readonly Name[]): Record<Name, Decimal> {
  const entries = names.map((name) => [name, new Decimal(stored[name] as string)] as const);
  return Object.fromEntries(entries) as Record<Name, Decimal>;
}
