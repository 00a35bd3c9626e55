import { Injectable } from '@nestjs/common';
import { type AccountState } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { Transactions } from '../platform/database/transactions';

export interface Ping {
  readonly sessionId: string;
  /** The terminal's own time. */
  readonly reportedAt: Date | undefined;
  /** Null: the ping only says that the terminal is there. */
  readonly state: AccountState | null;
}

/** A sign of life of a seed client, and what it says of its account along the way. */
@Injectable()
export class Pings {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Mt5SessionService,
    private readonly accounts: AccountsService,
  ) {}

  /** @throws SessionNotFoundError, SessionFencedError, SessionEndedError */
  async receive(userId: string, { sessionId, reportedAt, state }: Ping): Promise<Session> {
    const session = await this.sessions.requireLive(userId, sessionId);
    if (state) {
      await this.transactions.run((tx) =>
        this.accounts.recordState(tx, session.accountId, state, { sessionId, reportedAt }),
      );
    }
    this.sessions.touch(session);
    return session;
  }
}
