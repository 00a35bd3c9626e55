import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, BeforeTheWall, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { ListSignalsQuery, toSignalFilter } from './dto/list-signals.query';
import { ReceiveSignalDto, toSignalRequest } from './dto/receive-signal.dto';
import { IdempotencyKey } from './idempotency-key';
import { type Received } from './signal-intake';
import { presentReceived, presentSignal, type SignalAnswer, type SignalView } from './signal-view';
import { SignalsService } from './signals.service';

@ApiTags('trading')
@ApiBearerAuth()
@Controller('trading/signals')
export class SignalsController {
  constructor(private readonly signals: SignalsService) {}

  @Post()
  @BeforeTheWall('stored with the signals of others by one statement')
  @Allow('terminal', 'signals:write')
  @Rate('signals')
  @ApiOperation({
    summary: 'Send a signal',
    description:
      'Stored before it is answered. A repetition, by its key or by its fields, answers 200 with the same body and ' +
      '`Idempotency-Replayed: true`. A signal that the rules refuse is recorded and answered all the same.',
  })
  @BodyExample(
    'signals/signal.seed.request',
    'signals/signal.request',
    'signals/close-signal.request',
    'signals/mirrored-signal.request',
  )
  @AnswerExample(201, 'signals/signal.response', 'signals/signal-stale.response')
  @AnswerExample(200, 'signals/signal.response')
  @Refusals({ 422: ['SIGNAL.KEY_REUSED', 'SIGNAL.KEY_INVALID'], 503: ['SIGNAL.INTAKE_FULL'] })
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 255 visible ASCII characters' })
  async receive(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string | null,
    @Body() body: ReceiveSignalDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignalAnswer> {
    return answer(response, await this.signals.receive(caller, toSignalRequest(body), key));
  }

  @Get()
  @Allow('terminal', 'read')
  @AnswerExample(200, 'signals/list.response')
  @ApiOperation({ summary: 'List signals, the newest first' })
  async list(@Caller() caller: Principal, @Query() query: ListSignalsQuery): Promise<Page<SignalView>> {
    const filter = toSignalFilter(query);
    const rows = await this.signals.list(caller.userId, { ...filter, limit: filter.limit + 1 });
    return pageOf(rows, filter.limit, ({ id }) => [id], presentSignal);
  }
}

function answer(response: Response, received: Received): SignalAnswer {
  if (received.replayed) response.status(200).setHeader('Idempotency-Replayed', 'true');
  return presentReceived(received);
}
