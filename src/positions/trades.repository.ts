import { Injectable } from '@nestjs/common';
import { Decimal, type Lots, type Money, type Price } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type ReportedDeal } from './deal';
import { TIME_BASIS, WALL_CLOCK } from './deals.repository';
import { endOfPage, type HistoryPage } from './history-page';
import { type Trade, type TradeOrigin, type UntracedTrade } from './trade';

/** Any number of ours: with an account's id it makes the lock of whoever derives trades of that account. */
const TRADES_LOCK = 7_822_403;

/** How the time of one of a trade's deals was found. That time finds the deal: behind the wall, no index finds a ticket. */
const basisOf = (ticket: string, time: string): string =>
  `(SELECT ${TIME_BASIS} FROM trading_deals d
    WHERE d.account_id = t.account_id AND d.executed_at = t.${time} AND d.ticket = t.${ticket})`;

const TRADE = `
  t.user_id AS "userId", t.account_id AS "accountId", t.position_id AS "positionId", t.leg, t.symbol, t.side, t.volume,
  t.closed_volume AS "closedVolume", t.open_price AS "openPrice", t.close_price AS "closePrice",
  t.opened_at AS "openedAt", t.closed_at AS "closedAt", t.close_ticket AS "closeTicket",
  to_char(t.opened_broker_time, ${WALL_CLOCK}) AS "openedBrokerTime",
  to_char(t.closed_broker_time, ${WALL_CLOCK}) AS "closedBrokerTime",
  ${basisOf('open_ticket', 'opened_at')} AS "openTimeBasis",
  ${basisOf('close_ticket', 'closed_at')} AS "closeTimeBasis",
  t.close_reason AS "closeReason", t.deals, t.profit, t.swap, t.commission, t.fee, t.net,
  t.lowest_profit AS "lowestProfit", t.highest_profit AS "highestProfit", t.magic, t.comment,
  t.order_id AS "orderId", t.signal_id AS "signalId", t.strategy, t.source, t.planned_risk AS "plannedRisk",
  t.signal_price AS "signalPrice"`;

type Figures = 'volume' | 'closedVolume' | 'profit' | 'swap' | 'commission' | 'fee' | 'net';
type OptionalFigures = 'openPrice' | 'closePrice' | 'lowestProfit' | 'highestProfit';
type TradeRow = Omit<Trade, Figures | OptionalFigures | 'origin'> &
  Readonly<Record<Figures, string>> &
  Readonly<Record<OptionalFigures | 'plannedRisk' | 'signalPrice', string | null>> & {
    readonly orderId: string | null;
    readonly signalId: string | null;
    readonly strategy: string | null;
    readonly source: string | null;
  };

/** Which closed trades a list shows, by the time of their closing. */
export interface TradesPage extends HistoryPage {
  readonly strategy?: string | undefined;
}

/** Trades, as they are derived from deals. */
@Injectable()
export class TradesRepository {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Derives the trades of the positions that these deals belong to, newly stored or newly dated, and leaves word of the
   * change. If another transaction is storing deals of this account, neither sees the other's: then the one who takes
   * the word derives the trades.
   */
  async takeIn(
    tx: Transaction,
    accountId: string,
    deals: readonly Pick<ReportedDeal, 'executedAt' | 'positionId'>[],
  ): Promise<void> {
    if (deals.length === 0) return;
    const earliest = Math.min(...deals.map(({ executedAt }) => executedAt.getTime()));
    const positions = [...new Set(deals.map(({ positionId }) => positionId).filter((id) => id !== null))];
    const derived = positions.length === 0 || (await this.tryLock(tx, accountId));
    if (derived && positions.length > 0) await this.rebuild(tx, accountId, positions);
    await tx.query(`INSERT INTO trade_changes (account_id, earliest_at, positions) VALUES ($1, $2, $3)`, [
      accountId,
      new Date(earliest),
      derived ? null : positions,
    ]);
  }

  /**
   * Takes away the word of changes to an account's history, having derived what was left to do. Returns from when on it
   * differs; null when nothing changed, or when somebody is storing deals of it at this moment.
   */
  async takeChanges(tx: Transaction, accountId: string): Promise<Date | null> {
    if (!(await this.tryLock(tx, accountId))) return null;
    const changes = await tx.query<{ earliestAt: Date; positions: string[] | null }>(
      `DELETE FROM trade_changes WHERE account_id = $1 RETURNING earliest_at AS "earliestAt", positions`,
      [accountId],
    );
    const positions = [...new Set(changes.flatMap((change) => change.positions ?? []))];
    if (positions.length > 0) await this.rebuild(tx, accountId, positions);
    if (changes.length === 0) return null;
    return new Date(Math.min(...changes.map(({ earliestAt }) => earliestAt.getTime())));
  }

