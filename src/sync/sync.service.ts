import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { TradingStateService } from '../guard/trading-state.service';
import { SessionFencedError } from '../mt5-session/mt5-session.errors';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { BookCheck } from '../orders/book-check';
import { type Order } from '../orders/order';
import { OrderDelivery } from '../orders/order-delivery';
import { OrderReconciliation } from '../orders/order-reconciliation';
import { OrderReports } from '../orders/order-reports';
import { TakeBacks } from '../orders/take-backs';
import { failpoint } from '../platform/config/failpoint';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { type SyncMessage } from './sync-message';
import { type Exchange, presentSync, type SyncView } from './sync-view';
import { SymbolsWanted } from './symbols-wanted';

/**
 * The connector's one call per cycle. What it reports is taken in and what it is to do is handed out in one
 * transaction, so that an answer that got lost is given again as it was.
 */
@Injectable()
export class SyncService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Mt5SessionService,
    private readonly brokerClocks: BrokerClocks,
    private readonly accounts: AccountsService,
    private readonly specs: SymbolSpecsService,
    private readonly positions: PositionsService,
    private readonly reports: OrderReports,
    private readonly delivery: OrderDelivery,
    private readonly reconciliation: OrderReconciliation,
    private readonly takeBacks: TakeBacks,
    private readonly books: BookCheck,
    private readonly states: TradingStateService,
    private readonly symbolsWanted: SymbolsWanted,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws SessionFencedError after a takeover; its reports and deals are kept as evidence all the same
   * @throws SessionNotFoundError, SessionEndedError, SequenceBehindError
   */
  async sync(userId: string, message: SyncMessage): Promise<unknown> {
    try {
      const session = await this.sessions.requireLive(userId, message.sessionId, { epoch: message.epoch });
      const wanted = await this.symbolsWanted.of(session);
      const answer = await this.transactions.run((tx) => this.exchange(tx, session, message, wanted));
      failpoint(message.reports.length > 0 ? 'O6' : 'O1');
      this.sessions.touch(session);
      return answer;
    } catch (error) {
      if (error instanceof SessionFencedError) await this.keepEvidence(userId, message);
      throw error;
    }
  }

  private async exchange(
    tx: Transaction,
    session: Session,
    message: SyncMessage,
    wanted: readonly string[],
  ): Promise<unknown> {
    // The account first, then the session: everybody locks them in this order.
    await this.accounts.lock(tx, [session.accountId]);
    const replied = await this.sessions.repliedTo(tx, session, message.seq);
    if (replied) {
      failpoint('O2');
      return replied.reply;
    }
    const { whole, snapshotAt, lastDealTicket } = await this.takeIn(tx, session, message);
    const reporter = { sessionId: session.id, epoch: session.epoch };
    await this.reports.apply(tx, session, reporter, message.reports);
    if (message.reports.length > 0) failpoint('O5');
    if (whole) await this.compare(tx, session);
    const handed = await this.handOut(tx, session, snapshotAt);
    const answer = await this.answer(tx, session, { seq: message.seq, ...handed, lastDealTicket, wanted });
    await this.sessions.rememberReply(tx, session, message.seq, answer);
    return answer;
  }

  private async takeIn(
    tx: Transaction,
    session: Session,
    message: SyncMessage,
  ): Promise<{ whole: boolean; snapshotAt: Date | null; lastDealTicket: string | null }> {
    const { userId, accountId, id: sessionId } = session;
    const from = { userId, accountId, sessionId };
    const { account, permissions, brokerUtcOffsetSeconds, positions, complete, deals, quotes } = message;
    if (account) {
      await this.accounts.recordState(tx, accountId, account, {
        sessionId,
        permissions,
        brokerUtcOffsetSeconds,
      });
    }
    if (brokerUtcOffsetSeconds !== undefined) {
      await this.brokerClocks.measured(tx, accountId, brokerUtcOffsetSeconds);
    }
    await this.specs.storeQuotes(tx, accountId, quotes);
    const stored = deals.length > 0 ? await this.positions.storeDeals(tx, { ...from, deals }) : null;
    if (message.history) await this.accounts.recordHistory(tx, accountId, sessionId, message.history);
    const applied = positions
      ? await this.positions.applySnapshot(tx, { ...from, positions, complete, reportedAt: null })
      : null;
    return {
      whole: applied?.whole ?? false,
      snapshotAt: applied?.whole ? this.clock.now() : session.snapshotAt,
      lastDealTicket: stored ? stored.lastDealTicket : await this.positions.lastDealTicketOf(tx, accountId),
    };
  }

  /** With everything that is open at hand, what was taken back in vain shows, and so does a difference. */
  private async compare(tx: Transaction, session: Session): Promise<void> {
    await this.takeBacks.closeInVain(tx, session);
    await this.books.check(tx, session, this.clock.now());
  }

  /** Most cycles find nothing live, and ask no further. */
  private async handOut(
    tx: Transaction,
    session: Session,
    snapshotAt: Date | null,
  ): Promise<{ commands: readonly Order[]; live: readonly Order[] }> {
    const live = await this.delivery.liveOrders(tx, session.accountId);
    if (live.length === 0) return { commands: [], live };
    await this.reconciliation.resolveFromBooks(tx, session.accountId, snapshotAt);
    const commands = await this.delivery.dueOrders(tx, session);
    return { commands, live: await this.delivery.liveOrders(tx, session.accountId) };
  }

  private async answer(
    tx: Transaction,
    session: Session,
    exchange: Omit<Exchange, 'questions' | 'tradingState' | 'at'>,
  ): Promise<SyncView> {
    const { accountId, userId } = session;
    const states = await this.states.statesOf(tx, [{ id: accountId, userId }]);
    return presentSync({
      ...exchange,
      questions: this.reconciliation.questionsFor(session, exchange.live),
      tradingState: states.get(accountId)?.state ?? 'ACTIVE',
      at: this.clock.now(),
    });
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
      await this.reports.apply(tx, { userId, accountId }, { sessionId, epoch }, reports);
    });
  }
}
