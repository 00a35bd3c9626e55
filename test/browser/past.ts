import { type DataSource } from 'typeorm';
import { type ApiClient, type Json } from '../support/api-client';
import { Random } from '../terminal/random';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** What a terminal may tell at once. */
const DEALS_AT_ONCE = 200;
const RISKED = 100;

const SYMBOLS = [
  { symbol: 'EURUSD', price: 1.1, tick: 0.0001 },
  { symbol: 'GBPUSD', price: 1.27, tick: 0.0001 },
  { symbol: 'USDJPY', price: 151, tick: 0.01 },
  { symbol: 'XAUUSD', price: 2650, tick: 0.1 },
] as const;

interface Step {
  readonly atMs: number;
  readonly balance: number;
}

/**
 * A year of trading before the terminal was connected, the same each time: about a trade each weekday, a deposit at the
 * beginning and one later, a withdrawal.
 */
export class Past {
  readonly deals: readonly Json[];
  /** What the account has at its end. */
  readonly balance: number;
  readonly trades: number;
  private readonly steps: Step[] = [];

  constructor(private readonly endMs: number) {
    const random = new Random(11);
    const deals: Json[] = [];
    let [balance, ticket, trades] = [0, 1_000, 0];
    const push = (atMs: number, changes: Json): void => {
      ticket += 1;
      const money = ['profit', 'swap', 'commission'] as const;
      balance = round(balance + money.reduce((sum, name) => sum + Number(changes[name] ?? 0), 0));
      this.steps.push({ atMs, balance });
      deals.push({
        ticket: String(ticket),
        entry: 'NONE',
        volume: 0,
        profit: 0,
        time: new Date(atMs).toISOString(),
        broker_time: new Date(atMs + 3 * HOUR_MS).toISOString().slice(0, 19),
        ...changes,
      });
    };
    for (let day = 330; day >= 1; day -= 1) {
      const midnight = Math.floor(endMs / DAY_MS) * DAY_MS - day * DAY_MS;
      if (day === 330) push(midnight + HOUR_MS, { type: 'BALANCE', profit: 10_000 });
      if (day === 200) push(midnight + 6 * HOUR_MS, { type: 'BALANCE', profit: 2_500 });
      if (day === 90) push(midnight + 6 * HOUR_MS, { type: 'BALANCE', profit: -1_500 });
      const weekday = new Date(midnight).getUTCDay();
      if (weekday === 0 || weekday === 6) continue;
      for (let count = Math.floor(random.next() * 3); count > 0; count -= 1) {
        const what = SYMBOLS[Math.floor(random.next() * SYMBOLS.length)] ?? SYMBOLS[0];
        const opened = midnight + (6 + Math.floor(random.next() * 10)) * HOUR_MS;
        const won = random.next() < 0.54;
        const net = round(won ? 20 + random.next() * 180 : -30 - random.next() * 110);
        const buys = random.next() < 0.55;
        const move = Math.sign(net) * (buys ? 1 : -1) * what.tick * (5 + Math.floor(random.next() * 60));
        const common = { position: String(700_000 + trades), symbol: what.symbol, volume: 0.1 };
        const sides = buys ? ['BUY', 'SELL'] : ['SELL', 'BUY'];
        push(opened, { ...common, type: sides[0], entry: 'IN', price: what.price, commission: -0.7 });
        push(opened + (20 + random.next() * 100) * MINUTE_MS, {
          ...common,
          type: sides[1],
          entry: 'OUT',
          price: Math.round((what.price + move) * 1e5) / 1e5,
          profit: net,
          swap: random.next() < 0.2 ? -0.35 : 0,
          commission: -0.7,
          reason: won ? 'TP' : 'SL',
        });
        trades += 1;
      }
    }
    this.deals = deals;
    this.balance = balance;
    this.trades = trades;
  }

  /** Tells it as a terminal tells its history, and lets half of the trades come from signals. */
  async tell(
    terminal: ApiClient,
    { sessionId, accountId }: { readonly sessionId: string; readonly accountId: string },
    database: DataSource,
  ): Promise<void> {
    for (let from = 0; from < this.deals.length; from += DEALS_AT_ONCE) {
      const deals = this.deals.slice(from, from + DEALS_AT_ONCE);
      const { status, text } = await terminal.post('/trading/deals', { session_id: sessionId, deals });
      if (status !== 200) throw new Error(text);
    }
    await database.query(
      `UPDATE trading_trades SET planned_risk = $2, origin_known = true, source = 'terminal',
         strategy = CASE WHEN position_id % 4 = 0 THEN 'London breakout' ELSE 'Mean reversion' END
       WHERE account_id = $1 AND position_id % 2 = 0`,
      [accountId, RISKED],
    );
    await database.query(`INSERT INTO trade_changes (account_id, earliest_at) VALUES ($1, to_timestamp(0))`, [
      accountId,
    ]);
    await this.record(accountId, database);
  }

  /** What the terminal would have recorded: by the day and the hour for 120 days, by the minute for the last one. */
  private async record(accountId: string, database: DataSource): Promise<void> {
    const random = new Random(5);
    for (const [seconds, days] of [
      [86_400, 120],
      [3_600, 60],
      [60, 1],
    ] as const) {
      const stepMs = seconds * 1000;
      const last = Math.floor(this.endMs / stepMs) * stepMs - stepMs;
      const starts: string[] = [];
      const balances: number[] = [];
      const equities: number[] = [];
      let floating = 0;
      for (let atMs = last - days * DAY_MS; atMs <= last; atMs += stepMs) {
        const balance = this.balanceAt(atMs + stepMs);
        floating = floating * 0.9 + (random.next() - 0.52) * (seconds === 60 ? 4 : 90);
        starts.push(new Date(atMs).toISOString());
        balances.push(balance);
        equities.push(round(balance + floating));
      }
      await database.query(
        `INSERT INTO account_curve_buckets (account_id, seconds, starts_at, samples, balance_start, balance_min,
           balance_max, balance_sum, balance_last, equity_start, equity_min, equity_max, equity_sum, equity_last,
           equity_min_at, equity_max_at)
         SELECT $1, $2, s, 1, b, b, b, b, b, e, e, e, e, e, s, s
         FROM unnest($3::timestamptz[], $4::numeric[], $5::numeric[]) AS point (s, b, e)
         ON CONFLICT DO NOTHING`,
        [accountId, seconds, starts, balances, equities],
      );
    }
  }

  private balanceAt(ms: number): number {
    return this.steps.findLast(({ atMs }) => atMs < ms)?.balance ?? 0;
  }
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}