  async hasChanges(accountId: string): Promise<boolean> {
    const [found] = await this.transactions.query<{ found: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM trade_changes WHERE account_id = $1) AS found`,
      [accountId],
    );
    return found?.found ?? false;
  }

  /** Those that wait longest first. */
  async accountsWithChanges(limit: number): Promise<string[]> {
    const rows = await this.transactions.query<{ accountId: string }>(
      `SELECT account_id AS "accountId" FROM trade_changes GROUP BY account_id ORDER BY min(id) LIMIT $1`,
      [limit],
    );
    return rows.map(({ accountId }) => accountId);
  }

  /** Derives trades again from the deals: of these positions, or of all. */
  async rebuild(tx: Transaction, accountId: string, positionIds: readonly string[] | null): Promise<void> {
    await tx.query(`SELECT rebuild_trades($1, $2::numeric[])`, [accountId, positionIds]);
  }

  /** Closed trades, by the time of their closing. */
  async findPage(userId: string, page: TradesPage): Promise<Trade[]> {
    const { where, order, values } = endOfPage(['t', 'closed_at', 'close_ticket'], userId, page);
    const rows = await this.transactions.query<TradeRow>(
      `SELECT ${TRADE} FROM trading_trades t
       WHERE t.closed_at IS NOT NULL AND ($10::text IS NULL OR t.strategy = $10) AND ${where} ${order}`,
      [...values, page.strategy ?? null],
    );
    return rows.map(toTrade);
  }

  /** Closed trades of an account that carry a magic number and whose order has not been looked for. */
  async findUntraced(accountId: string, limit: number): Promise<UntracedTrade[]> {
    return this.transactions.query<UntracedTrade>(
      `SELECT t.account_id AS "accountId", t.position_id AS "positionId", t.leg, t.symbol, t.side, t.magic, t.comment,
              t.opened_at AS "openedAt"
       FROM trading_trades t
       WHERE t.account_id = $1 AND t.closed_at IS NOT NULL AND t.magic IS NOT NULL AND NOT t.origin_known
       LIMIT $2`,
      [accountId, limit],
    );
  }

  /** Writes down where trades come from; null = from no order of ours. */
  async recordOrigins(
    tx: Transaction,
    trades: readonly { readonly trade: UntracedTrade; readonly origin: TradeOrigin | null }[],
  ): Promise<void> {
    await tx.query(
      `UPDATE trading_trades t SET origin_known = true, order_id = o.order_id, signal_id = o.signal_id,
         strategy = o.strategy, source = o.source, planned_risk = o.planned_risk, signal_price = o.signal_price
       FROM unnest($1::uuid[], $2::numeric[], $3::integer[], $4::bigint[], $5::bigint[], $6::text[], $7::text[],
         $8::numeric[], $9::numeric[])
         AS o (account_id, position_id, leg, order_id, signal_id, strategy, source, planned_risk, signal_price)
       WHERE t.account_id = o.account_id AND t.position_id = o.position_id AND t.leg = o.leg`,
      [
        trades.map(({ trade }) => trade.accountId),
        trades.map(({ trade }) => trade.positionId),
        trades.map(({ trade }) => trade.leg),
        trades.map(({ origin }) => origin?.orderId ?? null),
        trades.map(({ origin }) => origin?.signalId ?? null),
        trades.map(({ origin }) => origin?.strategy ?? null),
        trades.map(({ origin }) => origin?.source ?? null),
        trades.map(({ origin }) => origin?.plannedRisk?.toFixed() ?? null),
        trades.map(({ origin }) => origin?.signalPrice?.toFixed() ?? null),
      ],
    );
  }

  private async tryLock(tx: Transaction, accountId: string): Promise<boolean> {
    const [lock] = await tx.query<{ taken: boolean }>(
      `SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS taken`,
      [TRADES_LOCK, accountId],
    );
    return lock?.taken ?? false;
  }
}

function toTrade({ orderId, signalId, strategy, source, plannedRisk, signalPrice, ...row }: TradeRow): Trade {
  return {
    ...row,
    volume: new Decimal(row.volume) as Lots,
    closedVolume: new Decimal(row.closedVolume) as Lots,
    openPrice: decimal(row.openPrice) as Price | null,
    closePrice: decimal(row.closePrice) as Price | null,
    profit: new Decimal(row.profit) as Money,
    swap: new Decimal(row.swap) as Money,
    commission: new Decimal(row.commission) as Money,
    fee: new Decimal(row.fee) as Money,
    net: new Decimal(row.net) as Money,
    lowestProfit: decimal(row.lowestProfit) as Money | null,
    highestProfit: decimal(row.highestProfit) as Money | null,
    origin:
      orderId === null || signalId === null
        ? null
        : {
            orderId,
            signalId,
            strategy,
            source,
            plannedRisk: decimal(plannedRisk) as Money | null,
            signalPrice: decimal(signalPrice) as Price | null,
          },
  };
}

function decimal(figure: string | null): Decimal | null {
  return figure === null ? null : new Decimal(figure);
}
