import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { Periodic } from '../platform/queue/periodic';
import { DealTimes } from './deal-times.service';

const EVERY_MS = 60_000;

/** Looks for news of brokers' clocks, which come twice a year. */
@Injectable()
export class DealTimesKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly task = new Periodic('deal-times', EVERY_MS, () => this.times.keep());

  constructor(
    private readonly times: DealTimes,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.roles.includes('worker')) this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }
}
