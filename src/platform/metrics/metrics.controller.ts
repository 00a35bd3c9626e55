import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { PrometheusController } from '@willsoto/nestjs-prometheus';
import { type Response } from 'express';
import { PublicRoute } from '../http/public-route';

/** Numbers for Prometheus. They name no person and no account, so the route is open, as scrapers expect. */
@ApiExcludeController()
@PublicRoute()
@Controller()
export class MetricsController extends PrometheusController {
  @Get()
  @Header('Cache-Control', 'no-store')
  override index(@Res({ passthrough: true }) response: Response): Promise<string> {
    return super.index(response);
  }
}
