import { Injectable } from '@nestjs/common';
import { Decimal, type Lots, type Money, type Price } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import {
  type Breakdown,
  type BreakdownFilter,
  type ClosedTrade,
  type LedgerKind,
  type LedgerLine,
  type LedgerPlace,
  type OpenTrade,
  type TradeClock,
  type TradeGroup,
} from './trade';

/** What a deal's type says of the money. What no trade and no owner moved is a charge, whatever its name. */
const KIND = `CASE
  WHEN d.deal_type IN ('BUY', 'SELL') THEN 'trade'
  WHEN d.deal_type IN ('BALANCE', 'CORRECTION', 'BONUS') THEN 'flow'
  WHEN d.deal_type = 'CREDIT' THEN 'credit'
  ELSE 'charge' END`;
const NET = `d.profit + d.swap + d.commission + d.fee`;
const MILLISECONDS = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;

/** Times are kept to the millisecond, since that is how they are told. */
interface LineRow {
  readonly at_ms: string;
  readonly ticket: string;
  readonly kind: LedgerKind;
  readonly amount: string;
  readonly position_id: string | null;
  readonly entry: string;
}

interface ClosedRow {
  readonly position_id: string;
  readonly leg: number;
  readonly symbol: string;
  readonly side: ClosedTrade['side'];
  readonly volume: string;
  readonly open_price: string | null;
  readonly close_price: string | null;
  readonly profit: string;
  readonly swap: string;
  readonly commission: string;
  readonly fee: string;
  readonly net: string;
  readonly closed_ms: string;
  readonly opened_ms: string | null;
  readonly close_ticket: string;
  readonly planned_risk: string | null;
}

/** An account's history in the order in which it happened, read page by page. */
@Injectable()
export class LedgerRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The next lines after a place, before a time. */
  async lines(
    tx: Transaction | null,
    accountId: string,
    range: { readonly after: LedgerPlace; readonly beforeMs: number | null; readonly limit: number },
  ): Promise<LedgerLine[]> {
    const { after, beforeMs, limit } = range;
    const rows = await (tx ?? this.transactions).query<LineRow>(
      `SELECT ${MILLISECONDS('d.executed_at')} AS at_ms, d.ticket, ${KIND} AS kind, ${NET} AS amount, d.position_id,
              d.entry
       FROM trading_deals d
       WHERE d.account_id = $1 AND (d.executed_at, d.ticket) > ($2, $3::numeric)
         AND ($4::timestamptz IS NULL OR d.executed_at < $4)
       ORDER BY d.executed_at, d.ticket LIMIT $5`,
      [accountId, new Date(after.atMs), after.ticket, beforeMs === null ? null : new Date(beforeMs), limit],
    );
    return rows.map((row) => ({
      atMs: Number(row.at_ms),
      ticket: row.ticket,
      kind: row.kind,
      amount: new Decimal(row.amount) as Money,
      positionId: row.position_id,
      opens: row.entry === 'IN' || row.entry === 'INOUT',
      turns: row.entry === 'INOUT',
    }));
  }

  /** The trades that were closed after a place and up to another; its times stand alone too, since only of those the planner knows how few trades lie between. */
  async closedTrades(
    tx: Transaction | null,
    accountId: string,
    after: LedgerPlace,
    upTo: LedgerPlace,
  ): Promise<ClosedTrade[]> {
    const rows = await (tx ?? this.transactions).query<ClosedRow>(
      `SELECT t.position_id, t.leg, t.symbol, t.side, t.volume, t.open_price, t.close_price, t.profit, t.swap,
              t.commission, t.fee, t.net,
              ${MILLISECONDS('t.closed_at')} AS closed_ms, ${MILLISECONDS('t.opened_at')} AS opened_ms, t.close_ticket,
              t.planned_risk
       FROM trading_trades t
       WHERE t.account_id = $1 AND t.closed_at BETWEEN $2 AND $4
         AND (t.closed_at, t.close_ticket) > ($2, $3::numeric) AND (t.closed_at, t.close_ticket) <= ($4, $5::numeric)
       ORDER BY t.closed_at, t.close_ticket, t.leg`,
      [accountId, new Date(after.atMs), after.ticket, new Date(upTo.atMs), upTo.ticket],
    );
    return rows.map(toClosedTrade);
  }

  /**
   * The trades that were open at a moment, with the balance's movement from midnight (UTC) before their opening to the
   * opening; a turn has paid for the trade that it ended by then. Two searches, each by its index: a trade that is open
   * still, and one that was closed since.
   */
  async openAt(tx: Transaction, accountId: string, at: Date): Promise<OpenTrade[]> {
    const rows = await tx.query<{ position_id: string; opened_ms: string; moved: string }>(
      `SELECT t.position_id, ${MILLISECONDS('t.opened_at')} AS opened_ms,
              (SELECT coalesce(sum(${NET}), 0) FROM trading_deals d
               WHERE d.account_id = $1 AND d.executed_at >= date_trunc('day', t.opened_at, 'UTC')
                 AND (d.executed_at, d.ticket) <= (t.opened_at, t.open_ticket) AND d.deal_type <> 'CREDIT'
                 AND (t.leg > 1 OR d.ticket <> t.open_ticket)) AS moved
       FROM (SELECT position_id, leg, opened_at, open_ticket FROM trading_trades
             WHERE account_id = $1 AND closed_at IS NULL AND opened_at < $2
             UNION ALL
             SELECT position_id, leg, opened_at, open_ticket FROM trading_trades
             WHERE account_id = $1 AND closed_at >= $2 AND opened_at < $2) AS t
       ORDER BY t.opened_at, t.open_ticket`,
      [accountId, at],
    );
    return rows.map((row) => ({
      positionId: row.position_id,
      openedMs: Number(row.opened_ms),
      movedThatDay: new Decimal(row.moved),
    }));
  }

  /** What all deals of an account add up to, the broker's credit left out, and its very first line. */
  async total(
    tx: Transaction,
    accountId: string,
  ): Promise<{ readonly moved: Decimal; readonly first: LedgerLine | null }> {
    const [sum] = await tx.query<{ moved: string }>(
      `SELECT coalesce(sum(${NET}), 0) AS moved FROM trading_deals d
       WHERE d.account_id = $1 AND d.deal_type <> 'CREDIT'`,
      [accountId],
    );
    const [first] = await this.lines(tx, accountId, {
      after: { atMs: 0, ticket: '0' },
      beforeMs: null,
      limit: 1,
    });
    return { moved: new Decimal(sum?.moved ?? 0), first: first ?? null };
  }

  /** The sums of closed trades by what they have in common, in no order. */
  async breakdown(by: Breakdown, filter: BreakdownFilter): Promise<TradeGroup[]> {
    const rows = await this.transactions.query<{
      key: string | null;
      trades: number;
      won: number;
      lost: number;
      gross_profit: string;
      gross_loss: string;
      lots: string;
      held_ms: string;
      held: number;
      r: string;
      sized: number;
    }>(
      `SELECT ${keyOf(by, filter.clock)} AS key, count(*)::integer AS trades,
              count(*) FILTER (WHERE t.net > 0)::integer AS won, count(*) FILTER (WHERE t.net < 0)::integer AS lost,
              coalesce(sum(t.net) FILTER (WHERE t.net > 0), 0) AS gross_profit,
              coalesce(-sum(t.net) FILTER (WHERE t.net < 0), 0) AS gross_loss, sum(t.volume) AS lots,
              coalesce(sum(extract(epoch FROM t.closed_at - t.opened_at)) * 1000, 0)::bigint AS held_ms,
              count(t.opened_at)::integer AS held,
              coalesce(sum(t.net / nullif(t.planned_risk, 0)), 0) AS r,
              count(nullif(t.planned_risk, 0))::integer AS sized
       FROM trading_trades t
       WHERE t.account_id = $1 AND t.closed_at IS NOT NULL
         AND ($2::text IS NULL OR t.symbol = $2)
         AND ($3::timestamptz IS NULL OR t.closed_at >= $3)
         AND ($4::timestamptz IS NULL OR t.closed_at < $4)
       GROUP BY 1`,
      [filter.accountId, filter.symbol ?? null, filter.from ?? null, filter.to ?? null],
    );
    return rows.map((row) => ({
      key: row.key,
      trades: row.trades,
      won: row.won,
      lost: row.lost,
      grossProfit: new Decimal(row.gross_profit) as Money,
      grossLoss: new Decimal(row.gross_loss) as Money,
      lots: new Decimal(row.lots) as Lots,
      heldMs: Number(row.held_ms),
      held: row.held,
      r: new Decimal(row.r),
      sized: row.sized,
    }));
  }
}

