import { Controller, Get, Query, Res, UseInterceptors } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  type ApiResponseOptions,
  ApiTags,
} from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, Caller, type Principal } from '../auth/principal';
import { EtagInterceptor } from '../platform/http/etag.interceptor';
import { AnswerExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { ExportQuery } from './dto/export.query';
import { keyOf, placeOf } from './dto/history.query';
import { ListTradesQuery } from './dto/list-trades.query';
import { type TradeBody, tradeBody } from './dto/trade.body';
import { HistoryExports } from './history-exports.service';
import { PositionReportsService } from './position-reports.service';
import { placeOfTrade } from './trade';
import { TradesService } from './trades.service';

const EXPORT = `As CSV (RFC 4180, UTF-8) or JSON, the oldest first, in one answer of any size. Text that a spreadsheet would take
for a formula begins with an apostrophe.`;

/** A file of any length, in the format that was asked for. */
const FILE = {
  description: 'The file, row by row',
  content: {
    'text/csv': { schema: { type: 'string' } },
    'application/json': { schema: { type: 'array', items: { type: 'object' } } },
  },
} satisfies ApiResponseOptions;

@ApiTags('trading')
@ApiBearerAuth()
@Controller('trading')
@Allow('terminal', 'read')
@Rate('read')
export class TradesController {
  constructor(
    private readonly trades: TradesService,
    private readonly reports: PositionReportsService,
    private readonly exports: HistoryExports,
  ) {}

  @Get('trades')
  @UseInterceptors(EtagInterceptor)
  @AnswerExample(200, 'positions/trades.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'] })
  @ApiOperation({
    summary: 'List closed trades, the last closed first',
    description:
      'A trade is the life of a position, from its first deal to the one that closes it; a netting position that was ' +
      'turned round is several. `net` is what it brought after all costs.',
  })
  async list(@Caller() { userId }: Principal, @Query() query: ListTradesQuery): Promise<Page<TradeBody>> {
    const { limit, symbol, strategy, from, to } = query;
    const rows = await this.trades.list(userId, {
      accountId: await this.reports.accountIdOf(userId, query),
      symbol,
      strategy,
      from,
      to,
      beyond: placeOf(query.cursor),
      limit: limit + 1,
    });
    return pageOf(rows, limit, (trade) => keyOf(placeOfTrade(trade)), tradeBody);
  }

  @Get('trades/export')
  @ApiOkResponse(FILE)
  @ApiOperation({ summary: 'All closed trades as a file', description: EXPORT })
  async exportTrades(
    @Caller() { userId }: Principal,
    @Query() query: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.exports.trades(userId, query, response);
  }

  @Get('history/export')
  @ApiOkResponse(FILE)
  @ApiOperation({ summary: 'All deals as a file', description: EXPORT })
  async exportDeals(
    @Caller() { userId }: Principal,
    @Query() query: ExportQuery,
    @Res() response: Response,
  ): Promise<void> {
    await this.exports.deals(userId, query, response);
  }
}
