import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { TradingStateService } from '../guard/trading-state.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type Position } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { RiskHistoryService } from '../positions/risk-history.service';
import { type BookDrift, BookDriftsRepository } from './book-drifts.repository';
import { bookDrift, type ShownBooks } from './evidence/book-drift';
import { isOrderNumber } from './order-counts.repository';
import { OrderMetrics } from './order-metrics';
import { OrdersRepository } from './orders.repository';

/** One list may have been made while a trade was being made; three in a row were not. */
const SNAPSHOTS_TO_ACT = 3;
/** Executions older than this have been checked often enough. */
const LATELY_MS = 60 * 60_000;

/**
 * Compares, with every complete list of positions, what our orders executed with what the terminal shows. Books that
 * disagree three times in a row are not to be sized by: the account may only close until a person has looked.
 */
@Injectable()
export class BookCheck {
  constructor(
    private readonly accounts: AccountsService,
    private readonly positions: PositionsService,
    private readonly seen: RiskHistoryService,
    private readonly orders: OrdersRepository,
    private readonly drifts: BookDriftsRepository,
    private readonly states: TradingStateService,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
  ) {}

  /** The caller holds the account, and has just taken in a complete list. */
  async check(
    tx: Transaction,
    { accountId, userId, id: sessionId }: Session,
    snapshotAt: Date,
  ): Promise<void> {
    const [account] = await this.accounts.lock(tx, [accountId]);
    // On a netting account one position may hold many orders: which of them differs cannot be told.
    if (account?.marginMode !== 'HEDGING') return;
    const positions = await this.positions.openOf(tx, [accountId]);
    const shown = await this.booksOf(tx, accountId, positions, snapshotAt);
    const before = await this.drifts.of(tx, [accountId]);
    const differences = bookDrift(shown);
    if (differences.size === 0 && before.length === 0) return;
    const noted = await this.drifts.note(tx, accountId, differences, snapshotAt);
    const lasting = noted.filter(({ snapshots }) => snapshots === SNAPSHOTS_TO_ACT);
    if (lasting.length > 0) await this.act(tx, { accountId, userId, sessionId }, lasting);
  }

  private async booksOf(
    tx: Transaction,
    accountId: string,
    positions: readonly Position[],
    snapshotAt: Date,
  ): Promise<ShownBooks> {
    const numbers = positions.flatMap(({ magic }) => (magic !== null && isOrderNumber(magic) ? [magic] : []));
    const named = numbers.length > 0 ? await this.orders.ofAccount(tx, accountId, numbers) : [];
    const lately = new Date(snapshotAt.getTime() - LATELY_MS);
    const executed = (await this.orders.executedSince(tx, accountId, lately)).filter(
      ({ positionTicket }) => positionTicket !== null,
    );
    const known = await this.seen.knownPositions(
      tx,
      accountId,
      executed.flatMap(({ positionTicket }) => positionTicket ?? []),
    );
    const unseen: ShownBooks['unseen'][number][] = [];
    for (const order of executed) {
      if (order.positionTicket === null || known.has(order.positionTicket)) continue;
      unseen.push({ order, deals: await this.positions.dealsByMagic(tx, accountId, order.id) });
    }
    return { positions, snapshotAt, named, unseen };
  }

  private async act(
    tx: Transaction,
    { accountId, userId, sessionId }: { accountId: string; userId: string; sessionId: string },
    lasting: readonly BookDrift[],
  ): Promise<void> {
    const differences = lasting.map(({ symbol, difference }) => `${difference.toFixed()} lots of ${symbol}`);
    const reason = `The books differ from the terminal's: ${differences.join(', ')}`;
    const states = await this.states.statesOf(tx, [{ id: accountId, userId }]);
    if (states.get(accountId)?.state === 'ACTIVE') {
      await this.states.change(tx, { userId, actor: 'system', accountId, state: 'REDUCING', reason });
    }
    await this.events.append(
      tx,
      lasting.map(({ symbol, difference, snapshots }) => ({
        type: 'risk.book_drift' as const,
        userId,
        sessionId,
        data: { account_id: accountId, symbol, difference: difference.toFixed(), snapshots },
      })),
    );
    tx.afterCommit(() => {
      this.metrics.booksDrifted();
    });
  }
}
