import { Body, Controller, Delete, Get, Header, HttpCode, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { decodeCursor, isInstantPart, isUuidPart, type Page, pageOf, PageQuery } from '../platform/http/page';
import { UuidPipe } from '../platform/http/path-ids';
import { type ApiTokenPosition } from './api-tokens.repository';
import { ApiTokens } from './api-tokens';
import { ApiTokenAnswer, ApiTokenPage, CreatedApiTokenAnswer } from './dto/answers';
import { CreateApiTokenDto, toApiTokenRequest } from './dto/create-api-token.dto';
import { Caller, type Principal } from './principal';

@ApiTags('auth')
@ApiBearerAuth()
@Controller('auth/tokens')
export class ApiTokensController {
  constructor(private readonly tokens: ApiTokens) {}

  @Post()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({
    summary: 'Make an API token for a terminal or an integration',
    description: 'The token is in this answer and in no other: only its hash is kept.',
  })
  @ApiResponse({ status: 201, type: CreatedApiTokenAnswer, description: 'The token, this once' })
  @BodyExample('auth/create-token.request')
  @AnswerExample(201, 'auth/create-token.response')
  @Refusals({ 409: ['AUTH.TOO_MANY_TOKENS'], 422: ['AUTH.EXPIRY_IN_THE_PAST'] })
  async create(
    @Caller() caller: Principal,
    @Body() body: CreateApiTokenDto,
    @Ip() ip: string,
  ): Promise<CreatedApiTokenAnswer> {
    const { description, token } = await this.tokens.create(caller.userId, toApiTokenRequest(body), ip);
    return new CreatedApiTokenAnswer(description, token);
  }

  @Get()
  @ApiOperation({ summary: 'List API tokens, newest first, revoked ones included' })
  @ApiResponse({ status: 200, type: ApiTokenPage, description: 'One page, without the tokens themselves' })
  @AnswerExample(200, 'auth/list-tokens.response')
  async list(@Caller() caller: Principal, @Query() query: PageQuery): Promise<Page<ApiTokenAnswer>> {
    const rows = await this.tokens.list(caller.userId, query.limit + 1, positionOf(query));
    return pageOf(
      rows,
      query.limit,
      ({ createdAt, id }) => [createdAt.toISOString(), id],
      (token) => new ApiTokenAnswer(token),
    );
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an API token', description: 'It is refused everywhere within 5 seconds.' })
  @ApiParam({ name: 'id', format: 'uuid' })
  @ApiResponse({ status: 204, description: 'It is revoked, now or before' })
  @Refusals({ 404: ['AUTH.TOKEN_NOT_FOUND'] })
  revoke(@Caller() caller: Principal, @Param('id', UuidPipe) id: string, @Ip() ip: string): Promise<void> {
    return this.tokens.revoke(caller.userId, id, ip);
  }
}

function positionOf({ cursor }: PageQuery): ApiTokenPosition | null {
  if (cursor === undefined) return null;
  const [createdAt, id] = decodeCursor<[string, string]>(cursor, [isInstantPart, isUuidPart]);
  return { createdAt, id };
}
