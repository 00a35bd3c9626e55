import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { AuditLog } from '../platform/audit/audit-log';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { type EffectiveState, type StateSwitch, strictest, type TradingState } from './trading-state';
import { TradingStatesRepository } from './trading-states.repository';

/** Whose trading is switched, by whom, and why. Without an account it is all of the user's. */
export interface SwitchTrading {
  readonly userId: string;
  /** `system`: the house did it itself, because it found its books in doubt. */
  readonly actor: 'person' | 'system';
  readonly accountId: string | null;
  readonly state: TradingState;
  readonly reason: string;
  /** What is open is to be closed, too. */
  readonly empties?: boolean;
}

/** An account whose owner wants it empty. */
export interface Emptied {
  readonly accountId: string;
  readonly reason: string;
  readonly since: Date;
}

/** The server is one: its switch has the only id that nobody else has. */
const THE_SERVER = '00000000-0000-0000-0000-000000000000';

interface Owned {
  readonly id: string;
  readonly userId: string;
}

/** Whether an account may trade now: the strictest of the server's, the user's and the account's own switch. */
@Injectable()
export class TradingStateService {
  constructor(
    private readonly repository: TradingStatesRepository,
    private readonly accounts: AccountsService,
    private readonly events: EventLog,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async statesOf(
    tx: Transaction | null,
    accounts: readonly Owned[],
  ): Promise<ReadonlyMap<string, EffectiveState>> {
    const users = [...new Set(accounts.map(({ userId }) => userId))];
    const switches = await this.repository.find(
      tx,
      users,
      accounts.map(({ id }) => id),
    );
    return new Map(accounts.map((account) => [account.id, strictest(switches.filter(appliesTo(account)))]));
  }

  /** The switches that concern this user, with each account's own. */
  async switchesOf(userId: string): Promise<readonly StateSwitch[]> {
    const accounts = await this.accounts.listOf(userId);
    return this.repository.find(
      null,
      [userId],
      accounts.map(({ id }) => id),
    );
  }

  /** The switch over all accounts; null while it has never been moved. */
  async serverSwitch(): Promise<StateSwitch | null> {
    const switches = await this.repository.find(null, [], []);
    return switches.find(({ scope }) => scope === 'SERVER') ?? null;
  }

  /** Moves the switch over all accounts. Everybody who has one is told, and sees it where they see their own. */
  async changeServer(tx: Transaction, state: TradingState, reason: string): Promise<StateSwitch> {
    const changedAt = this.clock.now();
    const moved: StateSwitch = {
      scope: 'SERVER',
      scopeId: THE_SERVER,
      state,
      reason,
      actor: 'operator',
      empties: false,
      changedAt,
    };
    await this.repository.save(tx, moved);
    await this.audit.record(tx, {
      userId: null,
      actor: 'system',
      action: state === 'ACTIVE' ? 'risk.trading_resumed' : 'risk.trading_stopped',
      detail: { scope: moved.scope, by: moved.actor, state, reason },
    });
    const data = { scope: moved.scope, account_id: null, state, reason };
    const owners = await this.accounts.owners(tx);
    await this.events.append(
      tx,
      owners.map((userId) => ({ type: 'risk.state_changed', userId, data })),
    );
    return moved;
  }

  /** What is to be emptied, and since when: accounts by themselves, or all of a user's. */
  async emptying(tx: Transaction | null): Promise<readonly Emptied[]> {
    const switches = await this.repository.emptying(tx);
    const users = switches.filter(({ scope }) => scope === 'USER').map(({ scopeId }) => scopeId);
    const accountsOf = new Map<string, string[]>(users.map((userId) => [userId, []]));
    if (users.length > 0) {
      for (const { id, userId } of await this.accounts.addressable(tx, users))
        accountsOf.get(userId)?.push(id);
    }
    return switches.flatMap(({ scopeId, reason, changedAt: since }) =>
      (accountsOf.get(scopeId) ?? [scopeId]).map((accountId) => ({ accountId, reason, since })),
    );
  }

  /** Moves a switch; it holds for every decision and every delivery after the commit. */
  async change(
    tx: Transaction,
    { userId, actor, accountId, state, reason, empties = false }: SwitchTrading,
  ): Promise<StateSwitch> {
    const moved: StateSwitch = {
      scope: accountId === null ? 'USER' : 'ACCOUNT',
      scopeId: accountId ?? userId,
      state,
      reason,
      actor: actor === 'person' ? userId : actor,
      empties,
      changedAt: this.clock.now(),
    };
    await this.repository.save(tx, moved);
    await this.audit.record(tx, {
      userId,
      actor,
      action: state === 'ACTIVE' ? 'risk.trading_resumed' : 'risk.trading_stopped',
      detail: { scope: moved.scope, account_id: accountId, state, reason },
    });
    await this.events.append(tx, [
      {
        type: 'risk.state_changed',
        userId,
        data: { scope: moved.scope, account_id: accountId, state, reason },
      },
    ]);
    return moved;
  }
}

function appliesTo({ id, userId }: Owned): (moved: StateSwitch) => boolean {
  return ({ scope, scopeId }) => scope === 'SERVER' || scopeId === (scope === 'USER' ? userId : id);
}
