import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { OrdersModule } from '../orders/orders.module';
import { PositionsModule } from '../positions/positions.module';
import { SignalsModule } from '../signals/signals.module';
import { AccountDays } from './account-days';
import { AccountSumsService } from './account-sums.service';
import { BreakdownSums } from './breakdown-sums';
import { BreakdownService } from './breakdown.service';
import { DaysService } from './days.service';
import { EquityService } from './equity.service';
import { PerformanceService } from './performance.service';
import { StatsDayEntity } from './stats-day.entity';
import { StatsLedgerEntity } from './stats-ledger.entity';
import { StatsMonthEntity } from './stats-month.entity';
import { StatsController } from './stats.controller';
import { StatsRepository } from './stats.repository';
import { StatsService } from './stats.service';
import { SumsKeeper } from './sums-keeper';
import { TradeOrigins } from './trade-origins.service';

/** What accounts did, added up. */
@Module({
  imports: [
    TypeOrmModule.forFeature([StatsDayEntity, StatsMonthEntity, StatsLedgerEntity]),
    SignalsModule,
    Mt5SessionModule,
    AccountsModule,
    PositionsModule,
    OrdersModule,
  ],
  controllers: [StatsController],
  providers: [
    StatsRepository,
    StatsService,
    TradeOrigins,
    AccountSumsService,
    AccountDays,
    SumsKeeper,
    PerformanceService,
    BreakdownService,
    BreakdownSums,
    DaysService,
    EquityService,
  ],
})
export class StatsModule {}
