import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { Clock } from '../platform/time/clock';
import {
  type Account,
  type AccountFacts,
  type AccountState,
  type HistoryProgress,
  type StateReport,
} from './account';
import { AccountSnapshotsRepository } from './account-snapshots.repository';
import { mergeState, sameState, type WholeState } from './account-state';
import { AccountNotFoundError } from './accounts.errors';
import { AccountsRepository, type StateWrite, type StoredAccount } from './accounts.repository';
import { accountBody } from './dto/account.body';

/** An account's curve gets a point this often at most. */
const SNAPSHOT_SPACING_MS = 10_000;

/** Trading accounts: who they are, and what money they hold as their terminals report it. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly repository: AccountsRepository,
    private readonly snapshots: AccountSnapshotsRepository,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * The account that a connecting terminal speaks of, made if it is new. Locks it until the commit.
   * The report counts as the newest whatever came before: the terminal's clock may have been set since.
   */
  async register(tx: Transaction, userId: string, facts: AccountFacts): Promise<Account> {
    await this.repository.lockRegistration(tx, userId, facts);
    const known = await this.repository.lockRegistered(tx, userId, facts);
    const now = this.clock.now();
    const write: StateWrite = {
      state: mergeState(known, facts),
      permissions: facts.permissions ?? known?.permissions ?? null,
      brokerUtcOffsetSeconds: facts.brokerUtcOffsetSeconds ?? known?.brokerUtcOffsetSeconds ?? null,
      reportedAt: null,
      receivedAt: now,
      snapshotTakenAt: now,
    };
    if (known) await this.repository.updateFacts(tx, known.id, facts);
    const account = known
      ? await this.repository.updateState(tx, known.id, write)
      : await this.repository.insert(tx, userId, facts, write);
    await this.snapshots.add(tx, account.id, write.state, now);
    await this.events.append(tx, [accountUpdated(account, null)]);
    return account;
  }

  /**
   * Takes in what a terminal says of its account's money. A report older than the last one applied is kept as history
   * and changes nothing else; one that says nothing new is not written.
   */
  async recordState(
    tx: Transaction,
    accountId: string,
    state: AccountState,
    report: StateReport,
  ): Promise<{ readonly applied: boolean }> {
    const [known] = await this.repository.lock(tx, [accountId]);
    if (!known) throw new AccountNotFoundError({ account_id: accountId });
    const merged = mergeState(known, state);
    const lateMs = lateness(known, report.reportedAt);
    if (lateMs > 0) {
      // In server time: as long before the last applied report as the terminal's own clock says.
      const takenAt = new Date(known.stateReceivedAt.getTime() - lateMs);
      await this.snapshots.addLate(tx, accountId, merged, takenAt);
      return { applied: false };
    }
    await this.apply(tx, known, merged, report);
    return { applied: true };
  }

  /** Takes in how much of its history a terminal has told. */
  async recordHistory(
    tx: Transaction,
    accountId: string,
    sessionId: string,
    told: HistoryProgress,
  ): Promise<void> {
    const account = await this.repository.updateHistory(tx, accountId, told);
    if (!account) return;
    const news = accountUpdated(account, sessionId);
    if (told.complete) await this.events.append(tx, [news]);
    else this.events.tick(tx, [news]);
  }

  /** @throws AccountNotFoundError */
  async get(userId: string, accountId: string): Promise<Account> {
    const account = await this.repository.find(userId, accountId);
    if (!account) throw new AccountNotFoundError({ account_id: accountId });
    return account;
  }

  /** Lets signals that name no account go to this one, or keeps them from it. @throws AccountNotFoundError */
  async setAutoTrading(tx: Transaction, userId: string, accountId: string, on: boolean): Promise<Account> {
    const account = await this.repository.setAutoTrading(tx, { userId, accountId, on });
    if (!account) throw new AccountNotFoundError({ account_id: accountId });
    await this.events.append(tx, [accountUpdated(account, null)]);
    return account;
  }

  listOf(userId: string): Promise<readonly Account[]> {
    return this.repository.findAllOf(userId);
  }

  /** The accounts of several users at once, each user's in the order in which they were first seen. */
  ofUsers(tx: Transaction | null, userIds: readonly string[]): Promise<readonly Account[]> {
    return this.repository.findAllOfUsers(tx, userIds);
  }

  /** Accounts of any user, for who keeps something up to date for all of them. */
  byIds(accountIds: readonly string[]): Promise<readonly Account[]> {
    return this.repository.findByIds(accountIds);
  }

  /** Everybody who has an account, for news that concern all of them. */
  owners(tx: Transaction): Promise<readonly string[]> {
    return this.repository.findOwners(tx);
  }

  /** All accounts of that number: brokers number theirs independently. */
  byNumber(userId: string, accountNumber: string): Promise<readonly Account[]> {
    return this.repository.findByNumber(userId, accountNumber);
  }

  /** Locks accounts until the commit and reads them fresh. First in the lock order, before sessions and orders. */
  lock(tx: Transaction, accountIds: readonly string[]): Promise<readonly Account[]> {
    return this.repository.lock(tx, accountIds);
  }

  private async apply(
    tx: Transaction,
    known: StoredAccount,
    state: WholeState,
    report: StateReport,
  ): Promise<void> {
    const now = this.clock.now();
    const permissions = report.permissions ?? known.permissions;
    const permitted = !isDeepStrictEqual(permissions, known.permissions);
    const changed = permitted || !sameState(known, state);
    const snapshotDue = now.getTime() - (known.snapshotTakenAt?.getTime() ?? 0) >= SNAPSHOT_SPACING_MS;
    if (!changed && !snapshotDue && !report.reportedAt) return;

    const account = await this.repository.updateState(tx, known.id, {
      state,
      permissions,
      brokerUtcOffsetSeconds: report.brokerUtcOffsetSeconds ?? known.brokerUtcOffsetSeconds,
      reportedAt: report.reportedAt ?? known.stateReportedAt,
      receivedAt: now,
      snapshotTakenAt: snapshotDue ? now : known.snapshotTakenAt,
    });
    if (snapshotDue) await this.snapshots.add(tx, known.id, state, now);
    const news = accountUpdated(account, report.sessionId);
    // Money moves with every tick, and the next report replaces it: only what a person decided is worth keeping.
    if (permitted) await this.events.append(tx, [news]);
    else if (changed) this.events.tick(tx, [news]);
  }
}

function accountUpdated(account: Account, sessionId: string | null): NewEvent<'account.updated'> {
  return {
    type: 'account.updated',
    userId: account.userId,
    sessionId,
    data: { session_id: sessionId, ...accountBody(account) },
  };
}

/** By how many milliseconds the terminal's own clock puts a report before the last applied one; 0 if it is not late. */
function lateness(known: Account, reportedAt: Date | undefined): number {
  if (!reportedAt || !known.stateReportedAt) return 0;
  return Math.max(0, known.stateReportedAt.getTime() - reportedAt.getTime());
}
