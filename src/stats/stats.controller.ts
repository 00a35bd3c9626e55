import { Controller, Get, Query, UseInterceptors } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { EtagInterceptor } from '../platform/http/etag.interceptor';
import { AnswerExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { type BreakdownBody, BreakdownService } from './breakdown.service';
import { type DaysBody, DaysService } from './days.service';
import { BreakdownQuery } from './dto/breakdown.query';
import { afterOf, EquityQuery } from './dto/equity.query';
import { PeriodQuery } from './dto/period.query';
import { type BucketBody, bucketBody, EquityService } from './equity.service';
import { type PerformanceBody, PerformanceService } from './performance.service';
import { StatsService, type StatsView } from './stats.service';

const NO_ACCOUNT = { 404: ['ACCOUNT.NOT_FOUND'] };

@ApiTags('stats')
@ApiBearerAuth()
@Controller('stats')
@Allow('terminal', 'read')
export class StatsController {
  constructor(
    private readonly stats: StatsService,
    private readonly performances: PerformanceService,
    private readonly breakdowns: BreakdownService,
    private readonly daily: DaysService,
    private readonly equities: EquityService,
  ) {}

  @Get()
  @AnswerExample(200, 'stats/stats.response')
  @ApiOperation({ summary: 'How many signals, sessions and positions the caller has' })
  get(@Caller() { userId }: Principal): Promise<StatsView> {
    return this.stats.of(userId);
  }

  @Get('performance')
  @UseInterceptors(EtagInterceptor)
  @AnswerExample(200, 'stats/performance.response')
  @Refusals(NO_ACCOUNT)
  @ApiOperation({
    summary: 'How accounts did, by their closed trades',
    description:
      'Ratios are parts of one: 0.05 is five percent. A figure is null where it cannot be computed; `not_enough` lists ' +
      'those that are null because there are too few trades or days. docs/statistics.md defines every figure.',
  })
  async performance(
    @Caller() { userId }: Principal,
    @Query() query: PeriodQuery,
  ): Promise<{ data: readonly PerformanceBody[] }> {
    return { data: await this.performances.of(userId, query) };
  }

  @Get('breakdown')
  @UseInterceptors(EtagInterceptor)
  @AnswerExample(200, 'stats/breakdown.response')
  @Refusals(NO_ACCOUNT)
  @ApiOperation({ summary: 'Closed trades by symbol, side, hour, weekday, month, strategy, source or exit' })
  async breakdown(
    @Caller() { userId }: Principal,
    @Query() query: BreakdownQuery,
  ): Promise<{ data: readonly BreakdownBody[] }> {
    return { data: await this.breakdowns.of(userId, query) };
  }

  @Get('days')
  @UseInterceptors(EtagInterceptor)
  @AnswerExample(200, 'stats/days.response')
  @Refusals(NO_ACCOUNT)
  @ApiOperation({
    summary: 'Accounts day by day: trades closed, the balance, deposits and withdrawals',
    description:
      'Days are of UTC; those without a deal are left out. `profit` is what the trades closed then brought.',
  })
  async days(
    @Caller() { userId }: Principal,
    @Query() query: PeriodQuery,
  ): Promise<{ data: readonly DaysBody[] }> {
    return { data: await this.daily.of(userId, query) };
  }

  @Get('equity')
  @UseInterceptors(EtagInterceptor)
  @AnswerExample(200, 'stats/equity.response')
  @Refusals({ ...NO_ACCOUNT, 422: ['STATS.ACCOUNT_REQUIRED'] })
  @ApiOperation({
    summary: "An account's balance and equity over time, the oldest first",
    description: 'A bucket in which no terminal reported is left out: the last one before it still holds.',
  })
  async equity(@Caller() { userId }: Principal, @Query() query: EquityQuery): Promise<Page<BucketBody>> {
    const { limit } = query;
    const buckets = await this.equities.of(userId, query.account_id, {
      resolution: query.resolution ?? '1d',
      from: query.from,
      to: query.to,
      after: afterOf(query.cursor),
      limit: limit + 1,
    });
    return pageOf(buckets, limit, ({ startsAt }) => [startsAt.toISOString()], bucketBody);
  }
}
