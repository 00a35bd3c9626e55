import { Body, Controller, Get, HttpCode, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { SESSION_REFUSALS } from '../mt5-session/mt5-session.errors';
import { EtagInterceptor } from '../platform/http/etag.interceptor';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { Clock } from '../platform/time/clock';
import { placeOfDeal } from './deal';
import { dealBody, type DealBody } from './dto/deal.body';
import { ReportDealsDto, toReportedDeal } from './dto/deal.dto';
import { keyOf, placeOf } from './dto/history.query';
import { ListDealsQuery } from './dto/list-deals.query';
import { beforeIdOf, ListPositionsQuery } from './dto/list-positions.query';
import { positionBody, type PositionBody } from './dto/position.body';
import { toReportedPosition } from './dto/position.dto';
import { isWhole, UpdatePositionsDto } from './dto/update-positions.dto';
import { type SnapshotOutcome } from './position';
import { PositionReportsService } from './position-reports.service';
import { PositionsService } from './positions.service';

interface PositionsUpdated extends Omit<SnapshotOutcome, 'whole' | 'open'> {
  readonly session_id: string;
  readonly server_time: string;
}

@ApiTags('trading')
@ApiBearerAuth()
@Controller('trading')
export class PositionsController {
  constructor(
    private readonly positions: PositionsService,
    private readonly reports: PositionReportsService,
    private readonly clock: Clock,
  ) {}

  @Post('positions/update')
  @HttpCode(200)
  @Allow('terminal')
  @Rate('terminal')
  @BodyExample('positions/update.request')
  @AnswerExample(200, 'positions/update.response')
  @Refusals(SESSION_REFUSALS)
  @ApiOperation({
    summary: 'Report all open positions',
    description:
      'What is new was opened, what differs was changed, what is missing was closed. `applied` is false when a newer ' +
      'list of the same session was applied before.',
  })
  async update(@Caller() { userId }: Principal, @Body() body: UpdatePositionsDto): Promise<PositionsUpdated> {
    const { applied, opened, changed, closed } = await this.reports.updatePositions(
      { userId, sessionId: body.session_id },
      {
        positions: body.positions.map(toReportedPosition),
        complete: isWhole(body),
        reportedAt: body.timestamp ?? null,
      },
    );
    const server_time = this.clock.now().toISOString();
    return { session_id: body.session_id, applied, opened, changed, closed, server_time };
  }

  @Get('positions')
  @Allow('terminal', 'read')
  @Rate('read')
  @AnswerExample(200, 'positions/list.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'] })
  @ApiOperation({ summary: 'List open positions, or closed ones, the newest first' })
  async list(
    @Caller() { userId }: Principal,
    @Query() query: ListPositionsQuery,
  ): Promise<Page<PositionBody>> {
    const { limit, symbol } = query;
    const rows = await this.positions.list(userId, {
      accountId: await this.reports.accountIdOf(userId, query),
      symbol,
      status: query.status ?? 'OPEN',
      beforeId: beforeIdOf(query.cursor),
      limit: limit + 1,
    });
    return pageOf(rows, limit, ({ id }) => [id], positionBody);
  }

  @Post('deals')
  @HttpCode(200)
  @Allow('terminal')
  @Rate('terminal')
  @BodyExample('positions/deals.request')
  @AnswerExample(200, 'positions/deals.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'] })
  @ApiOperation({
    summary: 'Report deals of the history',
    description: 'Each is kept once. `last_deal_ticket` is the highest one known: go on from there.',
  })
  async reportDeals(
    @Caller() { userId }: Principal,
    @Body() body: ReportDealsDto,
  ): Promise<{ session_id: string; stored: number; known: number; last_deal_ticket: string | null }> {
    const reporter = { userId, sessionId: body.session_id };
    const { stored, known, lastDealTicket } = await this.reports.reportDeals(
      reporter,
      body.deals.map(toReportedDeal),
    );
    return { session_id: body.session_id, stored, known, last_deal_ticket: lastDealTicket };
  }

  @Get('history')
  @UseInterceptors(EtagInterceptor)
  @Allow('terminal', 'read')
  @Rate('read')
  @AnswerExample(200, 'positions/history.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'] })
  @ApiOperation({ summary: 'List deals, the latest first' })
  async history(@Caller() { userId }: Principal, @Query() query: ListDealsQuery): Promise<Page<DealBody>> {
    const { limit, symbol, position, from, to } = query;
    const rows = await this.positions.history(userId, {
      accountId: await this.reports.accountIdOf(userId, query),
      symbol,
      positionId: position,
      from,
      to,
      beyond: placeOf(query.cursor),
      limit: limit + 1,
    });
    return pageOf(rows, limit, (deal) => keyOf(placeOfDeal(deal)), dealBody);
  }
}
