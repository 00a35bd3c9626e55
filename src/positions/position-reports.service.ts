import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { forEverybody } from '../platform/http/request-context';
import { type ReportedDeal, type StoredDeals } from './deal';
import { type PositionsSnapshot, type SnapshotOutcome } from './position';
import { PositionsService } from './positions.service';

export interface Reporter {
  readonly userId: string;
  readonly sessionId: string;
}

/** What a terminal says of its positions and deals in calls of their own, outside `sync`. */
@Injectable()
export class PositionReportsService {
  constructor(
    private readonly positions: PositionsService,
    private readonly sessions: Mt5SessionService,
    private readonly transactions: Transactions,
  ) {}

  async updatePositions(
    reporter: Reporter,
    list: Pick<PositionsSnapshot, 'positions' | 'complete' | 'reportedAt'>,
  ): Promise<SnapshotOutcome> {
    const session = await this.sessions.requireLive(reporter.userId, reporter.sessionId);
    const { accountId } = session;
    const outcome = await this.takeIn((tx) =>
      this.positions.applySnapshot(tx, { ...reporter, accountId, ...list }),
    );
    this.sessions.touch(session);
    return outcome;
  }

  /** Deals are evidence: a session that was shut out may still deliver the ones it knows. */
  async reportDeals(reporter: Reporter, deals: readonly ReportedDeal[]): Promise<StoredDeals> {
    const { accountId } = await this.sessions.find(reporter.userId, reporter.sessionId);
    return this.takeIn((tx) => this.positions.storeDeals(tx, { ...reporter, accountId, deals }));
  }

  /**
   * Before the wall, as with `sync`: the account is known to be the caller's, and deals and positions are looked up by
   * their tickets, which no index finds behind it (docs/adr/0013).
   */
  private takeIn<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return forEverybody(() => this.transactions.run(work));
  }

  /** The account that a list is asked for: by its id, or as the account of a session. */
  async accountIdOf(
    userId: string,
    { session_id, account_id }: { readonly session_id?: string; readonly account_id?: string },
  ): Promise<string | undefined> {
    if (session_id === undefined) return account_id;
    return (await this.sessions.find(userId, session_id)).accountId;
  }
}
