import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { DealsRepository } from './deals.repository';
import { PositionsRepository } from './positions.repository';
import { PositionsService } from './positions.service';
import { TradingDealEntity } from './trading-deal.entity';
import { TradingPositionEntity } from './trading-position.entity';

@Module({
  imports: [TypeOrmModule.forFeature([TradingPositionEntity, TradingDealEntity]), Mt5SessionModule],
  providers: [PositionsRepository, DealsRepository, PositionsService],
  exports: [PositionsService],
})
export class PositionsModule {}
