import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { GuardModule } from '../guard/guard.module';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { OrdersModule } from '../orders/orders.module';
import { PositionsModule } from '../positions/positions.module';
import { SignalsModule } from '../signals/signals.module';
import { Connections } from './connections';
import { Pings } from './pings';
import { SymbolsWanted } from './symbols-wanted';
import { SyncExchange } from './sync-exchange';
import { SyncGroups } from './sync-groups';
import { SyncRhythm } from './sync-rhythm';
import { SyncController } from './sync.controller';
import { SyncService } from './sync.service';
import { TerminalReports } from './terminal-reports';

@Module({
  imports: [Mt5SessionModule, AccountsModule, PositionsModule, SignalsModule, GuardModule, OrdersModule],
  controllers: [SyncController],
  providers: [
    Connections,
    Pings,
    SymbolsWanted,
    SyncRhythm,
    TerminalReports,
    SyncExchange,
    SyncGroups,
    SyncService,
  ],
})
export class SyncModule {}
