import { Injectable } from '@nestjs/common';
import { Decimal, type Money } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import {
  type Account,
  type AccountFacts,
  type AddressableAccount,
  type HeldAccount,
  type HistoryProgress,
  type Permissions,
} from './account';
import { type WholeState } from './account-state';

const ACCOUNT = `
  a.id, a.user_id AS "userId", a.account_number AS "accountNumber", a.broker, a.server, a.name, a.currency,
  a.currency_digits AS "currencyDigits", a.margin_mode AS "marginMode", a.leverage, a.auto_trading AS "autoTrading",
  a.permissions, a.balance, a.equity, a.margin, a.margin_free AS "marginFree", a.margin_level AS "marginLevel",
  a.profit, a.state_reported_at AS "stateReportedAt", a.state_received_at AS "stateReceivedAt",
  a.snapshot_taken_at AS "snapshotTakenAt", a.broker_utc_offset_seconds AS "brokerUtcOffsetSeconds",
  CASE WHEN a.history_deals_total IS NOT NULL THEN json_build_object(
    'toldUntil', to_char(a.history_told_until, 'YYYY-MM-DD"T"HH24:MI:SS'), 'dealsTotal', a.history_deals_total,
    'dealsTold', a.history_deals_told, 'complete', a.history_complete) END AS history,
  a.created_at AS "createdAt"`;

type AccountRow = Omit<HeldAccount, keyof WholeState> & {
  readonly [Figure in keyof WholeState]: string | null;
};

/** What a report changes of an account's row. */
export interface StateWrite {
  readonly state: WholeState;
  readonly permissions: Permissions | null;
  readonly brokerUtcOffsetSeconds: number | null;
  readonly reportedAt: Date | null;
  readonly receivedAt: Date;
  readonly snapshotTakenAt: Date | null;
}

export interface AccountWrite {
  readonly accountId: string;
  readonly write: StateWrite;
}

