import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, Caller, type Principal } from '../auth/principal';
import { AnswerExample } from '../platform/http/openapi/documented';
import { StatsService, type StatsView } from './stats.service';

@ApiTags('stats')
@ApiBearerAuth()
@Controller('stats')
export class StatsController {
  constructor(private readonly stats: StatsService) {}

  @Get()
  @Allow('terminal', 'read')
  @AnswerExample(200, 'stats/stats.response')
  @ApiOperation({ summary: 'How many signals, sessions and positions the caller has' })
  get(@Caller() { userId }: Principal): Promise<StatsView> {
    return this.stats.of(userId);
  }
}
