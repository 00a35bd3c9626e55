import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module';
import { AuthModule } from './auth/auth.module';
import { GuardModule } from './guard/guard.module';
import { OrdersModule } from './orders/orders.module';
import { SyncModule } from './sync/sync.module';
import { StatsModule } from './stats/stats.module';
import { LiveModule } from './live/live.module';
import { type Configuration } from './platform/config/configuration';
import { ConfigurationModule } from './platform/config/configuration.module';
import { Mt5SessionModule } from './mt5-session/mt5-session.module';
import { DatabaseModule } from './platform/database/database.module';
import { EventsModule } from './platform/events/events.module';
import { HealthModule } from './platform/health/health.module';
import { AdmissionModule } from './platform/http/admission/admission.module';
import { RateLimitModule } from './platform/http/rate-limit/rate-limit.module';
import { LoggingModule } from './platform/logging/logging.module';
import { MetricsModule } from './platform/metrics/metrics.module';
import { RetentionModule } from './platform/retention/retention.module';
import { TelemetryModule } from './platform/telemetry/telemetry.module';
import { TimeModule } from './platform/time/time.module';
import { PositionsModule } from './positions/positions.module';
import { SignalsModule } from './signals/signals.module';

/** Plumbing first, then the rooms, each after those it may import; but a request looks at one route after another. */
const MODULES: DynamicModule['imports'] = [
  LoggingModule,
  TimeModule,
  MetricsModule,
  HealthModule,
  DatabaseModule,
  TelemetryModule,
  EventsModule,
  RetentionModule,
  AuthModule,
  // After the guard that recognises callers: they are limited by who they are.
  RateLimitModule,
  AdmissionModule,
  // Every terminal calls it every second: its route comes before all others.
  SyncModule,
  Mt5SessionModule,
  AccountsModule,
  PositionsModule,
  SignalsModule,
  GuardModule,
  OrdersModule,
  StatsModule,
  LiveModule,
];

@Module({})
export class AppModule {
  static with(configuration: Configuration): DynamicModule {
    return { module: AppModule, imports: [ConfigurationModule.of(configuration), ...(MODULES ?? [])] };
  }
}
