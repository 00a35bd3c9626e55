import { Inject, Injectable, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { getStorageToken, ThrottlerModule } from '@nestjs/throttler';
import { Configuration } from '../../config/configuration';
import { HealthProbes } from '../../health/health-probes';
import { Clock } from '../../time/clock';
import { RateCounters } from './rate-counters';
import { RateLimitGuard } from './rate-limit.guard';
import { SharedCounting } from './shared-counting';

const SWEEP_EVERY_MS = 60_000;

/** Keeps the counters small, and shares them with other processes when there is a Redis. */
@Injectable()
class CounterKeeping implements OnModuleInit, OnModuleDestroy {
  private sweeping: NodeJS.Timeout | undefined;
  private shared: SharedCounting | undefined;

  constructor(
    @Inject(getStorageToken()) private readonly counters: RateCounters,
    private readonly configuration: Configuration,
    private readonly probes: HealthProbes,
  ) {}

  onModuleInit(): void {
    this.sweeping = setInterval(() => {
      this.counters.sweep();
    }, SWEEP_EVERY_MS).unref();
    const { redisUrl } = this.configuration;
    const shared = redisUrl === null ? undefined : new SharedCounting(redisUrl, this.counters);
    this.shared = shared;
    this.probes.add({
      name: 'redis',
      critical: false,
      probe: async () =>
        shared ? { status: 'up', latency_ms: Math.round(await shared.pingMs()) } : { status: 'absent' },
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeping);
    this.shared?.close();
  }
}

@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [Clock],
      useFactory: (clock: Clock) => ({
        // The guard has a limit for each class of routes; this one is only there because one has to be.
        throttlers: [{ ttl: 60_000, limit: 600 }],
        storage: new RateCounters(() => clock.monotonicMs()),
      }),
    }),
  ],
  providers: [{ provide: APP_GUARD, useClass: RateLimitGuard }, CounterKeeping],
})
export class RateLimitModule {}
