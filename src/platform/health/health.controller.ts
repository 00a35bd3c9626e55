import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import { type Response } from 'express';
import { PublicRoute } from '../http/public-route';
import { type HealthReport, HealthService, isUnable } from './health.service';

/** For people, balancers and orchestrators. Open to everybody: it tells nothing that is worth hiding. */
@ApiTags('health')
@PublicRoute()
@SkipThrottle()
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Get()
  @ApiOperation({
    summary: 'How the service is doing',
    description: 'Losing Redis is `degraded`, and still 200: everything works, within each process.',
  })
  @ApiResponse({ status: 200, description: '`ok` or `degraded`' })
  @ApiResponse({ status: 503, description: '`error` or `stopping`: the same body' })
  async show(@Res({ passthrough: true }) response: Response): Promise<HealthReport> {
    const report = await this.health.report();
    if (isUnable(report)) response.status(503);
    return report;
  }

  /** The process turns its wheel. Never asks the database: restarting us would not mend it. */
  @Get('live')
  @ApiOperation({ summary: 'Whether the process is alive' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether requests should be sent here' })
  @ApiResponse({ status: 200, description: 'The database answers, is migrated, and we are not stopping' })
  @ApiResponse({ status: 503, description: 'Send them elsewhere' })
  async ready(
    @Res({ passthrough: true }) response: Response,
  ): Promise<Pick<HealthReport, 'status' | 'checks'>> {
    const { status, checks } = await this.health.report();
    if (isUnable({ status })) response.status(503);
    return { status, checks };
  }
}
