import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { AuditLog } from '../platform/audit/audit-log';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { SourceNotLockedError } from './guard.errors';
import { type SourceLock, SourceLocksRepository } from './source-locks.repository';

/** A source that ran away, and on whose account. */
export interface RunawaySource {
  readonly userId: string;
  readonly accountId: string;
  readonly source: string;
  readonly reason: string;
}

/** Keeps runaway sources locked until a person has looked: a program that failed once fails again. */
@Injectable()
export class SourceLocks {
  constructor(
    private readonly repository: SourceLocksRepository,
    private readonly accounts: AccountsService,
    private readonly transactions: Transactions,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  of(tx: Transaction | null, accountIds: readonly string[]): Promise<readonly SourceLock[]> {
    return this.repository.of(tx, accountIds);
  }

  async listOf(userId: string, accountId: string): Promise<readonly SourceLock[]> {
    const account = await this.accounts.get(userId, accountId);
    return this.repository.of(null, [account.id]);
  }

  async lock(tx: Transaction, runaways: readonly RunawaySource[]): Promise<void> {
    if (runaways.length === 0) return;
    const lockedAt = this.clock.now();
    const added = await this.repository.add(
      tx,
      runaways.map(({ accountId, source, reason }) => ({ accountId, source, reason, lockedAt })),
    );
    const owners = new Map(runaways.map(({ accountId, userId }) => [accountId, userId]));
    for (const { accountId, source, reason } of added) {
      const userId = owners.get(accountId);
      if (userId === undefined) continue;
      const detail = { account_id: accountId, source, reason };
      await this.audit.record(tx, { userId, actor: 'system', action: 'risk.source_locked', detail });
      await this.events.append(tx, [{ type: 'risk.source_locked', userId, data: detail }]);
    }
  }

  /** @throws AccountNotFoundError, SourceNotLockedError */
  async release(userId: string, accountId: string, source: string, reason: string): Promise<void> {
    await this.accounts.get(userId, accountId);
    await this.transactions.run(async (tx) => {
      if (!(await this.repository.remove(tx, accountId, source))) throw new SourceNotLockedError(source);
      await this.audit.record(tx, {
        userId,
        actor: 'person',
        action: 'risk.source_released',
        detail: { account_id: accountId, source, reason },
      });
    });
  }
}
