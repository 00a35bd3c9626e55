import { Injectable } from '@nestjs/common';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { Clock } from '../platform/time/clock';
import { comparePositions, withoutRepetitions } from './compare-positions';
import { datedDeal } from './dated-deal';
import { type Deal, type DealsReport, type StoredDeals } from './deal';
import { DealsRepository, type DealsPage } from './deals.repository';
import { positionBody } from './dto/position.body';
import { type Position, type PositionsSnapshot, type SnapshotOutcome } from './position';
import { repricedNews } from './positions.events';
import { PositionsRepository, type PositionsPage } from './positions.repository';
import { TradesRepository } from './trades.repository';

const NOT_APPLIED: SnapshotOutcome = { applied: false, whole: false, opened: 0, changed: 0, closed: 0 };

type PositionEvent = 'position.opened' | 'position.updated' | 'position.closed';

/** Positions and deals as terminals report them. The terminal is right; what is kept here follows it. */
@Injectable()
export class PositionsService {
  constructor(
    private readonly positions: PositionsRepository,
    private readonly deals: DealsRepository,
    private readonly trades: TradesRepository,
    private readonly sessions: Mt5SessionService,
    private readonly clocks: BrokerClocks,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Applies a terminal's list of open positions: what is new was opened, what differs was changed, and what is missing
   * was closed, if the list is complete. A list older than the last one of the same session changes nothing.
   * Holds the session's row until the commit, so that lists are applied one after the other.
   *
   * @throws SessionFencedError, SessionEndedError when the session no longer holds its account
   */
  async applySnapshot(tx: Transaction, snapshot: PositionsSnapshot): Promise<SnapshotOutcome> {
    const reported = withoutRepetitions(snapshot.positions);
    // A list that holds a position twice was read while positions moved: it may lack another.
    const complete = snapshot.complete && reported.length === snapshot.positions.length;
    const { sessionId, reportedAt } = snapshot;
    if (!(await this.sessions.markSnapshot(tx, sessionId, { reportedAt, complete }))) return NOT_APPLIED;

    const known = await this.positions.findOpenOf(tx, [snapshot.accountId]);
    const { opened, changed, absent } = comparePositions(known, reported);
    const now = this.clock.now();
    const openedRows = await this.positions.open(tx, snapshot, opened, now);
    const changedRows = await this.positions.change(tx, snapshot.accountId, changed, now);
    const closedRows = complete ? await this.close(tx, snapshot.accountId, absent, now) : [];

    const repricedIds = new Set(changed.filter(({ repriced }) => repriced).map(({ id }) => id));
    const [repricedRows, updatedRows] = divide(changedRows, ({ id }) => repricedIds.has(id));
    await this.events.append(tx, [
      ...news('position.opened', sessionId, openedRows),
      ...news('position.updated', sessionId, updatedRows),
      ...news('position.closed', sessionId, closedRows),
    ]);
    this.events.tick(tx, repricedNews(snapshot, repricedRows));
    return {
      applied: true,
      whole: complete,
      opened: openedRows.length,
      changed: changedRows.length,
      closed: closedRows.length,
    };
  }

  /** Keeps deals, each once, for ever. A deal that closed a position tells why and at what price. */
  async storeDeals(tx: Transaction, report: DealsReport): Promise<StoredDeals> {
    const clock = await this.clocks.of(tx, report.accountId);
    const distinct = [...new Map(report.deals.map((deal) => [deal.ticket, datedDeal(deal, clock)])).values()];
    const stored = await this.deals.store(tx, report, distinct, this.clock.now());
    const isNew = new Set(stored);
    const fresh = distinct.filter(({ ticket }) => isNew.has(ticket));
    await this.settleLate(
      tx,
      report,
      fresh.map(({ positionId }) => positionId),
    );
    await this.trades.takeIn(tx, report.accountId, fresh);
    return {
      stored: stored.length,
      known: report.deals.length - stored.length,
      lastDealTicket: await this.deals.lastTicketOf(tx, report.accountId),
    };
  }

  /** The highest ticket kept of this account, or null before the first. */
  lastDealTicketOf(tx: Transaction | null, accountId: string): Promise<string | null> {
    return this.deals.lastTicketOf(tx, accountId);
  }

  /** All executions of one of our orders: its magic number is its id. */
  dealsByMagic(tx: Transaction, accountId: string, magic: string): Promise<readonly Deal[]> {
    return this.deals.findByMagic(tx, accountId, magic);
  }

  openOf(tx: Transaction | null, accountIds: readonly string[]): Promise<readonly Position[]> {
    return this.positions.findOpenOf(tx, accountIds);
  }

  /** How many positions are open on all accounts of a user. */
  openCountOf(userId: string): Promise<number> {
    return this.positions.countOpenOf(userId);
  }

  list(userId: string, page: PositionsPage): Promise<readonly Position[]> {
    return this.positions.findPage(userId, page);
  }

  history(userId: string, page: DealsPage): Promise<readonly Deal[]> {
    return this.deals.findPage(userId, page);
  }

  private async close(
    tx: Transaction,
    accountId: string,
    absent: readonly Position[],
    now: Date,
  ): Promise<readonly Position[]> {
    if (absent.length === 0) return [];
    await this.positions.close(tx, absent, now);
    const settled = await this.positions.settle(
      tx,
      accountId,
      absent.map(({ identifier }) => identifier),
    );
    const byId = new Map(settled.map((position) => [position.id, position]));
    return absent.map(
      (position) =>
        byId.get(position.id) ?? { ...position, status: 'CLOSED', closedAt: now, lastSeenAt: now },
    );
  }

  /** Positions may be gone from the list before their last deal is told of. */
  private async settleLate(
    tx: Transaction,
    { accountId, sessionId }: DealsReport,
    positionIds: readonly (string | null)[],
  ): Promise<void> {
    const identifiers = [...new Set(positionIds.filter((id) => id !== null))];
    if (identifiers.length === 0) return;
    const settled = await this.positions.settle(tx, accountId, identifiers);
    await this.events.append(tx, news('position.updated', sessionId, settled));
  }
}

function news(type: PositionEvent, sessionId: string, positions: readonly Position[]): NewEvent[] {
  return positions.map((position) => ({
    type,
    userId: position.userId,
    sessionId,
    data: positionBody(position),
  }));
}

function divide<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}
