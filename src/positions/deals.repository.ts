import { Injectable } from '@nestjs/common';
import { Decimal, type Lots, type Money, type Price } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { forEverybody } from '../platform/http/request-context';
import { type DatedDeal } from './dated-deal';
import { type Deal } from './deal';
import { endOfPage, type HistoryPage } from './history-page';

/** Deals that were stored before this was written down were all dated with the offset of the moment. */
export const TIME_BASIS = `CASE WHEN d.broker_time IS NULL THEN 'TOLD' ELSE coalesce(d.time_basis, 'ASSUMED') END`;

export const WALL_CLOCK = `'YYYY-MM-DD"T"HH24:MI:SS'`;

const DEAL = `
  d.user_id AS "userId", d.account_id AS "accountId", d.ticket, d.order_ticket AS "orderTicket",
  d.position_id AS "positionId", d.symbol, d.deal_type AS type, d.entry, d.volume, d.price, d.profit, d.swap,
  d.commission, d.fee, d.magic, d.comment, d.reason, d.executed_at AS "executedAt",
  to_char(d.broker_time, ${WALL_CLOCK}) AS "brokerTime", ${TIME_BASIS} AS "timeBasis",
  d.received_at AS "receivedAt"`;

type Figures = 'volume' | 'profit' | 'swap' | 'commission' | 'fee';
type DealRow = Omit<Deal, Figures | 'price'> &
  Readonly<Record<Figures, string>> & { readonly price: string | null };

/** A deal whose time is reckoned from the broker's clock. */
export type DatableDeal = Pick<Deal, 'ticket' | 'positionId' | 'executedAt' | 'timeBasis'> & {
  readonly brokerTime: string;
};

interface Life {
  readonly first: Date | null;
  readonly last: Date | null;
}

/** Which deals a list shows, by the time of their execution. */
export interface DealsPage extends HistoryPage {
  readonly positionId?: string | undefined;
}

