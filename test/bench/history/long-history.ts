import { type Bench } from '../scenario';
import { type BenchDatabase } from '../server/bench-database';
import { type Seat } from '../server/population';

/** Deals of one trade: one that opens it, one that closes it. */
const DEALS_OF_TRADE = 2;
const CHUNK = 50_000;
const YEARS = 6;

/**
 * Writes the deals of a trader who has been at it for years, a hundred trades on a weekday if there are a million of them,
 * of six symbols and both sides, overlapping; a deposit first. Trades are derived as the product derives them.
 */
export async function writeLongHistory(
  bench: Bench,
  { accountId, userId }: Seat,
  deals: number,
): Promise<number> {
  const { database } = bench;
  await database.rows(
    `INSERT INTO trading_deals (account_id, ticket, user_id, deal_type, entry, volume, profit, swap, commission, fee,
       executed_at, received_at)
     VALUES ($1, 1, $2, 'BALANCE', 'NONE', 0, 1000000, 0, 0, 0, now() - interval '${YEARS + 1} years', now())`,
    [accountId, userId],
  );
  const trades = Math.floor((deals - 1) / DEALS_OF_TRADE);
  for (let first = 0; first < trades; first += CHUNK) {
    await writeTrades(database, [accountId, userId], first, Math.min(trades, first + CHUNK) - 1, trades);
    if (trades > CHUNK) bench.say(`  ${(first + CHUNK) * DEALS_OF_TRADE} deals stored`);
  }
  await database.rows('VACUUM ANALYZE');
  return 1 + trades * DEALS_OF_TRADE;
}

async function writeTrades(
  database: BenchDatabase,
  owner: readonly [string, string],
  first: number,
  last: number,
  trades: number,
): Promise<void> {
  const positions = `ARRAY(SELECT 10 + i::numeric FROM generate_series($2::bigint, $3::bigint) AS s (i))`;
  await database.rows(
    `INSERT INTO trading_deals (account_id, ticket, user_id, position_id, symbol, deal_type, entry, volume, price, profit,
       swap, commission, fee, reason, executed_at, received_at, broker_time)
     SELECT $1, 10 + i * ${DEALS_OF_TRADE} + closing, $2, 10 + i,
       (ARRAY['EURUSD', 'GBPUSD', 'USDJPY', 'AUDUSD', 'XAUUSD', 'US500'])[1 + i % 6],
       CASE WHEN (i / 7 + closing) % 2 = 0 THEN 'BUY' ELSE 'SELL' END, CASE closing WHEN 0 THEN 'IN' ELSE 'OUT' END,
       0.1, 1.1 + (i % 97 + closing * (i % 13)) * 0.0001,
       CASE closing WHEN 0 THEN 0 ELSE round(((i * 7919) % 2003 - 995)::numeric / 10, 2) END, 0, -0.35, 0,
       CASE closing WHEN 0 THEN 'CLIENT' ELSE 'TP' END, t.at, now(), t.at AT TIME ZONE 'UTC' + interval '3 hours'
     FROM generate_series($3::bigint, $4::bigint) AS s (i), generate_series(0, 1) AS c (closing),
       LATERAL (SELECT date_trunc('second', now() - interval '${YEARS} years'
         + (i + closing * 3) * (interval '${YEARS} years' / ($5::bigint + 3))) AS at) AS t`,
    [...owner, first, last, trades],
  );
  await database.rows(`SELECT rebuild_trades($1, ${positions})`, [owner[0], first, last]);
  await database.rows(
    `INSERT INTO trade_changes (account_id, earliest_at) SELECT $1, min(executed_at) FROM trading_deals`,
    [owner[0]],
  );
}
