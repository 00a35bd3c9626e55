import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { Transactions } from '../platform/database/transactions';
import { Periodic } from '../platform/queue/periodic';
import { Clock } from '../platform/time/clock';
import { AccountSnapshotsRepository } from './account-snapshots.repository';

/** Should nobody have looked for months: what came meanwhile waits in the default partition, and is handed over. */
const HOUR_MS = 60 * 60 * 1000;
/** This month and the next two: two months of nobody looking cost nothing. */
const MONTHS_AHEAD = 3;

/** Makes the partitions of the accounts' curves before they are needed. */
@Injectable()
export class SnapshotPartitions implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly task = new Periodic('snapshot-partitions', HOUR_MS, () => this.make());

  constructor(
    private readonly snapshots: AccountSnapshotsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.roles.includes('worker')) this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }

  /** True if this process did it, false if another one is at it. */
  make(): Promise<boolean> {
    return this.transactions.run((tx) => this.snapshots.makePartitions(tx, this.clock.now(), MONTHS_AHEAD));
  }
}