/** Trades are counted where they ended, but by the hour in which they began: that is when somebody decided. */
function keyOf(by: Breakdown, clock: TradeClock): string {
  const utc = (column: string): string => `t.${column}_at AT TIME ZONE 'UTC'`;
  const local = (column: string): string =>
    clock === 'utc' ? utc(column) : `coalesce(t.${column}_broker_time, ${utc(column)})`;
  switch (by) {
    case 'hour':
      return `to_char(${local('opened')}, 'HH24')`;
    case 'weekday':
      return `to_char(${local('closed')}, 'ID')`;
    case 'month':
      return `to_char(${local('closed')}, 'YYYY-MM')`;
    case 'symbol':
    case 'side':
    case 'strategy':
    case 'source':
    case 'close_reason':
      return `t.${by}`;
  }
}

function toClosedTrade(row: ClosedRow): ClosedTrade {
  return {
    positionId: row.position_id,
    leg: row.leg,
    symbol: row.symbol,
    side: row.side,
    volume: new Decimal(row.volume) as Lots,
    openPrice: row.open_price === null ? null : (new Decimal(row.open_price) as Price),
    closePrice: row.close_price === null ? null : (new Decimal(row.close_price) as Price),
    profit: new Decimal(row.profit) as Money,
    swap: new Decimal(row.swap) as Money,
    commission: new Decimal(row.commission) as Money,
    fee: new Decimal(row.fee) as Money,
    net: new Decimal(row.net) as Money,
    closedMs: Number(row.closed_ms),
    openedMs: row.opened_ms === null ? null : Number(row.opened_ms),
    closeTicket: row.close_ticket,
    plannedRisk: row.planned_risk === null ? null : (new Decimal(row.planned_risk) as Money),
  };
}
