import { Body, Controller, Get, Header, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { type Page } from '../platform/http/page';
import { BigIntPipe } from '../platform/http/path-ids';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { Clock } from '../platform/time/clock';
import { toSignalRequest } from '../signals/dto/receive-signal.dto';
import { type Signal } from '../signals/signal';
import { type SignalStatus } from '../signals/signal.state';
import { answerLanguage } from './answer-language';
import { ReplaySignalQuery, TellSignalQuery } from './dto/tell-signal.query';
import { PreviewSignalDto } from './dto/preview-signal.dto';
import { SignalPreview, type SignalPreviewView } from './signal-preview';
import { SignalReplay, type SignalReplayView } from './signal-replay';
import { ListPendingQuery } from './dto/list-pending.query';
import { ReportStatusDto, toStatusReport } from './dto/report-status.dto';
import { PendingSignalsService } from './pending-signals.service';
import { type PendingSignalView } from './pending-view';
import { SignalCancellation } from './signal-cancellation';
import { SignalStatusService } from './signal-status.service';
import { SignalStory, type SignalStoryView } from './signal-story';

interface SignalChangeView {
  readonly signal_id: number;
  readonly status: SignalStatus;
  readonly applied: boolean;
  readonly server_time: string;
}

/** What becomes of signals: only this room knows their orders. */
@ApiTags('trading')
@ApiBearerAuth()
@Controller('trading/signals')
export class SignalOrdersController {
  constructor(
    private readonly pending: PendingSignalsService,
    private readonly status: SignalStatusService,
    private readonly cancellation: SignalCancellation,
    private readonly story: SignalStory,
    private readonly previews: SignalPreview,
    private readonly replays: SignalReplay,
    private readonly clock: Clock,
  ) {}

  @Get('pending')
  @Allow('terminal')
  @Rate('terminal')
  @Header('Cache-Control', 'no-store')
  @AnswerExample(200, 'signals/pending.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'], 409: ['SESSION_FENCED', 'MT5_SESSION.ENDED'] })
  @ApiOperation({
    summary: 'The orders this session is to execute',
    description:
      'From the first time on they are this session’s own. The same list comes again, marked `possible_resend`, until ' +
      'the status of each is reported.',
  })
  async listPending(
    @Caller() { userId }: Principal,
    @Query() query: ListPendingQuery,
  ): Promise<Page<PendingSignalView>> {
    return { data: await this.pending.of(userId, query.session_id), next_cursor: null };
  }

  @Post('preview')
  @HttpCode(200)
  @Allow('signals:write')
  @BodyExample('signals/preview.request')
  @AnswerExample(200, 'signals/preview.response')
  @Refusals({ 422: ['RISK.SETTING_MISSING', 'RISK.RULE_PACK_INVALID'] })
  @ApiOperation({
    summary: 'What would become of a signal if it were sent now',
    description:
      'The decision of each account, with its numbers, under its own profile or one that is proposed. Nothing is stored ' +
      'and nothing is traded.',
  })
  preview(
    @Caller() caller: Principal,
    @Query() { lang }: TellSignalQuery,
    @Body() body: PreviewSignalDto,
    @Headers('accept-language') accepted?: string,
  ): Promise<SignalPreviewView> {
    const request = { signal: toSignalRequest(body), profile: body.risk_profile ?? null };
    return this.previews.preview(caller, request, answerLanguage(lang, accepted));
  }

  @Get(':signalId')
  @Allow('terminal', 'read')
  @AnswerExample(200, 'signals/signal-by-id.response')
  @Refusals({ 404: ['SIGNAL.NOT_FOUND'] })
  @ApiOperation({
    summary: 'One signal with its decision, account by account and step by step',
    description: 'In English or French, by `lang` or the header `Accept-Language`.',
  })
  get(
    @Caller() { userId }: Principal,
    @Param('signalId', BigIntPipe) signalId: string,
    @Query() { lang }: TellSignalQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<SignalStoryView> {
    return this.story.tell(userId, signalId, answerLanguage(lang, accepted));
  }

  @Get(':signalId/replay')
  @Allow('read')
  @AnswerExample(200, 'signals/replay.response')
  @Refusals({ 404: ['SIGNAL.NOT_FOUND', 'ACCOUNT.NOT_FOUND'] })
  @ApiOperation({
    summary: 'The decision made again from what was stored, under this profile or another',
    description: 'Nothing is traded. `same` says whether the answer is the original one, to the last number.',
  })
  replay(
    @Caller() { userId }: Principal,
    @Param('signalId', BigIntPipe) signalId: string,
    @Query() { lang, profile = 'original', account_id: accountId }: ReplaySignalQuery,
    @Headers('accept-language') accepted?: string,
  ): Promise<SignalReplayView> {
    const language = answerLanguage(lang, accepted);
    return this.replays.replay(userId, signalId, { profile, accountId: accountId ?? null }, language);
  }

  @Post(':signalId/status')
  @HttpCode(200)
  @Allow('terminal')
  @Rate('terminal')
  @BodyExample('signals/status.request')
  @AnswerExample(200, 'signals/status.response')
  @Refusals({
    404: ['SIGNAL.NOT_FOUND'],
    409: ['SIGNAL.NOT_HANDED_OUT', 'SIGNAL.STATUS_AMBIGUOUS'],
    422: ['SIGNAL.ID_MISMATCH'],
  })
  @ApiOperation({
    summary: 'Report what the terminal did with a signal',
    description:
      '`applied` is false when it was known already, or came after the end and is kept as evidence.',
  })
  async reportStatus(
    @Caller() { userId }: Principal,
    @Param('signalId', BigIntPipe) signalId: string,
    @Body() body: ReportStatusDto,
  ): Promise<SignalChangeView> {
    return this.present(await this.status.report(userId, toStatusReport(signalId, body)));
  }

  @Post(':signalId/cancel')
  @HttpCode(200)
  @Allow('signals:write')
  @AnswerExample(200, 'signals/cancel.response')
  // It needs no body; one that is sent all the same is read as strictly as any.
  @Refusals({
    400: ['REQUEST.MALFORMED'],
    404: ['SIGNAL.NOT_FOUND'],
    413: ['REQUEST.BODY_TOO_LARGE'],
    415: ['REQUEST.UNSUPPORTED_MEDIA_TYPE'],
  })
  @ApiOperation({
    summary: 'Take a signal back',
    description: 'What a terminal has already been handed counts as cancelled when the terminal says so.',
  })
  async cancel(
    @Caller() { userId }: Principal,
    @Param('signalId', BigIntPipe) signalId: string,
  ): Promise<SignalChangeView> {
    return this.present(await this.cancellation.cancel(userId, signalId));
  }

  private present({ signal, applied }: { signal: Signal; applied: boolean }): SignalChangeView {
    return {
      signal_id: Number(signal.id),
      status: signal.status,
      applied,
      server_time: this.clock.now().toISOString(),
    };
  }
}
