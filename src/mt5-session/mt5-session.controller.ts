import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { type Page, pageOf } from '../platform/http/page';
import { Rate } from '../platform/http/rate-limit/rate-limits';
import { Clock } from '../platform/time/clock';
import { DisconnectDto, toSessionCounters } from './dto/disconnect.dto';
import { ListSessionsQuery, toSessionsPage } from './dto/list-sessions.query';
import { disconnectedBody, type DisconnectedBody, sessionBody, type SessionBody } from './dto/session.body';
import { Mt5SessionService } from './mt5-session.service';

@ApiTags('mt5')
@ApiBearerAuth()
@Controller('mt5')
export class Mt5SessionController {
  constructor(
    private readonly sessions: Mt5SessionService,
    private readonly clock: Clock,
  ) {}

  @Post('disconnect')
  @HttpCode(200)
  @Allow('terminal')
  @Rate('terminal')
  @BodyExample('mt5/disconnect.request')
  @AnswerExample(200, 'mt5/disconnect.response')
  @Refusals({ 404: ['MT5_SESSION.NOT_FOUND'], 409: ['SESSION_FENCED'] })
  @ApiOperation({
    summary: 'End a session',
    description: 'A terminal says goodbye, with what it counted. Saying it twice changes nothing.',
  })
  async disconnect(@Caller() caller: Principal, @Body() body: DisconnectDto): Promise<DisconnectedBody> {
    const ended = await this.sessions.disconnect(caller.userId, body.session_id, toSessionCounters(body));
    return disconnectedBody(ended, this.clock.now());
  }

  @Get('sessions')
  @Allow('terminal', 'read')
  @Rate('read')
  @AnswerExample(200, 'mt5/sessions.response')
  @ApiOperation({ summary: 'List sessions, the newest connection first' })
  async list(@Caller() caller: Principal, @Query() query: ListSessionsQuery): Promise<Page<SessionBody>> {
    const page = toSessionsPage(query);
    const sessions = await this.sessions.list(caller.userId, { ...page, limit: page.limit + 1 });
    return pageOf(
      sessions,
      page.limit,
      ({ connectedAt, id }) => [connectedAt.toISOString(), id],
      sessionBody,
    );
  }
}
