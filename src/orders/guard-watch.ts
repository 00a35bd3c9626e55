import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { EquityGuards } from '../guard/equity-guards.service';
import { RiskProfilesService } from '../guard/risk-profiles.service';
import { Transactions } from '../platform/database/transactions';
import { Flattening } from './flattening';

/** Looks at every guarded account again and again, and does what its guard says: not only when a signal comes. */
@Injectable()
export class GuardWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly profiles: RiskProfilesService,
    private readonly guards: EquityGuards,
    private readonly flattening: Flattening,
  ) {}

  async watchAll(): Promise<void> {
    for (const accountId of await this.profiles.guardedAccounts()) await this.watch(accountId);
  }

  async watch(accountId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [account] = await this.accounts.lock(tx, [accountId]);
      const view = account && (await this.guards.look(tx, account));
      if (!account || !view?.lock) return;
      const { since, ruleId } = view.lock;
      await this.flattening.flatten(tx, {
        accountId,
        userId: account.userId,
        occasion: `guard:${since.toISOString()}`,
        since,
        // Whatever is opened while the account is locked breaks its rules.
        onlyWhatWasOpen: false,
        message: `The equity guard closes the account (${ruleId})`,
      });
    });
  }
}
