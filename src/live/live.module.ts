import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { Mt5SessionModule } from '../mt5-session/mt5-session.module';
import { AdmissionDesk } from './admission';
import { Doorbells } from './doorbells';
import { LiveDescriptionController } from './live-description.controller';
import { LiveFeed } from './live-feed';
import { LiveGateway } from './live.gateway';
import { LiveMetrics, liveMetricProviders } from './live.metrics';
import { ProcessBridge } from './process-bridge';
import { RawLiveServer } from './raw-live.server';
import { TokenWatch } from './token-watch';

@Module({
  imports: [AuthModule, Mt5SessionModule],
  controllers: [LiveDescriptionController],
  providers: [
    ...liveMetricProviders,
    LiveMetrics,
    ProcessBridge,
    LiveFeed,
    Doorbells,
    AdmissionDesk,
    TokenWatch,
    LiveGateway,
    RawLiveServer,
  ],
})
export class LiveModule {}
