import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { Configuration } from '../platform/config/configuration';
import { Periodic } from '../platform/queue/periodic';
import { TradesService } from '../positions/trades.service';
import { AccountSumsService } from './account-sums.service';

const EVERY_MS = 5000;
const ACCOUNTS_AT_ONCE = 50;

/** Sums up histories as their deals come, so that nobody who asks has to wait for it. */
@Injectable()
export class SumsKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SumsKeeper');
  private readonly task = new Periodic('account-sums', EVERY_MS, () => this.keep());

  constructor(
    private readonly sums: AccountSumsService,
    private readonly trades: TradesService,
    private readonly accounts: AccountsService,
    private readonly configuration: Configuration,
  ) {}

  onApplicationBootstrap(): void {
    if (this.configuration.roles.includes('worker')) this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }

  /** A history that fails keeps no other from being summed up: it is tried again the next time. */
  async keep(): Promise<void> {
    const changed = await this.trades.accountsWithChanges(ACCOUNTS_AT_ONCE);
    for (const account of await this.accounts.byIds(changed)) {
      try {
        await this.sums.refresh(account);
      } catch (error) {
        this.logger.error(`The history of account ${account.id} could not be summed up`, error);
      }
    }
  }
}
