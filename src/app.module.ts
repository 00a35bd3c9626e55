import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from './accounts/accounts.module';
import { AuthModule } from './auth/auth.module';
import { type Configuration } from './platform/config/configuration';
import { ConfigurationModule } from './platform/config/configuration.module';
import { Mt5SessionModule } from './mt5-session/mt5-session.module';
import { DatabaseModule } from './platform/database/database.module';
import { EventsModule } from './platform/events/events.module';
import { TimeModule } from './platform/time/time.module';
import { PositionsModule } from './positions/positions.module';
import { SignalsModule } from './signals/signals.module';

/** Plumbing first, then the rooms, each after those it may import. */
const MODULES: DynamicModule['imports'] = [
  TimeModule,
  DatabaseModule,
  EventsModule,
  AuthModule,
  Mt5SessionModule,
  AccountsModule,
  PositionsModule,
  SignalsModule,
];

@Module({})
export class AppModule {
  static with(configuration: Configuration): DynamicModule {
    return { module: AppModule, imports: [ConfigurationModule.of(configuration), ...(MODULES ?? [])] };
  }
}
