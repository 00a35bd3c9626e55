import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, BeforeTheWall, Caller, type Principal } from '../auth/principal';
import { type SessionStatus } from '../mt5-session/session';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { Clock } from '../platform/time/clock';
import { type ConnectedView } from './connected-view';
import { Connections } from './connections';
import { ConnectDto, toConnecting } from './dto/connect.dto';
import { PingDto, toPing } from './dto/ping.dto';
import { SyncDto, toSyncMessage } from './dto/sync.dto';
import { Pings } from './pings';
import { SyncService } from './sync.service';

interface PongView {
  readonly session_id: string;
  readonly status: SessionStatus;
  readonly server_time: string;
}

@ApiTags('mt5')
@ApiBearerAuth()
@Controller('mt5')
@Allow('terminal')
@Rate('terminal')
export class SyncController {
  constructor(
    private readonly connections: Connections,
    private readonly pings: Pings,
    private readonly exchange: SyncService,
    private readonly clock: Clock,
  ) {}

  @Post('connect')
  @HttpCode(200)
  @BodyExample('mt5/connect.seed.request', 'mt5/connect.request')
  @AnswerExample(200, 'mt5/connect.response')
  @ApiOperation({
    summary: 'Open a session',
    description:
      'It shuts out the older session of the account. The same `instance_id` gets its session back in the next epoch.',
  })
  connect(@Caller() { userId }: Principal, @Body() body: ConnectDto): Promise<ConnectedView> {
    return this.connections.connect(userId, toConnecting(body));
  }

  @Post('ping')
  @BeforeTheWall('every terminal, every few seconds; written with those of others by one statement')
  @HttpCode(200)
  @BodyExample('mt5/ping.request')
  @AnswerExample(200, 'mt5/ping.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'], 409: ['SESSION_FENCED', 'MT5_SESSION.ENDED'] })
  @ApiOperation({ summary: 'Say that the terminal is there' })
  async ping(@Caller() { userId }: Principal, @Body() body: PingDto): Promise<PongView> {
    const { id } = await this.pings.receive(userId, toPing(body));
    return { session_id: id, status: 'ACTIVE', server_time: this.clock.now().toISOString() };
  }

  @Post('sync')
  @BeforeTheWall('every terminal, every second; its session is looked up by its owner first')
  @HttpCode(200)
  @BodyExample(
    'mt5/sync.request',
    'mt5/sync.idle.request',
    'mt5/sync.moved.request',
    'mt5/sync.outcomes.request',
  )
  @AnswerExample(200, 'mt5/sync.response')
  @Refusals({
    404: ['MT5_SESSION.NOT_FOUND'],
    409: ['SESSION_FENCED', 'MT5_SESSION.ENDED', 'MT5_SESSION.EPOCH_PASSED', 'MT5_SESSION.SEQUENCE_BEHIND'],
    422: ['SYNC.MOVED_NOT_ALONE'],
  })
  @ApiOperation({
    summary: 'Report everything, get everything',
    description: 'The connector’s one call per cycle. A repeated `seq` gets the stored answer.',
  })
  sync(@Caller() { userId }: Principal, @Body() body: SyncDto): Promise<unknown> {
    return this.exchange.sync(userId, toSyncMessage(body));
  }
}
