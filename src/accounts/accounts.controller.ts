import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { SESSION_REFUSALS } from '../mt5-session/mt5-session.errors';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { UuidPipe } from '../platform/http/path-ids';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { Clock } from '../platform/time/clock';
import { AccountReportsService } from './account-reports.service';
import { accountBody, type AccountBody } from './dto/account.body';
import { toAccountState, UpdateAccountDto } from './dto/account-state.dto';
import { ReportSymbolsDto, toQuotes, toSymbolSpec } from './dto/report-symbols.dto';

interface Acknowledged {
  readonly session_id: string;
  readonly server_time: string;
}

interface AccountOfSession extends AccountBody {
  readonly session_id: string;
  /** How far the broker's clock is ahead of UTC; null until the terminal says. */
  readonly broker_utc_offset_seconds: number | null;
}

@ApiTags('mt5')
@ApiBearerAuth()
@Controller('mt5')
export class AccountsController {
  constructor(
    private readonly reports: AccountReportsService,
    private readonly clock: Clock,
  ) {}

  @Post('account/update')
  @HttpCode(200)
  @Allow('terminal')
  @Rate('terminal')
  @BodyExample('mt5/account-update.request')
  @AnswerExample(200, 'mt5/account-update.response')
  @Refusals(SESSION_REFUSALS)
  @ApiOperation({
    summary: "Report an account's money",
    description:
      'A figure that is absent stays as it was. `applied` is false when a newer report of the same connection was ' +
      'applied before: this one is kept as history only.',
  })
  async update(
    @Caller() { userId }: Principal,
    @Body() body: UpdateAccountDto,
  ): Promise<Acknowledged & { readonly applied: boolean }> {
    const reporter = { userId, sessionId: body.session_id };
    const { applied } = await this.reports.updateState(
      reporter,
      toAccountState(body),
      body.timestamp ?? undefined,
    );
    return { session_id: body.session_id, applied, server_time: this.clock.now().toISOString() };
  }

  @Get('account/:session_id')
  @Allow('terminal', 'read')
  @Rate('read')
  @AnswerExample(200, 'mt5/account.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'] })
  @ApiOperation({ summary: 'The account of a session, as last reported' })
  @ApiParam({ name: 'session_id', format: 'uuid' })
  async get(
    @Caller() { userId }: Principal,
    @Param('session_id', UuidPipe) sessionId: string,
  ): Promise<AccountOfSession> {
    const account = await this.reports.accountOf({ userId, sessionId });
    return {
      session_id: sessionId,
      ...accountBody(account),
      broker_utc_offset_seconds: account.brokerUtcOffsetSeconds,
    };
  }

  @Post('symbols')
  @HttpCode(200)
  @Allow('terminal')
  @Rate('terminal')
  @BodyExample('mt5/symbols.request')
  @AnswerExample(200, 'mt5/symbols.response')
  @Refusals(SESSION_REFUSALS)
  @ApiOperation({
    summary: 'Report the conditions of symbols',
    description: "Sizes are computed with these from then on, instead of the house's catalogue.",
  })
  async reportSymbols(
    @Caller() { userId }: Principal,
    @Body() body: ReportSymbolsDto,
  ): Promise<Acknowledged & { readonly stored: number }> {
    const stored = await this.reports.reportSymbols(
      { userId, sessionId: body.session_id },
      body.symbols.map(toSymbolSpec),
      toQuotes(body.symbols),
    );
    return { session_id: body.session_id, stored, server_time: this.clock.now().toISOString() };
  }
}
