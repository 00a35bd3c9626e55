import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { EquityGuards } from '../guard/equity-guards.service';
import { GuardSurvey } from '../guard/guard-survey';
import { RiskProfilesService } from '../guard/risk-profiles.service';
import { slicesOf } from '../platform/database/slices';
import { Transactions } from '../platform/database/transactions';
import { Flattening } from './flattening';

/** Accounts that one survey looks at: its statements end well within their time. */
const AT_ONCE = 500;

/**
 * Looks at every guarded account again and again, and does what its guard says: not only when a signal comes. Accounts at
 * rest share a few statements; only one where something is to be done is held, and looked at again.
 */
@Injectable()
export class GuardWatch {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly profiles: RiskProfilesService,
    private readonly survey: GuardSurvey,
    private readonly guards: EquityGuards,
    private readonly flattening: Flattening,
  ) {}

  async watchAll(): Promise<void> {
    for (const accountIds of slicesOf(await this.profiles.guardedAccounts(), AT_ONCE)) {
      const { moving, locked } = await this.survey.of(accountIds);
      const open = await this.flattening.unfinished(locked);
      for (const accountId of [...moving, ...open]) await this.watch(accountId);
    }
  }

  async watch(accountId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const [account] = await this.accounts.lock(tx, [accountId]);
      const view = account && (await this.guards.look(tx, account));
      if (!account || !view?.lock) return;
      const { since, ruleId } = view.lock;
      const emptying = {
        accountId,
        occasion: `guard:${since.toISOString()}`,
        since,
        // Whatever is opened while the account is locked breaks its rules.
        onlyWhatWasOpen: false,
        message: `The equity guard closes the account (${ruleId})`,
      };
      await this.flattening.flatten(tx, [emptying]);
    });
  }
}
