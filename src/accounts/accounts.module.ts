import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { AccountReportsService } from './account-reports.service';
import { AccountSnapshotEntity } from './account-snapshot.entity';
import { AccountSnapshotsRepository } from './account-snapshots.repository';
import { AccountsController } from './accounts.controller';
import { AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { SnapshotPartitions } from './snapshot-partitions';
import { SymbolSpecEntity } from './symbol-spec.entity';
import { SymbolSpecsRepository } from './symbol-specs.repository';
import { SymbolSpecsService } from './symbol-specs.service';
import { TradingAccountEntity } from './trading-account.entity';

/** Trading accounts: their money over time, and their symbols' conditions. */
@Module({
  imports: [
    TypeOrmModule.forFeature([TradingAccountEntity, SymbolSpecEntity, AccountSnapshotEntity]),
    Mt5SessionModule,
  ],
  controllers: [AccountsController],
  providers: [
    AccountReportsService,
    AccountsRepository,
    AccountSnapshotsRepository,
    AccountsService,
    SymbolSpecsRepository,
    SymbolSpecsService,
    SnapshotPartitions,
  ],
  exports: [AccountsService, SymbolSpecsService],
})
export class AccountsModule {}
