import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BrokerClocks } from './broker-clocks.service';
import { BrokerOffsetEntity } from './broker-offset.entity';
import { BrokerOffsetsRepository } from './broker-offsets.repository';
import { EndedSessions } from './ended-sessions';
import { HeardSessions } from './heard-sessions';
import { Mt5SessionController } from './mt5-session.controller';
import { Mt5SessionEntity } from './mt5-session.entity';
import { sessionMetricProviders } from './mt5-session.metrics';
import { Mt5SessionRepository } from './mt5-session.repository';
import { Mt5SessionService } from './mt5-session.service';
import { RecentSessions } from './recent-sessions';
import { SilenceSweeper } from './silence-sweeper';

/** Connected terminals: who holds which account, and who fell silent. */
@Module({
  imports: [TypeOrmModule.forFeature([Mt5SessionEntity, BrokerOffsetEntity])],
  controllers: [Mt5SessionController],
  providers: [
    BrokerOffsetsRepository,
    BrokerClocks,
    Mt5SessionRepository,
    RecentSessions,
    HeardSessions,
    Mt5SessionService,
    SilenceSweeper,
    EndedSessions,
    ...sessionMetricProviders,
  ],
  exports: [Mt5SessionService, BrokerClocks],
})
export class Mt5SessionModule {}
