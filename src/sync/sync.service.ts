import { Injectable } from '@nestjs/common';
import { SessionFencedError } from '../mt5-session/mt5-session.errors';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { OrderReports } from '../orders/order-reports';
import { failpoint } from '../platform/config/failpoint';
import { Transactions } from '../platform/database/transactions';
import { PositionsService } from '../positions/positions.service';
import { SyncGroups } from './sync-groups';
import { type SyncMessage } from './sync-message';

/** What is remembered of a session may be this old here: it is looked at again under its lock before anything is done. */
const REMEMBERED_MS = 60_000;

/** The connector's one call per cycle. */
@Injectable()
export class SyncService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Mt5SessionService,
    private readonly groups: SyncGroups,
    private readonly positions: PositionsService,
    private readonly reports: OrderReports,
  ) {}

  /**
   * @throws SessionFencedError after a takeover; its reports and deals are kept as evidence all the same
   * @throws SessionNotFoundError, SessionEndedError, SequenceBehindError
   */
  async sync(userId: string, message: SyncMessage): Promise<unknown> {
    try {
      const { sessionId, epoch } = message;
      const session = await this.sessions.requireLive(userId, sessionId, { epoch, maxAgeMs: REMEMBERED_MS });
      const answer = await this.groups.answer(session, message);
      failpoint(message.reports.length > 0 ? 'O6' : 'O1');
      return answer;
    } catch (error) {
      if (error instanceof SessionFencedError) await this.keepEvidence(userId, message);
      throw error;
    }
  }

  /** The terminal that was shut out did what it did: what it knows of that is evidence. It gets nothing for it. */
  private async keepEvidence(
    userId: string,
    { sessionId, epoch, reports, deals }: SyncMessage,
  ): Promise<void> {
    if (reports.length === 0 && deals.length === 0) return;
    const { accountId } = await this.sessions.find(userId, sessionId);
    await this.transactions.run(async (tx) => {
      if (deals.length > 0) await this.positions.storeDeals(tx, { userId, accountId, sessionId, deals });
      await this.reports.apply(tx, [
        { owner: { userId, accountId }, reporter: { sessionId, epoch }, reports },
      ]);
    });
  }
}
