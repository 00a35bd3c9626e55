import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../platform/queue/queue.module';
import { SignalIntake } from './signal-intake';
import { SIGNAL_METRICS } from './signal-metrics';
import { SIGNAL_RECEIVED, SignalReceivedQueue } from './signal-received.queue';
import { SignalReceipts } from './signal-receipts';
import { SignalTally } from './signal-tally';
import { SignalEntity } from './signal.entity';
import { SignalsController } from './signals.controller';
import { SignalsRepository } from './signals.repository';
import { SignalsService } from './signals.service';

const queue = QueueModule.for(SIGNAL_RECEIVED);

@Module({
  imports: [TypeOrmModule.forFeature([SignalEntity]), queue],
  controllers: [SignalsController],
  providers: [
    SignalsRepository,
    SignalIntake,
    SignalTally,
    SignalReceipts,
    SignalReceivedQueue,
    SignalsService,
    ...SIGNAL_METRICS,
  ],
  exports: [SignalsService, queue],
})
export class SignalsModule {}
