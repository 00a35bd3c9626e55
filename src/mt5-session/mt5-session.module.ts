import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HeardSessions } from './heard-sessions';
import { Mt5SessionEntity } from './mt5-session.entity';
import { Mt5SessionRepository } from './mt5-session.repository';
import { Mt5SessionService } from './mt5-session.service';
import { RecentSessions } from './recent-sessions';

@Module({
  imports: [TypeOrmModule.forFeature([Mt5SessionEntity])],
  providers: [Mt5SessionRepository, RecentSessions, HeardSessions, Mt5SessionService],
  exports: [Mt5SessionService],
})
export class Mt5SessionModule {}
