import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts/accounts.module';
import { AuthModule } from '../auth/auth.module';
import { PositionsModule } from '../positions/positions.module';
import { AccountSettingsController } from './account-settings.controller';
import { EquityGuardController } from './equity-guard.controller';
import { EquityGuardEntity } from './equity-guard.entity';
import { EquityGuards } from './equity-guards.service';
import { EquityGuardsRepository } from './equity-guards.repository';
import { EquityHistory } from './equity-history';
import { GuardController } from './guard.controller';
import { guardMetricProviders } from './guard.metrics';
import { GuardSurvey } from './guard-survey';
import { RiskProfileEntity } from './risk-profile.entity';
import { RiskProfilesRepository } from './risk-profiles.repository';
import { RiskProfilesService } from './risk-profiles.service';
import { RiskStateEntity } from './risk-state.entity';
import { SourceLockEntity } from './source-lock.entity';
import { SourceLocksController } from './source-locks.controller';
import { SourceLocksRepository } from './source-locks.repository';
import { SourceLocks } from './source-locks.service';
import { TradingStateService } from './trading-state.service';
import { TradingStatesRepository } from './trading-states.repository';

@Module({
  imports: [
    TypeOrmModule.forFeature([RiskProfileEntity, RiskStateEntity, EquityGuardEntity, SourceLockEntity]),
    AuthModule,
    AccountsModule,
    PositionsModule,
  ],
  controllers: [AccountSettingsController, EquityGuardController, GuardController, SourceLocksController],
  providers: [
    EquityGuards,
    EquityGuardsRepository,
    EquityHistory,
    GuardSurvey,
    RiskProfilesRepository,
    RiskProfilesService,
    SourceLocks,
    SourceLocksRepository,
    TradingStatesRepository,
    TradingStateService,
    ...guardMetricProviders,
  ],
  exports: [EquityGuards, GuardSurvey, RiskProfilesService, SourceLocks, TradingStateService],
})
export class GuardModule {}
