import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { AccountHistoryService } from './account-history.service';
import { AccountCurveBucketEntity } from './account-curve-bucket.entity';
import { AccountCurveEntity } from './account-curve.entity';
import { AccountCurvesRepository } from './account-curves.repository';
import { AccountCurvesService } from './account-curves.service';
import { AccountReportsService } from './account-reports.service';
import { AccountSnapshotEntity } from './account-snapshot.entity';
import { AccountSnapshotsRepository } from './account-snapshots.repository';
import { AccountsController } from './accounts.controller';
import { AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { CurveKeeper } from './curve-keeper';
import { SnapshotPartitions } from './snapshot-partitions';
import { SymbolSpecEntity } from './symbol-spec.entity';
import { SymbolSpecsRepository } from './symbol-specs.repository';
import { SymbolSpecsService } from './symbol-specs.service';
import { TradingAccountEntity } from './trading-account.entity';

/** Trading accounts: their money over time, and their symbols' conditions. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      TradingAccountEntity,
      SymbolSpecEntity,
      AccountSnapshotEntity,
      AccountCurveEntity,
      AccountCurveBucketEntity,
    ]),
    Mt5SessionModule,
  ],
  controllers: [AccountsController],
  providers: [
    AccountHistoryService,
    AccountReportsService,
    AccountsRepository,
    AccountSnapshotsRepository,
    AccountsService,
    SymbolSpecsRepository,
    SymbolSpecsService,
    SnapshotPartitions,
    AccountCurvesRepository,
    AccountCurvesService,
    CurveKeeper,
  ],
  exports: [AccountCurvesService, AccountHistoryService, AccountsService, SymbolSpecsService],
})
export class AccountsModule {}
