import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { Clock } from '../platform/time/clock';
import { EquityGuardsRepository, emptyMemory, type GuardMemory } from './equity-guards.repository';
import { EquityGuards } from './equity-guards.service';
import { differs, isBehind } from './guard-memory';
import { type GuardSettings, type RiskProfile } from './risk-profile';
import { RiskProfilesService } from './risk-profiles.service';

export interface Survey {
  /** Accounts whose guard would remember or say something new now. */
  readonly moving: readonly string[];
  /** Accounts that are locked, and stay so. */
  readonly locked: readonly string[];
}

interface Guarded {
  readonly account: Account;
  readonly profile: RiskProfile;
  readonly guard: GuardSettings;
  readonly memory: GuardMemory;
}

/**
 * Looks at many guarded accounts with a few statements, and changes nothing. It holds none of them, so that it may be out
 * of date at once: whoever acts on it holds the account and looks again, and what it missed the next one finds.
 */
@Injectable()
export class GuardSurvey {
  constructor(
    private readonly repository: EquityGuardsRepository,
    private readonly guards: EquityGuards,
    private readonly profiles: RiskProfilesService,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  async of(accountIds: readonly string[]): Promise<Survey> {
    const now = this.clock.now();
    const guarded = await this.guarded(accountIds);
    const abreast = guarded.filter(({ memory, guard, account }) => !isBehind(memory, guard, account, now));
    const days = await this.guards.daysOf(null, abreast);
    const moving = new Set(guarded.map(({ account }) => account.id));
    const locked: string[] = [];
    for (const { account, memory } of abreast) {
      const view = days.get(account.id)?.guard;
      if (!view || differs(memory, { ...memory, step: view.step, lock: view.lock })) continue;
      moving.delete(account.id);
      if (view.lock) locked.push(account.id);
    }
    return { moving: [...moving], locked };
  }

  private async guarded(accountIds: readonly string[]): Promise<readonly Guarded[]> {
    const [accounts, profiles, memories] = await Promise.all([
      this.accounts.byIds(accountIds),
      this.profiles.profilesOf(null, accountIds),
      this.repository.find(null, accountIds),
    ]);
    return accounts.flatMap((account) => {
      const profile = profiles.get(account.id);
      const memory = memories.get(account.id) ?? emptyMemory(account.id);
      return profile?.guard ? [{ account, profile, guard: profile.guard, memory }] : [];
    });
  }
}
