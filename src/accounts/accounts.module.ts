import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { AccountSnapshotEntity } from './account-snapshot.entity';
import { AccountSnapshotsRepository } from './account-snapshots.repository';
import { AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { SymbolSpecEntity } from './symbol-spec.entity';
import { SymbolSpecsRepository } from './symbol-specs.repository';
import { SymbolSpecsService } from './symbol-specs.service';
import { TradingAccountEntity } from './trading-account.entity';

@Module({
  imports: [
    TypeOrmModule.forFeature([TradingAccountEntity, SymbolSpecEntity, AccountSnapshotEntity]),
    Mt5SessionModule,
  ],
  providers: [
    AccountsRepository,
    AccountSnapshotsRepository,
    AccountsService,
    SymbolSpecsRepository,
    SymbolSpecsService,
  ],
  exports: [AccountsService, SymbolSpecsService],
})
export class AccountsModule {}
