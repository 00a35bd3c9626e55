import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { slicesOf } from '../platform/database/slices';
import { Transactions } from '../platform/database/transactions';
import { Periodic } from '../platform/queue/periodic';
import { Clock } from '../platform/time/clock';
import { RESOLUTIONS } from './account-curve';
import { AccountCurvesRepository } from './account-curves.repository';
import { AccountCurvesService } from './account-curves.service';
import { AccountSnapshotsRepository } from './account-snapshots.repository';

const ROLL_EVERY_MS = 15_000;
const FORGET_EVERY_MS = 60 * 60 * 1000;
/** A curve that moves is summed up once in so long. Who asks for it does not wait for that. */
const REST_MS = 60_000;
/** Of one turn, and of one transaction. */
const MOST_ACCOUNTS = 500;
const ACCOUNTS_AT_ONCE = 100;
const ALL_ACCOUNTS = 1_000_000;
const BUCKETS_AT_ONCE = 10_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** How long each resolution is kept. Days are kept for ever. */
export const RETENTION_DAYS = { snapshots: 92, minutes: 400, hours: 5 * 366 } as const;

/** Sums up accounts' snapshots as they come, and forgets what is too fine to be kept. */
@Injectable()
export class CurveKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('CurveKeeper');
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

  /** An account that fails keeps no other from being summed up: it is tried again the next time. */
  async roll(mostAccounts = MOST_ACCOUNTS, restMs = REST_MS): Promise<void> {
    const notSince = new Date(this.clock.now().getTime() - restMs);
    const behind = await this.curves.accountsBehind(mostAccounts, notSince);
    for (const accountIds of slicesOf(behind, ACCOUNTS_AT_ONCE)) {
      for (const accountId of await this.rollLately(accountIds)) await this.rollAlone(accountId);
    }
  }

  /** Those that are left to be summed up by themselves; all, if it failed. */
  private async rollLately(accountIds: readonly string[]): Promise<readonly string[]> {
    try {
      return await this.service.rollLately(accountIds);
    } catch (error) {
      this.logger.warn(`The curves of ${accountIds.length} accounts could not be summed up together`, error);
      return accountIds;
    }
  }

  private async rollAlone(accountId: string): Promise<void> {
    try {
      await this.service.rollUp(accountId);
    } catch (error) {
      this.logger.error(`The curve of account ${accountId} could not be summed up`, error);
    }
  }

  /** A snapshot goes only if those of every account are summed up as far. */
  async forget(): Promise<void> {
    await this.forgetBuckets(RESOLUTIONS['1m'], RETENTION_DAYS.minutes);
    await this.forgetBuckets(RESOLUTIONS['1h'], RETENTION_DAYS.hours);
    const retained = this.daysAgo(RETENTION_DAYS.snapshots);
    const since = await this.behindSince(retained);
    await this.transactions.run((tx) => this.snapshots.dropBefore(tx, since));
  }

  /** The earlier of a time and the first snapshot that is in no bucket, when all has been done to sum it up. */
  private async behindSince(time: Date): Promise<Date> {
    const before = await this.curves.behindSince();
    if (!before || before >= time) return time;
    await this.roll(ALL_ACCOUNTS, 0);
    const after = await this.curves.behindSince();
    return after && after < time ? after : time;
  }

  private async forgetBuckets(seconds: number, days: number): Promise<void> {
    const before = this.daysAgo(days);
    while ((await this.curves.forget(seconds, before, BUCKETS_AT_ONCE)) === BUCKETS_AT_ONCE);
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * DAY_MS);
  }
}
