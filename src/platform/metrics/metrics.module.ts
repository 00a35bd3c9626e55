import { Global, Module } from '@nestjs/common';
import { PrometheusModule } from '@willsoto/nestjs-prometheus';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { Configuration } from '../config/configuration';
import { PRODUCT_VERSION } from '../product-version';
import { MetricsController } from './metrics.controller';
import { MetricsServer } from './metrics-server';
import { requestDurations } from './request-durations';

/** Token of the observer that times requests. */
export const REQUEST_DURATIONS = Symbol('REQUEST_DURATIONS');

/** What Node tells of itself: memory, processor, garbage collection, the lag of the event loop. */
function collectProcessMetrics(): void {
  if (!register.getSingleMetric('process_cpu_seconds_total')) collectDefaultMetrics();
}

function describeBuild({ revision }: Configuration): void {
  const info =
    (register.getSingleMetric('rubi_build_info') as Gauge<'version' | 'revision'> | undefined) ??
    new Gauge({
      name: 'rubi_build_info',
      help: 'Always 1: which version runs',
      labelNames: ['version', 'revision'],
    });
  info.set({ version: PRODUCT_VERSION, revision }, 1);
}

@Global()
@Module({
  imports: [
    PrometheusModule.register({
      controller: MetricsController,
      defaultMetrics: { enabled: false },
    }),
  ],
  providers: [
    MetricsServer,
    {
      provide: REQUEST_DURATIONS,
      inject: [Configuration],
      useFactory: (configuration: Configuration) => {
        collectProcessMetrics();
        describeBuild(configuration);
        return requestDurations();
      },
    },
  ],
  exports: [REQUEST_DURATIONS],
})
export class MetricsModule {}