@Injectable()
export class DealsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Writes with one statement what is not yet known, and returns the tickets of that. */
  async store(
    tx: Transaction,
    { userId, accountId }: { readonly userId: string; readonly accountId: string },
    deals: readonly DatedDeal[],
    now: Date,
  ): Promise<string[]> {
    const rows = await tx.query<{ ticket: string }>(
      `INSERT INTO trading_deals
         (account_id, user_id, received_at, ticket, order_ticket, position_id, symbol, deal_type, entry, volume, price,
          profit, swap, commission, fee, magic, comment, reason, executed_at, broker_time, time_basis)
       SELECT $1, $2, $3, r.ticket, r."orderTicket", r."positionId", r.symbol, r.type, r.entry, r.volume, r.price,
              r.profit, r.swap, r.commission, r.fee, r.magic, r.comment, r.reason, r."executedAt", r."brokerTime",
              r."timeBasis"
       FROM jsonb_to_recordset($4::jsonb) AS r (
         ticket numeric, "orderTicket" numeric, "positionId" numeric, symbol text, type text, entry text,
         volume numeric, price numeric, profit numeric, swap numeric, commission numeric, fee numeric, magic numeric,
         comment text, reason text, "executedAt" timestamptz, "brokerTime" timestamp, "timeBasis" text)
       ORDER BY r.ticket
       ON CONFLICT ON CONSTRAINT trading_deals_pkey DO NOTHING
       RETURNING ticket`,
      [accountId, userId, now, JSON.stringify(deals)],
    );
    return rows.map(({ ticket }) => ticket);
  }

  /** The highest ticket of each account that has any. */
  async lastTicketsOf(
    tx: Transaction | null,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const rows = await (tx ?? this.transactions).query<{ account_id: string; ticket: string }>(
      `SELECT a.account_id, last.ticket FROM unnest($1::uuid[]) AS a (account_id)
       CROSS JOIN LATERAL (
         SELECT d.ticket FROM trading_deals d WHERE d.account_id = a.account_id ORDER BY d.ticket DESC LIMIT 1
       ) AS last`,
      [accountIds],
    );
    return new Map(rows.map(({ account_id, ticket }) => [account_id, ticket]));
  }

  async findByMagic(tx: Transaction, accountId: string, magic: string): Promise<Deal[]> {
    const rows = await tx.query<DealRow>(
      `SELECT ${DEAL} FROM trading_deals d WHERE d.account_id = $1 AND d.magic = $2 ORDER BY d.ticket`,
      [accountId, magic],
    );
    return rows.map(toDeal);
  }

  /** Deals whose time in UTC may be known better, by their tickets. */
  async findDatable(accountId: string, afterTicket: string, limit: number): Promise<DatableDeal[]> {
    return this.transactions.query<DatableDeal>(
      `SELECT d.ticket, d.position_id AS "positionId", d.executed_at AS "executedAt",
              to_char(d.broker_time, ${WALL_CLOCK}) AS "brokerTime", ${TIME_BASIS} AS "timeBasis"
       FROM trading_deals d
       WHERE d.account_id = $1 AND d.ticket > $2::numeric AND d.broker_time IS NOT NULL
         AND (d.time_basis IS NULL OR d.time_basis IN ('DERIVED', 'ASSUMED'))
       ORDER BY d.ticket LIMIT $3`,
      [accountId, afterTicket, limit],
    );
  }

  /** Writes when deals were executed. */
  async date(
    tx: Transaction,
    accountId: string,
    deals: readonly Pick<Deal, 'ticket' | 'executedAt' | 'timeBasis'>[],
  ): Promise<void> {
    await tx.query(
      `UPDATE trading_deals d SET executed_at = r.executed_at, time_basis = r.time_basis
       FROM unnest($2::numeric[], $3::timestamptz[], $4::text[]) AS r (ticket, executed_at, time_basis)
       WHERE d.account_id = $1 AND d.ticket = r.ticket`,
      [
        accountId,
        deals.map(({ ticket }) => ticket),
        deals.map(({ executedAt }) => executedAt),
        deals.map(({ timeBasis }) => timeBasis),
      ],
    );
  }

  /** By the time of execution. */
  async findPage(userId: string, page: DealsPage): Promise<Deal[]> {
    const { where, order, values } = endOfPage(['d', 'executed_at', 'ticket'], userId, page);
    const life = page.positionId === undefined ? null : await this.lifeOf(userId, page.positionId);
    const rows = await this.transactions.query<DealRow>(
      `SELECT ${DEAL} FROM trading_deals d
       WHERE ($10::numeric IS NULL OR (d.position_id = $10 AND d.executed_at BETWEEN $11 AND $12))
         AND ${where} ${order}`,
      [...values, page.positionId ?? null, life?.first ?? null, life?.last ?? null],
    );
    return rows.map(toDeal);
  }

  /** When a position's first and last deal were executed. Asked for before the wall: behind it, no index finds a position. */
  private async lifeOf(userId: string, positionId: string): Promise<Life> {
    const [life] = await forEverybody(() =>
      this.transactions.query<Life>(
        `SELECT min(d.executed_at) AS first, max(d.executed_at) AS last
         FROM trading_accounts a JOIN trading_deals d ON d.account_id = a.id AND d.position_id = $2
         WHERE a.user_id = $1`,
        [userId, positionId],
      ),
    );
    return life ?? { first: null, last: null };
  }
}

function toDeal(row: DealRow): Deal {
  return {
    ...row,
    volume: new Decimal(row.volume) as Lots,
    price: row.price === null ? null : (new Decimal(row.price) as Price),
    profit: new Decimal(row.profit) as Money,
    swap: new Decimal(row.swap) as Money,
    commission: new Decimal(row.commission) as Money,
    fee: new Decimal(row.fee) as Money,
  };
}
