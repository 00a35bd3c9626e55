import { Injectable } from '@nestjs/common';
import { Decimal, type Lots, type Money, type Price } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { identifierOf, type PositionChange, type PositionRepricing } from './compare-positions';
import {
  type Position,
  type PositionKey,
  type PositionsReporter,
  type PositionStatus,
  type ReportedPosition,
} from './position';

const POSITION = `
  p.id, p.user_id AS "userId", p.account_id AS "accountId", p.ticket, p.identifier, p.symbol, p.side, p.volume,
  p.open_price AS "openPrice", p.current_price AS "currentPrice", p.stop_loss AS "stopLoss",
  p.take_profit AS "takeProfit", p.profit, p.swap, p.commission, p.magic, p.comment, p.opened_at AS "openedAt",
  p.first_seen_at AS "firstSeenAt", p.last_seen_at AS "lastSeenAt", p.status, p.closed_at AS "closedAt",
  p.close_reason AS "closeReason", p.close_price AS "closePrice", p.xmin::text AS version`;

/** What a terminal says of a position, as the rows of one JSON array. */
const REPORTED = `jsonb_to_recordset($1::jsonb) AS r (
  id bigint, "accountId" uuid, "userId" uuid, ticket numeric, identifier numeric, symbol text, side text, volume numeric, "openPrice" numeric,
  "currentPrice" numeric, "stopLoss" numeric, "takeProfit" numeric, profit numeric, swap numeric, commission numeric,
  magic numeric, comment text, "openedAt" timestamptz)`;

/** A decimal that the row has as text. */
type Figures = 'volume' | 'openPrice' | 'profit' | 'swap' | 'commission';
type OptionalFigures = 'currentPrice' | 'stopLoss' | 'takeProfit' | 'closePrice';
type PositionRow = Omit<Position, Figures | OptionalFigures> &
  Readonly<Record<Figures, string>> &
  Readonly<Record<OptionalFigures, string | null>>;

export interface PositionsPage {
  readonly accountId?: string | undefined;
  readonly symbol?: string | undefined;
  readonly status: PositionStatus;
  readonly limit: number;
  /** The id of the last row of the page before. */
  readonly beforeId?: string | undefined;
}

/** A position that is new, and whose it is. */
export interface OpenedPosition {
  readonly of: Pick<PositionsReporter, 'accountId' | 'userId'>;
  readonly reported: ReportedPosition;
}

