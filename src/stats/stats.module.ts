import { Module } from '@nestjs/common';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { PositionsModule } from '../positions/positions.module';
import { SignalsModule } from '../signals/signals.module';
import { StatsController } from './stats.controller';
import { StatsService } from './stats.service';

@Module({
  imports: [SignalsModule, Mt5SessionModule, PositionsModule],
  controllers: [StatsController],
  providers: [StatsService],
})
export class StatsModule {}