@Injectable()
export class AccountsRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(userId: string, accountId: string): Promise<Account | null> {
    const [row] = await this.transactions.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a WHERE a.id = $1 AND a.user_id = $2`,
      [accountId, userId],
    );
    return row ? toAccount(row) : null;
  }

  /** In the order in which they were first seen. */
  async findAllOf(userId: string): Promise<Account[]> {
    const rows = await this.transactions.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a WHERE a.user_id = $1 ORDER BY a.created_at, a.id`,
      [userId],
    );
    return rows.map(toAccount);
  }

  async findAddressable(tx: Transaction | null, userIds: readonly string[]): Promise<AddressableAccount[]> {
    const rows = await (tx ?? this.transactions).query<
      Omit<AddressableAccount, 'equity'> & { readonly equity: string | null }
    >(
      `SELECT a.id, a.user_id AS "userId", a.account_number AS "accountNumber", a.auto_trading AS "autoTrading",
         a.equity, a.broker_utc_offset_seconds AS "brokerUtcOffsetSeconds"
       FROM trading_accounts a WHERE a.user_id = ANY($1) ORDER BY a.created_at, a.id`,
      [userIds],
    );
    return rows.map((row) => ({ ...row, equity: new Decimal(row.equity ?? 0) as Money }));
  }

  async findByIds(accountIds: readonly string[]): Promise<Account[]> {
    const rows = await this.transactions.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a WHERE a.id = ANY($1) ORDER BY a.id`,
      [accountIds],
    );
    return rows.map(toAccount);
  }

  /** Everybody who has an account. */
  async findOwners(tx: Transaction): Promise<string[]> {
    const rows = await tx.query<{ userId: string }>(
      `SELECT DISTINCT user_id AS "userId" FROM trading_accounts ORDER BY user_id`,
    );
    return rows.map(({ userId }) => userId);
  }

  /** The same number may exist at several brokers. */
  async findByNumber(userId: string, accountNumber: string): Promise<Account[]> {
    const rows = await this.transactions.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a
       WHERE a.user_id = $1 AND a.account_number = $2 ORDER BY a.created_at, a.id`,
      [userId, accountNumber],
    );
    return rows.map(toAccount);
  }

  /**
   * Locks by id, ascending: two that lock the same accounts never wait for each other.
   * Rows that refer to a locked account may still be written (NO KEY): whoever writes them may hold a session's lock that
   * the holder of this one is about to wait for.
   */
  async lock(tx: Transaction, accountIds: readonly string[]): Promise<HeldAccount[]> {
    const rows = await tx.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a WHERE a.id = ANY($1) ORDER BY a.id FOR NO KEY UPDATE`,
      [accountIds],
    );
    return rows.map(toAccount);
  }

  /** Locks what of these nobody else holds, and leaves the rest: who has many to serve does not wait for one. */
  async lockFree(tx: Transaction, accountIds: readonly string[]): Promise<HeldAccount[]> {
    const rows = await tx.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a
       WHERE a.id = ANY($1) ORDER BY a.id FOR NO KEY UPDATE SKIP LOCKED`,
      [accountIds],
    );
    return rows.map(toAccount);
  }

  /** Lets one registration of this number at a time find out whether the account is new. */
  async lockRegistration(tx: Transaction, userId: string, facts: AccountFacts): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [
      JSON.stringify(['account', userId, facts.accountNumber, facts.broker]),
    ]);
  }

  /**
   * The account that these facts are of. A client that names no server means the one account of that number at that
   * broker; an account that was registered without a server is adopted by the first that names one.
   */
  async lockRegistered(tx: Transaction, userId: string, facts: AccountFacts): Promise<HeldAccount | null> {
    const [row] = await tx.query<AccountRow>(
      `SELECT ${ACCOUNT} FROM trading_accounts a
       WHERE a.user_id = $1 AND a.account_number = $2 AND a.broker = $3
         AND ($4::text IS NULL OR a.server IS NULL OR a.server = $4)
       ORDER BY a.server IS NOT DISTINCT FROM $4 DESC, a.state_received_at DESC
       LIMIT 1 FOR NO KEY UPDATE`,
      [userId, facts.accountNumber, facts.broker, facts.server ?? null],
    );
    return row ? toAccount(row) : null;
  }

  async insert(tx: Transaction, userId: string, facts: AccountFacts, write: StateWrite): Promise<Account> {
    const [row] = await tx.query<AccountRow>(
      `INSERT INTO trading_accounts AS a
         (user_id, account_number, broker, server, name, currency, currency_digits, margin_mode, leverage,
          permissions, balance, equity, margin, margin_free, margin_level, profit,
          state_received_at, snapshot_taken_at, broker_utc_offset_seconds, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, 2), $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $17)
       RETURNING ${ACCOUNT}`,
      [
        userId,
        facts.accountNumber,
        facts.broker,
        facts.server ?? null,
        facts.name ?? null,
        facts.currency,
        facts.currencyDigits ?? null,
        facts.marginMode ?? null,
        facts.leverage ?? null,
        write.permissions ? JSON.stringify(write.permissions) : null,
        ...figures(write.state),
        write.receivedAt,
        write.brokerUtcOffsetSeconds,
      ],
    );
    if (!row) throw new Error('INSERT … RETURNING returned nothing');
    return toAccount(row);
  }

  /** What a terminal says of its account when it connects again; what it leaves out stays. */
  async updateFacts(tx: Transaction, accountId: string, facts: AccountFacts): Promise<void> {
    await tx.query(
      `UPDATE trading_accounts SET
         server = coalesce($2, server), name = coalesce($3, name), currency = $4,
         currency_digits = coalesce($5, currency_digits), margin_mode = coalesce($6, margin_mode),
         leverage = coalesce($7, leverage)
       WHERE id = $1`,
      [
        accountId,
        facts.server ?? null,
        facts.name ?? null,
        facts.currency,
        facts.currencyDigits ?? null,
        facts.marginMode ?? null,
        facts.leverage ?? null,
      ],
    );
  }

  async setAutoTrading(
    tx: Transaction,
    { userId, accountId, on }: { readonly userId: string; readonly accountId: string; readonly on: boolean },
  ): Promise<Account | null> {
    const [row] = await tx.query<AccountRow>(
      `UPDATE trading_accounts a SET auto_trading = $3 WHERE a.id = $1 AND a.user_id = $2 RETURNING ${ACCOUNT}`,
      [accountId, userId, on],
    );
    return row ? toAccount(row) : null;
  }

  /** A history that is told to its end stays so. Null if nothing changed. */
  async updateHistory(tx: Transaction, accountId: string, history: HistoryProgress): Promise<Account | null> {
    const [row] = await tx.query<AccountRow>(
      `UPDATE trading_accounts a SET history_told_until = coalesce($2, a.history_told_until), history_deals_total = $3,
         history_deals_told = $4, history_complete = $5
       WHERE a.id = $1 AND NOT a.history_complete
         AND (a.history_told_until, a.history_deals_total, a.history_deals_told, a.history_complete)
             IS DISTINCT FROM (coalesce($2, a.history_told_until), $3, $4, $5)
       RETURNING ${ACCOUNT}`,
      [accountId, history.toldUntil, history.dealsTotal, history.dealsTold, history.complete],
    );
    return row ? toAccount(row) : null;
  }

  /** Writes what reports changed of accounts that the caller holds: one statement for all. */
  updateStates(tx: Transaction, writes: readonly AccountWrite[]): void {
    if (writes.length === 0) return;
    const columns = writes.map(({ write }) => figures(write.state));
    const column = (index: number): (string | null)[] => columns.map((row) => row[index] ?? null);
    tx.write(
      `UPDATE trading_accounts a SET
         balance = w.balance, equity = w.equity, margin = w.margin, margin_free = w.margin_free,
         margin_level = w.margin_level, profit = w.profit, permissions = w.permissions,
         broker_utc_offset_seconds = w.broker_utc_offset_seconds, state_reported_at = w.state_reported_at,
         state_received_at = w.state_received_at, snapshot_taken_at = w.snapshot_taken_at
       FROM unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[], $5::numeric[], $6::numeric[], $7::numeric[],
         $8::jsonb[], $9::integer[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[])
         AS w (id, balance, equity, margin, margin_free, margin_level, profit, permissions, broker_utc_offset_seconds,
           state_reported_at, state_received_at, snapshot_taken_at)
       WHERE a.id = w.id`,
      [
        writes.map(({ accountId }) => accountId),
        ...[0, 1, 2, 3, 4, 5].map(column),
        writes.map(({ write }) => (write.permissions ? JSON.stringify(write.permissions) : null)),
        writes.map(({ write }) => write.brokerUtcOffsetSeconds),
        writes.map(({ write }) => write.reportedAt),
        writes.map(({ write }) => write.receivedAt),
        writes.map(({ write }) => write.snapshotTakenAt),
      ],
    );
  }
}

function figures(state: WholeState): (string | null)[] {
  const { balance, equity, margin, marginFree, marginLevel, profit } = state;
  return [balance, equity, margin, marginFree, marginLevel, profit].map(
    (figure) => figure?.toFixed() ?? null,
  );
}

function toAccount(row: AccountRow): HeldAccount {
  return {
    ...row,
    balance: new Decimal(row.balance ?? 0) as Money,
    equity: new Decimal(row.equity ?? 0) as Money,
    margin: decimal(row.margin) as Money | null,
    marginFree: decimal(row.marginFree) as Money | null,
    marginLevel: decimal(row.marginLevel),
    profit: decimal(row.profit) as Money | null,
  };
}

function decimal(figure: string | null): Decimal | null {
  return figure === null ? null : new Decimal(figure);
}
