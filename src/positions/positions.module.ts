import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { DealTimesKeeper } from './deal-times-keeper';
import { DealTimes } from './deal-times.service';
import { DealsRepository } from './deals.repository';
import { OpenPositions } from './open-positions';
import { PositionLists } from './position-lists';
import { PositionReportsService } from './position-reports.service';
import { PositionsController } from './positions.controller';
import { positionMetricProviders } from './positions.metrics';
import { PositionsRepository } from './positions.repository';
import { PositionsService } from './positions.service';
import { RiskHistoryRepository } from './risk-history.repository';
import { RiskHistoryService } from './risk-history.service';
import { HistoryExports } from './history-exports.service';
import { LedgerRepository } from './ledger.repository';
import { TradeChangeEntity } from './trade-change.entity';
import { TradesController } from './trades.controller';
import { TradesRepository } from './trades.repository';
import { TradesService } from './trades.service';
import { TradingDealEntity } from './trading-deal.entity';
import { TradingPositionEntity } from './trading-position.entity';
import { TradingTradeEntity } from './trading-trade.entity';

/** Open positions, closed trades and deals, as the terminals report them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      TradingPositionEntity,
      TradingDealEntity,
      TradingTradeEntity,
      TradeChangeEntity,
    ]),
    Mt5SessionModule,
  ],
  controllers: [PositionsController, TradesController],
  providers: [
    PositionsRepository,
    DealsRepository,
    TradesRepository,
    LedgerRepository,
    RiskHistoryRepository,
    RiskHistoryService,
    TradesService,
    HistoryExports,
    OpenPositions,
    PositionLists,
    PositionsService,
    PositionReportsService,
    DealTimes,
    DealTimesKeeper,
    ...positionMetricProviders,
  ],
  exports: [PositionsService, RiskHistoryService, TradesService],
})
export class PositionsModule {}
