import { Controller, Delete, Get, HttpCode, Ip, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AnswerExample, Refusals } from '../platform/http/openapi/documented';
import { decodeCursor, isInstantPart, isUuidPart, type Page, pageOf, PageQuery } from '../platform/http/page';
import { UuidPipe } from '../platform/http/path-ids';
import { SessionAnswer, SessionPage } from './dto/session-answer';
import { Caller, type Principal } from './principal';
import { type SessionPosition } from './refresh-tokens.repository';
import { Sessions } from './sessions';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Get()
  @ApiOperation({
    summary: 'List the logins that are going on, the latest first',
    description: 'Each is one browser or program that was let in by the password.',
  })
  @ApiResponse({ status: 200, type: SessionPage, description: 'One page' })
  @AnswerExample(200, 'auth/list-sessions.response')
  async list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<SessionAnswer>> {
    const rows = await this.sessions.list(caller.userId, query.limit + 1, positionOf(query));
    return pageOf(
      rows,
      query.limit,
      ({ loggedInAt, id }) => [loggedInAt.toISOString(), id],
      (session) => new SessionAnswer(session, caller.sessionId),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({
    summary: 'End one login',
    description:
      'It cannot be renewed any more, and access tokens made before are refused at once, in other processes within ' +
      '5 seconds. The other logins renew theirs without noticing.',
  })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 204, description: 'It is over, now or before' })
  @Refusals({ 404: ['AUTH.SESSION_NOT_FOUND'] })
  end(@Caller() caller: Principal, @Param('id', UuidPipe) id: string, @Ip() ip: string): Promise<void> {
    return this.sessions.endOne(caller.userId, id, ip);
  }
}

function positionOf({ cursor }: PageQuery): SessionPosition | null {
  if (cursor === undefined) return null;
  const [loggedInAt, id] = decodeCursor<[string, string]>(cursor, [isInstantPart, isUuidPart]);
  return { loggedInAt, id };
}
