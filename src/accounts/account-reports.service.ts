import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { Transactions } from '../platform/database/transactions';
import { type Account, type AccountState } from './account';
import { AccountsService } from './accounts.service';
import { type Quote, type SymbolSpec } from './symbol-spec';
import { SymbolSpecsService } from './symbol-specs.service';

/** Which session of which user a report comes from. */
export interface Reporter {
  readonly userId: string;
  readonly sessionId: string;
}

/** What a terminal says of its account in calls of their own, outside `sync`. */
@Injectable()
export class AccountReportsService {
  constructor(
    private readonly accounts: AccountsService,
    private readonly specs: SymbolSpecsService,
    private readonly sessions: Mt5SessionService,
    private readonly transactions: Transactions,
  ) {}

  async updateState(
    { userId, sessionId }: Reporter,
    state: AccountState,
    reportedAt: Date | undefined,
  ): Promise<{ readonly applied: boolean }> {
    const session = await this.sessions.requireLive(userId, sessionId);
    const outcome = await this.transactions.run(async (tx) => {
      const recorded = await this.accounts.recordState(tx, session.accountId, state, {
        sessionId,
        reportedAt,
      });
      await this.sessions.hold(tx, session);
      return recorded;
    });
    this.sessions.touch(session);
    return outcome;
  }

  /** Returns how many symbols were stored. */
  async reportSymbols(
    { userId, sessionId }: Reporter,
    specs: readonly SymbolSpec[],
    quotes: readonly Quote[],
  ): Promise<number> {
    const session = await this.sessions.requireLive(userId, sessionId);
    const stored = await this.transactions.run(async (tx) => {
      await this.sessions.hold(tx, session);
      const count = await this.specs.storeSpecs(tx, session.accountId, specs);
      this.specs.storeQuotes(tx, [{ accountId: session.accountId, quotes }]);
      return count;
    });
    this.sessions.touch(session);
    return stored;
  }

  /** The account of a session, whatever became of the session. */
  async accountOf({ userId, sessionId }: Reporter): Promise<Account> {
    const { accountId } = await this.sessions.find(userId, sessionId);
    return this.accounts.get(userId, accountId);
  }
}
