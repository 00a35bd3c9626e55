import { Injectable } from '@nestjs/common';
import { type Response } from 'express';
import { type Deal, placeOfDeal } from './deal';
import { DealsRepository } from './deals.repository';
import { dealBody, type DealBody } from './dto/deal.body';
import { type ExportQuery } from './dto/export.query';
import { tradeBody, type TradeBody } from './dto/trade.body';
import { type HistoryPage } from './history-page';
import { pages, sendTable, type TableExport } from './table-export';
import { placeOfTrade, type Trade } from './trade';
import { TradesRepository } from './trades.repository';

/** Short enough that what is read dies young. */
const PAGE = 500;

const DEAL_COLUMNS = [
  'ticket',
  'account_id',
  'order',
  'position',
  'symbol',
  'type',
  'entry',
  'volume',
  'price',
  'profit',
  'swap',
  'commission',
  'fee',
  'magic',
  'comment',
  'reason',
  'time',
  'broker_time',
  'time_basis',
  'received_at',
] as const satisfies readonly (keyof DealBody)[];

const TRADE_COLUMNS = [
  'position',
  'leg',
  'account_id',
  'symbol',
  'type',
  'volume',
  'open_time',
  'open_price',
  'close_time',
  'close_price',
  'holding_ms',
  'close_reason',
  'profit',
  'swap',
  'commission',
  'fee',
  'net',
  'pips',
  'planned_risk',
  'r_multiple',
  'signal_price',
  'slippage',
  'lowest_profit',
  'highest_profit',
  'deals',
  'order_id',
  'signal_id',
  'strategy',
  'source',
  'magic',
  'comment',
  'open_broker_time',
  'close_broker_time',
  'open_time_basis',
  'close_time_basis',
] as const satisfies readonly (keyof TradeBody)[];

/** Whole histories as files. */
@Injectable()
export class HistoryExports {
  constructor(
    private readonly dealRows: DealsRepository,
    private readonly tradeRows: TradesRepository,
  ) {}

  trades(userId: string, query: ExportQuery, response: Response): Promise<void> {
    const read = (last?: Trade): Promise<readonly Trade[]> =>
      this.tradeRows.findPage(userId, { ...filterOf(query), beyond: last && placeOfTrade(last) });
    const table = { name: 'trades', columns: TRADE_COLUMNS, pages: pages(PAGE, read, tradeBody) };
    return sendTable(response, { ...formatOf(query), ...table });
  }

  deals(userId: string, query: ExportQuery, response: Response): Promise<void> {
    const read = (last?: Deal): Promise<readonly Deal[]> =>
      this.dealRows.findPage(userId, { ...filterOf(query), beyond: last && placeOfDeal(last) });
    const table = { name: 'deals', columns: DEAL_COLUMNS, pages: pages(PAGE, read, dealBody) };
    return sendTable(response, { ...formatOf(query), ...table });
  }
}

function filterOf({ account_id, symbol, from, to }: ExportQuery): HistoryPage {
  return { accountId: account_id, symbol, from, to, limit: PAGE, oldestFirst: true };
}

function formatOf({
  format,
  separator,
  decimal,
  bom,
}: ExportQuery): Pick<TableExport<object>, 'format' | 'separator' | 'decimal' | 'bom'> {
  return {
    format: format ?? 'csv',
    separator: separator ?? 'comma',
    decimal: decimal ?? 'point',
    bom: bom === 'true',
  };
}
