import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { SessionNotFoundError } from '../mt5-session/mt5-session.errors';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { type Refusal, type Signal } from '../signals/signal';
import { recipientsOf } from './decision/recipients';

/** Where a signal goes, or why it goes nowhere. */
export interface Routed {
  readonly signal: Signal;
  readonly accounts: readonly Account[];
  readonly refusal: Refusal | null;
}

/** The routes of a batch, and the sessions that hold its accounts now, by account. */
export interface Routes {
  readonly routes: readonly Routed[];
  readonly sessions: ReadonlyMap<string, Session>;
}

/** Finds the accounts that signals go to. */
@Injectable()
export class SignalRoutes {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: Mt5SessionService,
  ) {}

  async find(tx: Transaction, waiting: readonly Signal[]): Promise<Routes> {
    const accounts = await this.accounts.ofUsers(tx, [...new Set(waiting.map(({ userId }) => userId))]);
    const sessions = await this.sessions.liveSessionsOf(
      tx,
      accounts.map(({ id }) => id),
    );
    const routes: Routed[] = [];
    for (const signal of waiting) {
      const recipients = recipientsOf(signal, {
        accounts: accounts.filter(({ userId }) => userId === signal.userId),
        sessions,
        sourceAccountId: await this.sourceAccountOf(signal, sessions),
      });
      routes.push(
        recipients.outcome === 'found'
          ? { signal, accounts: recipients.accounts, refusal: null }
          : { signal, accounts: [], refusal: recipients.refusal },
      );
    }
    return { routes, sessions };
  }

  /** The mirrored terminal may have been replaced since: its session is looked up whatever became of it. */
  private async sourceAccountOf(
    { userId, sourceSessionId }: Signal,
    sessions: ReadonlyMap<string, Session>,
  ): Promise<string | null> {
    if (sourceSessionId === null) return null;
    for (const session of sessions.values()) if (session.id === sourceSessionId) return session.accountId;
    try {
      return (await this.sessions.find(userId, sourceSessionId)).accountId;
    } catch (error) {
      if (error instanceof SessionNotFoundError) return null;
      throw error;
    }
  }
}
