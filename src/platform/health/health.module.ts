import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { DatabaseProbe } from './database-probe';
import { Drain } from './drain';
import { HealthController } from './health.controller';
import { HealthProbes } from './health-probes';
import { HealthService } from './health.service';

@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [DatabaseProbe, Drain, HealthProbes, HealthService],
  exports: [Drain, HealthProbes, HealthService],
})
export class HealthModule {}
