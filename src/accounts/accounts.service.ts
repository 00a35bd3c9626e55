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
  type AddressableAccount,
  type HeldAccount,
  type HistoryProgress,
  type StateReport,
} from './account';
import { AccountSnapshotsRepository } from './account-snapshots.repository';
import { mergeState, sameState } from './account-state';
import { AccountNotFoundError } from './accounts.errors';
import { AccountsRepository, type AccountWrite, type StateWrite } from './accounts.repository';
import { accountBody } from './dto/account.body';

/** An account's curve gets a point this often at most. */
const SNAPSHOT_SPACING_MS = 10_000;

/** A report that no newer one of its account was applied before. */
export interface NewestReport {
  readonly known: HeldAccount;
  readonly state: AccountState;
  readonly report: StateReport;
}

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
    const account = known
      ? await this.recognise(tx, known.id, facts, write)
      : await this.repository.insert(tx, userId, facts, write);
    this.snapshots.add(tx, [{ accountId: account.id, state: write.state, takenAt: now }]);
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
    const lateMs = lateness(known, report.reportedAt);
    if (lateMs > 0) {
      // In server time: as long before the last applied report as the terminal's own clock says.
      const takenAt = new Date(known.stateReceivedAt.getTime() - lateMs);
      await this.snapshots.addLate(tx, accountId, mergeState(known, state), takenAt);
      return { applied: false };
    }
    await this.recordStates(tx, [{ known, state, report }]);
    return { applied: true };
  }

  /** Takes in the newest reports of different accounts, which the caller holds: two statements, however many there are. */
  async recordStates(tx: Transaction, reports: readonly NewestReport[]): Promise<void> {
    const now = this.clock.now();
    const applied = reports.map((each) => applyReport(each, now)).filter((each) => each !== null);
    const points = applied.filter(({ snapshotDue }) => snapshotDue);
    this.repository.updateStates(tx, applied);
    this.snapshots.add(
      tx,
      points.map(({ accountId, write }) => ({ accountId, state: write.state, takenAt: now })),
    );
    // Money moves with every tick, and the next report replaces it: only what a person decided is worth keeping.
    await this.events.append(tx, newsOf(applied, 'permitted'));
    this.events.tick(tx, newsOf(applied, 'moved'));
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
  addressable(tx: Transaction | null, userIds: readonly string[]): Promise<readonly AddressableAccount[]> {
    return this.repository.findAddressable(tx, userIds);
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
  lock(tx: Transaction, accountIds: readonly string[]): Promise<readonly HeldAccount[]> {
    return this.repository.lock(tx, accountIds);
  }

  /** The same for those of them that nobody else holds at this moment. */
  lockFree(tx: Transaction, accountIds: readonly string[]): Promise<readonly HeldAccount[]> {
    return this.repository.lockFree(tx, accountIds);
  }

  private async recognise(
    tx: Transaction,
    accountId: string,
    facts: AccountFacts,
    write: StateWrite,
  ): Promise<Account> {
    await this.repository.updateFacts(tx, accountId, facts);
    this.repository.updateStates(tx, [{ accountId, write }]);
    const [account] = await this.repository.lock(tx, [accountId]);
    if (!account) throw new Error('An account vanished while it was locked');
    return account;
  }
}

interface AppliedReport extends AccountWrite {
  readonly account: Account;
  readonly sessionId: string;
  readonly snapshotDue: boolean;
  /** What of it is news: what the terminal may do, only its money, or nothing. */
  readonly change: 'permitted' | 'moved' | 'none';
}

/** What a report changes of an account; null if it is not worth writing. */
function applyReport({ known, state, report }: NewestReport, now: Date): AppliedReport | null {
  const merged = mergeState(known, state);
  const permissions = report.permissions ?? known.permissions;
  const permitted = !isDeepStrictEqual(permissions, known.permissions);
  const change = permitted ? 'permitted' : sameState(known, merged) ? 'none' : 'moved';
  const snapshotDue = now.getTime() - (known.snapshotTakenAt?.getTime() ?? 0) >= SNAPSHOT_SPACING_MS;
  if (change === 'none' && !snapshotDue && !report.reportedAt) return null;
  const brokerUtcOffsetSeconds = report.brokerUtcOffsetSeconds ?? known.brokerUtcOffsetSeconds;
  const reportedAt = report.reportedAt ?? known.stateReportedAt;
  return {
    accountId: known.id,
    sessionId: report.sessionId,
    snapshotDue,
    change,
    account: {
      ...known,
      ...merged,
      permissions,
      brokerUtcOffsetSeconds,
      stateReportedAt: reportedAt,
      stateReceivedAt: now,
    },
    write: {
      state: merged,
      permissions,
      brokerUtcOffsetSeconds,
      reportedAt,
      receivedAt: now,
      snapshotTakenAt: snapshotDue ? now : known.snapshotTakenAt,
    },
  };
}

function newsOf(
  applied: readonly AppliedReport[],
  change: AppliedReport['change'],
): NewEvent<'account.updated'>[] {
  return applied
    .filter((each) => each.change === change)
    .map(({ account, sessionId }) => accountUpdated(account, sessionId));
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
