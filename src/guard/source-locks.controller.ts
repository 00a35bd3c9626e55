import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample, BodyExample, Refusals } from '../platform/http/openapi/documented';
import { UuidPipe } from '../platform/http/path-ids';
import { presentLocks, ReleaseSourceDto, type SourceLocksView } from './dto/source-locks.dto';
import { SourceLocks } from './source-locks.service';

@ApiTags('risk')
@ApiBearerAuth()
@Controller('accounts/:accountId/source-locks')
export class SourceLocksController {
  constructor(private readonly locks: SourceLocks) {}

  @Get()
  @Allow('read')
  @AnswerExample(200, 'guard/source-locks.response')
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND'] })
  @ApiOperation({ summary: 'Sources that ran away on this account, and wait for a person' })
  async list(
    @Caller() { userId }: Principal,
    @Param('accountId', UuidPipe) accountId: string,
  ): Promise<SourceLocksView> {
    return presentLocks(await this.locks.listOf(userId, accountId));
  }

  @Post('release')
  @HttpCode(200)
  @BodyExample('guard/release-source.request')
  @AnswerExample(200, 'guard/source-locks.response')
  @Refusals({ 404: ['ACCOUNT.NOT_FOUND', 'RISK.SOURCE_NOT_LOCKED'] })
  @ApiOperation({ summary: 'Let a source trade again, with a reason' })
  async release(
    @Caller() { userId }: Principal,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() { source, reason }: ReleaseSourceDto,
  ): Promise<SourceLocksView> {
    await this.locks.release(userId, accountId, source, reason);
    return presentLocks(await this.locks.listOf(userId, accountId));
  }
}
