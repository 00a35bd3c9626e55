import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '../config/configuration';
import { type ErrorReports, openErrorReports } from './error-reports';
import { openTracer } from './otlp-tracer';
import { type Tracer, traceWith } from './spans';

/** Token of what reports failures to people; null unless SENTRY_DSN is set. */
export const ERROR_REPORTS = Symbol('ERROR_REPORTS');
const TRACER = Symbol('TRACER');

/** Sends the last reports and spans when everything else is over. */
@Injectable()
class TelemetryEnd implements OnApplicationShutdown {
  constructor(
    @Inject(ERROR_REPORTS) private readonly reports: ErrorReports | null,
    @Inject(TRACER) private readonly tracer: Tracer | null,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    if (this.tracer) traceWith(null);
    await Promise.all([this.reports?.close(), this.tracer?.close()]);
  }
}

@Global()
@Module({
  providers: [
    {
      provide: ERROR_REPORTS,
      inject: [Configuration],
      useFactory: (configuration: Configuration) => openErrorReports(configuration),
    },
    {
      provide: TRACER,
      inject: [Configuration],
      useFactory: async (configuration: Configuration) => {
        const tracer = await openTracer(configuration);
        if (tracer) traceWith(tracer);
        return tracer;
      },
    },
    TelemetryEnd,
  ],
  exports: [ERROR_REPORTS],
})
export class TelemetryModule {}
