import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readContractExamples } from '../platform/http/openapi/contract-examples';
import { PublicRoute } from '../platform/http/public-route';

/** Describes the live feed to programs, as `/docs-json` does the API. */
@ApiExcludeController()
@PublicRoute()
@Controller('docs')
export class LiveDescriptionController {
  private description: unknown;

  /** AsyncAPI 3, made from the types of the events themselves. */
  @Get('asyncapi')
  describe(): unknown {
    return (this.description ??= readContractExamples().get('live/asyncapi'));
  }
}
