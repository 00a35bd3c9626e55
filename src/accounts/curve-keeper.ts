import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { Transactions } from '../platform/database/transactions';
import { Periodic } from '../platform/queue/periodic';
import { Clock } from '../platform/time/clock';
import { RESOLUTIONS } from './account-curve';
import { AccountCurvesRepository } from './account-curves.repository';
import { AccountCurvesService } from './account-curves.service';
import { AccountSnapshotsRepository } from './account-snapshots.repository';

const ROLL_EVERY_MS = 15_000;
const FORGET_EVERY_MS = 60 * 60 * 1000;
const ACCOUNTS_AT_ONCE = 100;
const BUCKETS_AT_ONCE = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How long each resolution is kept. Days are kept for ever. */
export const RETENTION_DAYS = { snapshots: 92, minutes: 400, hours: 5 * 366 } as const;

/** Sums up accounts' snapshots as they come, and forgets what is too fine to be kept. */
@Injectable()
export class CurveKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly rolling = new Periodic('account-curves', ROLL_EVERY_MS, () => this.roll());
  private readonly forgetting = new Periodic('account-curve-retention', FORGET_EVERY_MS, () => this.forget());

  constructor(
    private readonly curves: AccountCurvesRepository,
    private readonly service: AccountCurvesService,
    private readonly snapshots: AccountSnapshotsRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.configuration.roles.includes('worker')) return;
    this.rolling.start();
    this.forgetting.start();
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([this.rolling.stop(), this.forgetting.stop()]);
  }

  async roll(): Promise<void> {
    for (const accountId of await this.curves.accountsBehind(ACCOUNTS_AT_ONCE)) {
      await this.service.rollUp(accountId);
    }
  }

  /** Snapshots go only once every account's are summed up. */
  async forget(): Promise<void> {
    await this.forgetBuckets(RESOLUTIONS['1m'], RETENTION_DAYS.minutes);
    await this.forgetBuckets(RESOLUTIONS['1h'], RETENTION_DAYS.hours);
    if ((await this.curves.accountsBehind(1)).length > 0) await this.roll();
    await this.transactions.run((tx) =>
      this.snapshots.dropBefore(tx, this.daysAgo(RETENTION_DAYS.snapshots)),
    );
  }

  private async forgetBuckets(seconds: number, days: number): Promise<void> {
    const before = this.daysAgo(days);
    while ((await this.curves.forget(seconds, before, BUCKETS_AT_ONCE)) === BUCKETS_AT_ONCE);
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }
}
