import { Injectable } from '@nestjs/common';
import { type MarginMode } from '../accounts/account';
import { TradingStateService } from '../guard/trading-state.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type Position } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { RiskHistoryService } from '../positions/risk-history.service';
import { type BookDrift, BookDriftsRepository } from './book-drifts.repository';
import { byAccount } from '../mt5-session/by-account';
import { bookDrift, type ShownBooks } from './evidence/book-drift';
import { isOrderNumber } from './order-counts.repository';
import { type Order } from './order';
import { OrderMetrics } from './order-metrics';
import { OrdersRepository } from './orders.repository';

/** One list may have been made while a trade was being made; three in a row were not. */
const SNAPSHOTS_TO_ACT = 3;
/** Executions older than this have been checked often enough. */
const LATELY_MS = 60 * 60_000;

/** Everything that is open on an account, as its terminal just told. */
export interface CompleteList {
  readonly session: Pick<Session, 'id' | 'accountId' | 'userId'>;
  readonly marginMode: MarginMode | null;
  readonly open: readonly Position[];
}

type Unseen = ShownBooks['unseen'][number] & { readonly accountId: string };

/**
 * Compares, with every complete list of positions, what our orders executed with what the terminal shows. Books that
 * disagree three times in a row are not to be sized by: the account may only close until a person has looked.
 */
@Injectable()
export class BookCheck {
  constructor(
    private readonly positions: PositionsService,
    private readonly seen: RiskHistoryService,
    private readonly orders: OrdersRepository,
    private readonly drifts: BookDriftsRepository,
    private readonly states: TradingStateService,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
  ) {}

  /**
   * The caller holds the accounts, and has just taken in a complete list of each. Answers whether one of them differed
   * for so long that it may only close from now on.
   */
  async check(tx: Transaction, lists: readonly CompleteList[], snapshotAt: Date): Promise<boolean> {
    // On a netting account one position may hold many orders: which of them differs cannot be told.
    const hedging = lists.filter(({ marginMode }) => marginMode === 'HEDGING');
    if (hedging.length === 0) return false;
    const [books, drifts] = await Promise.all([
      this.booksOf(tx, hedging, snapshotAt),
      this.drifts.of(
        tx,
        hedging.map(({ session }) => session.accountId),
      ),
    ]);
    let hasActed = false;
    const doubted = new Set(drifts.map(({ accountId }) => accountId));
    for (const { session } of hedging) {
      const { accountId, userId, id: sessionId } = session;
      const differences = bookDrift(books(accountId));
      if (differences.size === 0 && !doubted.has(accountId)) continue;
      const noted = await this.drifts.note(tx, accountId, differences, snapshotAt);
      const lasting = noted.filter(({ snapshots }) => snapshots === SNAPSHOTS_TO_ACT);
      if (lasting.length === 0) continue;
      await this.act(tx, { accountId, userId, sessionId }, lasting);
      hasActed = true;
    }
    return hasActed;
  }

  /** What each account's orders and positions say of each other. */
  private async booksOf(
    tx: Transaction,
    lists: readonly CompleteList[],
    snapshotAt: Date,
  ): Promise<(accountId: string) => ShownBooks> {
    const accountIds = lists.map(({ session }) => session.accountId);
    const numbers = lists.flatMap(({ open }) =>
      open.flatMap(({ magic }) => (magic !== null && isOrderNumber(magic) ? [magic] : [])),
    );
    const lately = new Date(snapshotAt.getTime() - LATELY_MS);
    const [named, executed] = await Promise.all([
      numbers.length > 0 ? this.orders.ofAccounts(tx, accountIds, numbers) : [],
      this.orders.executedSince(tx, accountIds, lately),
    ]);
    const unseen = byAccount(await this.unseenOf(tx, executed));
    const namedOf = byAccount(named);
    const openOf = new Map(lists.map(({ session, open }) => [session.accountId, open]));
    return (accountId) => ({
      positions: openOf.get(accountId) ?? [],
      snapshotAt,
      named: namedOf(accountId),
      unseen: unseen(accountId),
    });
  }

  /** Executions of whose position no list has ever told, with the deals that the account has of them. */
  private async unseenOf(tx: Transaction, executed: readonly Order[]): Promise<Unseen[]> {
    const placed = executed.flatMap((order) =>
      order.positionTicket === null
        ? []
        : [{ order, accountId: order.accountId, identifier: order.positionTicket }],
    );
    const seen = await this.seen.knownPositions(tx, placed);
    const known = new Set(seen.map(({ accountId, identifier }) => `${accountId} ${identifier}`));
    const unseen: Unseen[] = [];
    for (const { order, accountId, identifier } of placed) {
      if (known.has(`${accountId} ${identifier}`)) continue;
      unseen.push({ order, accountId, deals: await this.positions.dealsByMagic(tx, accountId, order.id) });
    }
    return unseen;
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
