import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { RecurringTask } from '../platform/time/recurring-task';
import { AccountSnapshotsRepository } from './account-snapshots.repository';

const SIX_HOURS_MS = 6 * 60 * 60 * 1000;
/** This month and the next two: two months of nobody looking cost nothing. */
const MONTHS_AHEAD = 3;

/** Makes the partitions of the accounts' curves before they are needed. */
@Injectable()
export class SnapshotPartitions implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SnapshotPartitions.name);
  private readonly task = new RecurringTask(() => this.tryMake(), SIX_HOURS_MS);

  constructor(
    private readonly snapshots: AccountSnapshotsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.configuration.roles.includes('worker')) return;
    await this.tryMake();
    this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }

  /** True if this process did it, false if another one is at it. */
  make(): Promise<boolean> {
    return this.transactions.run((tx) => this.snapshots.makePartitions(tx, this.clock.now(), MONTHS_AHEAD));
  }

  private async tryMake(): Promise<void> {
    try {
      await this.make();
    } catch (error) {
      // Rows without a partition of their own go into the default one, so nothing is lost meanwhile.
      this.logger.error('The partitions of account_snapshots could not be made; tried again later', error);
    }
  }
}
