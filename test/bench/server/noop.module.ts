import { Body, Controller, type DynamicModule, Module, Post, Res } from '@nestjs/common';
import { type Response } from 'express';
import { AppModule } from '../../../src/app.module';
import { Allow, Caller, type Principal } from '../../../src/auth/principal';
import { type Configuration } from '../../../src/platform/config/configuration';
import { Rate } from '../../../src/platform/http/rate-limit/rate-limits';
import { Clock } from '../../../src/platform/time/clock';
import { ReceiveSignalDto, toSignalRequest } from '../../../src/signals/dto/receive-signal.dto';
import { IdempotencyKey } from '../../../src/signals/idempotency-key';
import { presentReceived, type SignalAnswer } from '../../../src/signals/signal-view';

/** `POST /trading/signals` without a database: the same guards, limits, validation, logging and answer. */
@Controller('bench')
class NoopController {
  constructor(private readonly clock: Clock) {}

  @Post('noop')
  @Allow('terminal', 'signals:write')
  @Rate('signals')
  receive(
    @Caller() _caller: Principal,
    @IdempotencyKey() _key: string | null,
    @Body() body: ReceiveSignalDto,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SignalAnswer> {
    response.status(201);
    toSignalRequest(body);
    const received = { signalId: '1', receivedAt: this.clock.now(), refusal: null, replayed: false };
    return Promise.resolve(presentReceived(received));
  }
}

/** The product and, beside it, what it is compared with. */
@Module({})
export class MeasuredModule {
  static with(configuration: Configuration): DynamicModule {
    return {
      module: MeasuredModule,
      imports: [AppModule.with(configuration)],
      controllers: [NoopController],
    };
  }
}
