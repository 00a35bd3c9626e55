import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Configuration } from '../config/configuration';
import { databaseOptions } from './database-options';
import { poolMetric } from './pool-metrics';
import { Transactions } from './transactions';

const connection: DynamicModule = TypeOrmModule.forRootAsync({
  inject: [Configuration],
  useFactory: ({ database }: Configuration) => ({
    ...databaseOptions(database),
    autoLoadEntities: true,
    retryAttempts: 0,
  }),
});

/** The connection pool and transactions. Each room registers its own entities. */
@Global()
@Module({ imports: [connection], providers: [Transactions, poolMetric], exports: [Transactions] })
export class DatabaseModule {}
