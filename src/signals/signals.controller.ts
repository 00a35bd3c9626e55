import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Allow, Caller, type Principal } from '../auth/principal';
import { type Page, pageOf } from '../platform/http/page';
import { ListSignalsQuery, toSignalFilter } from './dto/list-signals.query';
import { ReceiveSignalDto, toSignalRequest } from './dto/receive-signal.dto';
import { IdempotencyKey } from './idempotency-key';
import { type Received } from './signal-intake';
import { presentReceived, presentSignal, type SignalAnswer, type SignalView } from './signal-view';
import { SignalsService } from './signals.service';

@ApiTags('trading')
@Controller('trading/signals')
export class SignalsController {
  constructor(private readonly signals: SignalsService) {}

  /** 201 the first time; 200 with `Idempotency-Replayed: true` and the same body every other time. */
  @Post()
  @Allow('terminal', 'signals:write')
  @ApiHeader({ name: 'Idempotency-Key', required: false, description: '1 to 255 visible ASCII characters' })
  async receive(
    @Caller() caller: Principal,
    @IdempotencyKey() key: string | null,
    @Body() body: ReceiveSignalDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignalAnswer> {
    return answer(response, await this.signals.receive(caller, toSignalRequest(body), key));
  }

  /** Newest first. */
  @Get()
  @Allow('terminal', 'read')
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
