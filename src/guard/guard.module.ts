import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { GuardController } from './guard.controller';
import { guardMetricProviders } from './guard.metrics';
import { RiskProfileEntity } from './risk-profile.entity';
import { RiskProfilesRepository } from './risk-profiles.repository';
import { RiskProfilesService } from './risk-profiles.service';
import { RiskStateEntity } from './risk-state.entity';
import { TradingStateService } from './trading-state.service';
import { TradingStatesRepository } from './trading-states.repository';

@Module({
  imports: [TypeOrmModule.forFeature([RiskProfileEntity, RiskStateEntity]), AccountsModule],
  controllers: [GuardController],
  providers: [
    RiskProfilesRepository,
    RiskProfilesService,
    TradingStatesRepository,
    TradingStateService,
    ...guardMetricProviders,
  ],
  exports: [RiskProfilesService, TradingStateService],
})
export class GuardModule {}
