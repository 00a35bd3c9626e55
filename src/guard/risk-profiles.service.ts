import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { AuditLog } from '../platform/audit/audit-log';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Versioned } from '../platform/memory/versioned';
import { Clock } from '../platform/time/clock';
import { isHeld } from '../risk/guard-lock';
import { defaultProfile } from './default-profile';
import { EquityGuardsRepository, emptyMemory } from './equity-guards.repository';
import { GuardLockedError } from './guard.errors';
import { asText, isSameGuard } from './profile-document';
import { type RiskProfile } from './risk-profile';
import { RiskProfilesRepository } from './risk-profiles.repository';

export type ChosenLimits = Omit<RiskProfile, 'accountId' | 'updatedAt'>;

/** Each account's limits, as its owner chose them. */
@Injectable()
export class RiskProfilesService {
  /** One object for each account, as those have that were chosen: what is made of it is made once. */
  private readonly defaults = new Versioned<RiskProfile>(10_000);

  constructor(
    private readonly repository: RiskProfilesRepository,
    private readonly guards: EquityGuardsRepository,
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
    const profiles = new Map(chosen.map((profile) => [profile.accountId, profile]));
    for (const id of accountIds) if (!profiles.has(id)) profiles.set(id, this.defaultOf(id));
    return profiles;
  }

  /** The profile that an account will turn out to have, unless it was changed since it was last asked for. */
  expectedOf(accountId: string): RiskProfile {
    return this.repository.lastRead(accountId) ?? this.defaultOf(accountId);
  }

  private defaultOf(accountId: string): RiskProfile {
    return this.defaults.of(accountId, '') ?? this.defaults.keep(accountId, '', defaultProfile(accountId));
  }

  async get(userId: string, accountId: string): Promise<RiskProfile> {
    const account = await this.accounts.get(userId, accountId);
    const profiles = await this.profilesOf(null, [account.id]);
    return profiles.get(account.id) ?? defaultProfile(account.id);
  }

  /** Accounts whose equity is guarded by rules of their own. */
  guardedAccounts(): Promise<readonly string[]> {
    return this.repository.guardedAccounts();
  }

  /**
   * Replaces the limits; the next decision uses them. A guard that holds the account locked is not changed: that would
   * be a way round it.
   *
   * @throws AccountNotFoundError, GuardLockedError
   */
  async choose(userId: string, accountId: string, limits: ChosenLimits): Promise<RiskProfile> {
    const account = await this.accounts.get(userId, accountId);
    const profile = { ...limits, accountId: account.id, updatedAt: this.clock.now() };
    await this.transactions.run(async (tx) => {
      await this.accounts.lock(tx, [account.id]);
      await this.beginGuard(tx, profile);
      await this.repository.save(tx, userId, profile);
      await this.audit.record(tx, {
        userId,
        actor: 'person',
        action: 'risk.limits_chosen',
        detail: asText(profile),
      });
    });
    return profile;
  }

  /** Other rules begin without the peaks of the old ones. */
  private async beginGuard(tx: Transaction, { accountId, guard }: RiskProfile): Promise<void> {
    const before = (await this.profilesOf(tx, [accountId])).get(accountId)?.guard ?? null;
    if (isSameGuard(before, guard)) return;
    const memory = (await this.guards.find(tx, [accountId])).get(accountId);
    if (!memory) return;
    if (isHeld(memory.lock, this.clock.now())) throw new GuardLockedError(accountId, memory.lock);
    await this.guards.save(tx, emptyMemory(accountId), this.clock.now());
  }
}
