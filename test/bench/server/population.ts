import { randomUUID } from 'node:crypto';
import { digestOf, mintApiToken, shownParts } from '../../../src/auth/opaque-tokens';
import { type BenchDatabase } from './bench-database';

/** A connected terminal, as the load generator plays it. */
export interface Seat {
  readonly userId: string;
  /** Of the terminal, which sends signals too. */
  readonly token: string;
  /** Of who looks on. */
  readonly readToken: string;
  readonly accountId: string;
  readonly sessionId: string;
}

interface Person {
  readonly id: string;
  readonly token: string;
  readonly readToken: string;
}

export interface PopulationSize {
  readonly users: number;
  readonly accountsEach: number;
}

/**
 * Limits that every order of a bench passes: rules are asked as always, none of them denies. Figures of accounts and
 * prices may be old, since nobody reports new ones while only signals are measured.
 */
const SETTINGS = {
  limits: {
    maxAccountAgeSeconds: 86_400,
    maxQuoteAgeSeconds: 86_400,
    maxTotalRiskPercent: null,
    maxDailyLossPercent: '100',
    minMarginLevelPercent: '100',
    sourceExecutions: { windowSeconds: 300, max: 1_000_000 },
    orderRates: [
      { windowSeconds: 1, max: 1_000_000 },
      { windowSeconds: 60, max: 1_000_000 },
      { windowSeconds: 86_400, max: 10_000_000 },
    ],
  },
} as const;

/** Users with tokens, accounts, specifications, profiles and connected terminals, written past the API. */
export async function populate(
  database: BenchDatabase,
  { users, accountsEach }: PopulationSize,
): Promise<readonly Seat[]> {
  const people = Array.from({ length: users }, () => ({
    id: randomUUID(),
    token: mintApiToken(),
    readToken: mintApiToken(),
  }));
  const seats = people.flatMap(({ id: userId, token, readToken }) =>
    Array.from({ length: accountsEach }, () => ({
      userId,
      token,
      readToken,
      accountId: randomUUID(),
      sessionId: randomUUID(),
    })),
  );
  await database.rows(
    `INSERT INTO users (id, email, username, password_hash, created_at, password_changed_at)
     SELECT id, id || '@example.com', 'bench-' || id, 'none', now(), now() FROM unnest($1::uuid[]) AS u (id)`,
    [people.map(({ id }) => id)],
  );
  for (const { scope, of } of [
    { scope: 'terminal', of: (person: Person) => person.token },
    { scope: 'read', of: (person: Person) => person.readToken },
  ]) {
    await database.rows(
      `INSERT INTO api_tokens (user_id, name, token_hash, prefix, last_four, scopes, created_at)
       SELECT user_id, 'bench', hash, prefix, last_four, ARRAY[$5], now()
       FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[]) AS t (user_id, hash, prefix, last_four)`,
      [
        people.map(({ id }) => id),
        people.map((person) => digestOf(of(person))),
        people.map((person) => shownParts(of(person)).prefix),
        people.map((person) => shownParts(of(person)).lastFour),
        scope,
      ],
    );
  }
  const accountIds = seats.map(({ accountId }) => accountId);
  await database.rows(
    `INSERT INTO trading_accounts (id, user_id, account_number, broker, currency, margin_mode, leverage, permissions,
       balance, equity, margin, margin_free, profit, state_received_at, broker_utc_offset_seconds, created_at)
     SELECT id, user_id, id, 'Bench', 'USD', 'HEDGING', 100,
       '{"terminalConnected":true,"terminalTradeAllowed":true,"eaTradeAllowed":true,"accountTradeAllowed":true,"accountTradeExpert":true}',
       1e7, 1e7, 0, 1e7, 0, now(), 10800, now()
     FROM unnest($1::uuid[], $2::uuid[]) AS a (id, user_id)`,
    [accountIds, seats.map(({ userId }) => userId)],
  );
  await database.rows(
    `INSERT INTO symbol_specs (account_id, symbol, digits, point, tick_size, tick_value_profit, tick_value_loss,
       contract_size, volume_min, volume_max, volume_step, volume_limit, stops_level_points, freeze_level_points,
       calc_mode, trade_mode, execution_mode, filling_modes, currency_base, currency_profit, currency_margin,
       margin_initial, margin_maintenance, margin_rate_buy, margin_rate_sell, bid, ask, quoted_at, quote_received_at,
       reported_at)
     SELECT id, 'EURUSD', 5, 0.00001, 0.00001, 1, 1, 100000, 0.01, 100, 0.01, 0, 0, 0, 'FOREX', 'FULL', 'MARKET',
       ARRAY['FOK', 'IOC'], 'EUR', 'USD', 'EUR', 0, 0, 1, 1, 1.09998, 1.1, now(), now(), now()
     FROM unnest($1::uuid[]) AS a (id)`,
    [accountIds],
  );
  await database.rows(
    `INSERT INTO account_snapshots (account_id, taken_at, balance, equity)
     SELECT id, at, 1e7, 1e7 FROM unnest($1::uuid[]) AS a (id), unnest(ARRAY[now() - interval '1 day', now()]) AS t (at)`,
    [accountIds],
  );
  await database.rows(
    `INSERT INTO risk_profiles (account_id, user_id, risk_percent, max_open_positions, opening_ttl_seconds, settings,
       updated_at)
     SELECT id, user_id, 0.01, 1000, 600, $3, now() FROM unnest($1::uuid[], $2::uuid[]) AS a (id, user_id)`,
    [accountIds, seats.map(({ userId }) => userId), JSON.stringify(SETTINGS)],
  );
  await database.rows(
    `INSERT INTO mt5_sessions (id, user_id, account_id, account_number, broker, epoch, client, instance_id, status,
       interval_ms, connected_at, last_seen_at, snapshot_at, clock_offset_ms)
     SELECT id, user_id, account_id, account_id, 'Bench', 1, 'connector', id::text, 'ACTIVE', 60000, now(), now(),
       now(), 0
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS s (id, user_id, account_id)`,
    [
      seats.map(({ sessionId }) => sessionId),
      seats.map(({ userId }) => userId),
      seats.map(({ accountId }) => accountId),
    ],
  );
  await database.rows('ANALYZE');
  return seats;
}

const DEADLOCK = '40P01';
const ATTEMPTS = 10;

/** Takes what the last run left out of the next one's way, and brings every terminal back to life. */
export async function clear(database: BenchDatabase): Promise<void> {
  await truncate(database);
  await database.rows(
    `UPDATE mt5_sessions SET status = 'ACTIVE', ended_at = NULL, end_reason = NULL, last_seen_at = now(),
       last_seq = 0, last_reply = NULL, snapshot_at = now()`,
  );
  await database.rows('UPDATE trading_accounts SET state_received_at = now()');
  // Only what was updated: of a table that was vacuumed while it was empty PostgreSQL believes that it stays so, and reads
  // it from end to end in every plan until it looks again.
  await database.rows('VACUUM ANALYZE mt5_sessions, trading_accounts');
}

/** The server's sweeps go on meanwhile, and may hold in another order what is to be emptied. */
async function truncate(database: BenchDatabase): Promise<void> {
  const tables = 'trading_signals, trading_orders, order_events, signal_decisions, trading_positions, events';
  for (let attempt = 1; ; attempt += 1) {
    try {
      await database.rows(`TRUNCATE ${tables}`);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || (error as { code?: string }).code !== DEADLOCK) throw error;
    }
  }
}