@Injectable()
export class PositionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async findOpenOf(tx: Transaction | null, accountIds: readonly string[]): Promise<Position[]> {
    const rows = await (tx ?? this.transactions).query<PositionRow>(
      `SELECT ${POSITION} FROM trading_positions p
       WHERE p.account_id = ANY($1) AND p.status = 'OPEN' ORDER BY p.id`,
      [accountIds],
    );
    return rows.map(toPosition);
  }

  /** Which versions of which rows are open on each of these accounts; none for an account without. */
  async openVersionsOf(
    tx: Transaction | null,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await (tx ?? this.transactions).query<{ accountId: string; versions: string }>(
      `SELECT p.account_id AS "accountId", string_agg(p.id || ':' || p.xmin, ',' ORDER BY p.id) AS versions
       FROM trading_positions p WHERE p.account_id = ANY($1) AND p.status = 'OPEN' GROUP BY p.account_id`,
      [accountIds],
    );
    return new Map(rows.map(({ accountId, versions }) => [accountId, versions]));
  }

  async countOpenOf(userId: string): Promise<number> {
    const [counted] = await this.transactions.query<{ open: number }>(
      `SELECT count(*)::integer AS open FROM trading_positions WHERE user_id = $1 AND status = 'OPEN'`,
      [userId],
    );
    return counted?.open ?? 0;
  }

  async countOpen(): Promise<number> {
    const [counted] = await this.transactions.query<{ open: number }>(
      `SELECT count(*)::integer AS open FROM trading_positions WHERE status = 'OPEN'`,
    );
    return counted?.open ?? 0;
  }

  /** Newest first. */
  async findPage(userId: string, page: PositionsPage): Promise<Position[]> {
    const rows = await this.transactions.query<PositionRow>(
      `SELECT ${POSITION} FROM trading_positions p
       WHERE p.user_id = $1 AND p.status = $2
         AND ($3::uuid IS NULL OR p.account_id = $3)
         AND ($4::text IS NULL OR p.symbol = $4)
         AND ($5::bigint IS NULL OR p.id < $5)
       ORDER BY p.id DESC LIMIT $6`,
      [userId, page.status, page.accountId ?? null, page.symbol ?? null, page.beforeId ?? null, page.limit],
    );
    return rows.map(toPosition);
  }

  /**
   * Writes new positions of different accounts with one statement. One that was taken for closed and is in the list again
   * is open again: the terminal knows better.
   */
  async open(tx: Transaction, opened: readonly OpenedPosition[], now: Date): Promise<Position[]> {
    if (opened.length === 0) return [];
    const rows = await tx.query<PositionRow>(
      `INSERT INTO trading_positions AS p
         (account_id, user_id, ticket, identifier, symbol, side, volume, open_price, current_price, stop_loss,
          take_profit, profit, swap, commission, magic, comment, opened_at, first_seen_at, last_seen_at, status, lowest_profit,
          highest_profit)
       SELECT r."accountId", r."userId", r.ticket, r.identifier, r.symbol, r.side, r.volume, r."openPrice",
              r."currentPrice", r."stopLoss", r."takeProfit", r.profit, r.swap, r.commission, r.magic, r.comment,
              r."openedAt", $2, $2, 'OPEN', r.profit + r.swap, r.profit + r.swap
       FROM ${REPORTED}
       ON CONFLICT (account_id, identifier) DO UPDATE SET
         ticket = excluded.ticket, side = excluded.side, volume = excluded.volume, open_price = excluded.open_price,
         current_price = excluded.current_price, stop_loss = excluded.stop_loss, take_profit = excluded.take_profit,
         profit = excluded.profit, swap = excluded.swap, commission = excluded.commission,
         magic = coalesce(excluded.magic, p.magic), comment = coalesce(excluded.comment, p.comment),
         opened_at = excluded.opened_at, last_seen_at = excluded.last_seen_at, status = 'OPEN',
         lowest_profit = least(p.lowest_profit, excluded.lowest_profit),
         highest_profit = greatest(p.highest_profit, excluded.highest_profit),
         closed_at = NULL, close_reason = NULL, close_price = NULL
       RETURNING ${POSITION}`,
      [
        JSON.stringify(
          opened.map(({ of, reported }) => ({
            ...toReported(reported),
            accountId: of.accountId,
            userId: of.userId,
          })),
        ),
        now,
      ],
    );
    return rows.map(toPosition);
  }

  /** Writes what changed on known positions with one statement. */
  async change(tx: Transaction, changed: readonly PositionChange[], now: Date): Promise<Position[]> {
    if (changed.length === 0) return [];
    const rows = await tx.query<PositionRow>(
      `UPDATE trading_positions p SET
         ticket = r.ticket, identifier = r.identifier, symbol = r.symbol, side = r.side, volume = r.volume,
         open_price = r."openPrice", current_price = r."currentPrice", stop_loss = r."stopLoss",
         take_profit = r."takeProfit", profit = r.profit, swap = r.swap, commission = r.commission,
         magic = coalesce(r.magic, p.magic), comment = coalesce(r.comment, p.comment), opened_at = r."openedAt",
         last_seen_at = $2, lowest_profit = least(p.lowest_profit, r.profit + r.swap),
         highest_profit = greatest(p.highest_profit, r.profit + r.swap)
       FROM ${REPORTED}
       WHERE p.id = r.id
       RETURNING ${POSITION}`,
      [
        JSON.stringify(changed.map(({ before, reported }) => ({ ...toReported(reported), id: before.id }))),
        now,
      ],
    );
    return rows.map(toPosition);
  }

  /**
   * Writes new prices of positions whose terms are as they were: nearly all that is ever written of them. The rows are
   * what was known and what is said here, so that only their version, which is one for all, needs to come back.
   */
  async reprice(tx: Transaction, repriced: readonly PositionRepricing[], now: Date): Promise<Position[]> {
    if (repriced.length === 0) return [];
    const [{ version } = { version: '' }] = await tx.query<{ version: string }>(
      `WITH repriced AS (
         UPDATE trading_positions p SET
           current_price = r.current_price, profit = r.profit, last_seen_at = $4,
           lowest_profit = least(p.lowest_profit, r.profit + p.swap),
           highest_profit = greatest(p.highest_profit, r.profit + p.swap)
         FROM unnest($1::bigint[], $2::numeric[], $3::numeric[]) AS r (id, current_price, profit)
         WHERE p.id = r.id
         RETURNING p.xmin
       )
       SELECT DISTINCT xmin::text AS version FROM repriced`,
      [
        repriced.map(({ before }) => before.id),
        repriced.map(({ reported }) => reported.currentPrice?.toFixed() ?? null),
        repriced.map(({ reported }) => reported.profit.toFixed()),
        now,
      ],
    );
    return repriced.map(({ before, reported: { currentPrice, profit } }) => ({
      ...before,
      currentPrice,
      profit,
      lastSeenAt: now,
      version,
    }));
  }

  async close(tx: Transaction, absent: readonly Position[], now: Date): Promise<void> {
    await tx.query(
      `UPDATE trading_positions SET status = 'CLOSED', closed_at = $2, last_seen_at = $2 WHERE id = ANY($1)`,
      [absent.map(({ id }) => id), now],
    );
  }

  /**
   * Gives closed positions what their deals tell: when, why and at what price they were closed, and what they brought.
   * The price is that of all exits, weighted by volume; the reason and the time are the last one's.
   */
  async settle(tx: Transaction, gone: readonly PositionKey[]): Promise<Position[]> {
    const rows = await tx.query<PositionRow>(
      `WITH trade AS (
         SELECT d.account_id, d.position_id,
                sum(d.profit) AS profit, sum(d.swap) AS swap, sum(d.commission + d.fee) AS commission,
                max(d.executed_at) FILTER (WHERE d.entry <> 'IN') AS closed_at,
                (array_agg(d.reason ORDER BY d.executed_at DESC, d.ticket DESC)
                   FILTER (WHERE d.entry <> 'IN'))[1] AS close_reason,
                round(sum(d.price * d.volume) FILTER (WHERE d.entry <> 'IN')
                      / nullif(sum(d.volume) FILTER (WHERE d.entry <> 'IN' AND d.price IS NOT NULL), 0), 8)
                  AS close_price
         FROM unnest($1::uuid[], $2::numeric[]) AS gone (account_id, position_id)
         JOIN trading_deals d ON d.account_id = gone.account_id AND d.position_id = gone.position_id
         GROUP BY d.account_id, d.position_id
         HAVING bool_or(d.entry <> 'IN')
       )
       UPDATE trading_positions p SET
         closed_at = trade.closed_at, close_reason = trade.close_reason, close_price = trade.close_price,
         profit = trade.profit, swap = trade.swap, commission = trade.commission
       FROM trade
       WHERE p.account_id = trade.account_id AND p.identifier = trade.position_id AND p.status = 'CLOSED'
       RETURNING ${POSITION}`,
      [gone.map(({ accountId }) => accountId), gone.map(({ identifier }) => identifier)],
    );
    return rows.map(toPosition);
  }
}

function toReported(position: ReportedPosition): object {
  return { ...position, identifier: identifierOf(position) };
}

function toPosition(row: PositionRow): Position {
  return {
    ...row,
    volume: new Decimal(row.volume) as Lots,
    openPrice: new Decimal(row.openPrice) as Price,
    currentPrice: priceOrNull(row.currentPrice),
    stopLoss: priceOrNull(row.stopLoss),
    takeProfit: priceOrNull(row.takeProfit),
    closePrice: priceOrNull(row.closePrice),
    profit: new Decimal(row.profit) as Money,
    swap: new Decimal(row.swap) as Money,
    commission: new Decimal(row.commission) as Money,
  };
}

function priceOrNull(figure: string | null): Price | null {
  return figure === null ? null : (new Decimal(figure) as Price);
}
