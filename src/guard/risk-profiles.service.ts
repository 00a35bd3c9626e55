import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { AuditLog } from '../platform/audit/audit-log';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { defaultProfile, type RiskProfile } from './risk-profile';
import { RiskProfilesRepository } from './risk-profiles.repository';

export type ChosenLimits = Omit<RiskProfile, 'accountId' | 'updatedAt'>;

/** Each account's limits, as its owner chose them. */
@Injectable()
export class RiskProfilesService {
  constructor(
    private readonly repository: RiskProfilesRepository,
    private readonly accounts: AccountsService,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The profile of each account, the defaults for one that has none of its own. */
  async profilesOf(
    tx: Transaction | null,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, RiskProfile>> {
    const chosen = await this.repository.findOf(tx, accountIds);
    const profiles = new Map(accountIds.map((id) => [id, defaultProfile(id)]));
    for (const profile of chosen) profiles.set(profile.accountId, profile);
    return profiles;
  }

  async get(userId: string, accountId: string): Promise<RiskProfile> {
    const account = await this.accounts.get(userId, accountId);
    const profiles = await this.profilesOf(null, [account.id]);
    return profiles.get(account.id) ?? defaultProfile(account.id);
  }

  /** Replaces the limits; the next decision uses them. */
  async choose(userId: string, accountId: string, limits: ChosenLimits): Promise<RiskProfile> {
    const account = await this.accounts.get(userId, accountId);
    const profile = { ...limits, accountId: account.id, updatedAt: this.clock.now() };
    await this.transactions.run(async (tx) => {
      await this.repository.save(tx, userId, profile);
      await this.audit.record(tx, {
        userId,
        actor: 'person',
        action: 'risk.limits_chosen',
        detail: { ...profile, riskPercent: profile.riskPercent.toFixed() },
      });
    });
    return profile;
  }
}
