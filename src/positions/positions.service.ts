import { Injectable } from '@nestjs/common';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { datedDeal } from './dated-deal';
import { type Deal, type DealsReport, type StoredDeals } from './deal';
import { DealsRepository, type DealsPage } from './deals.repository';
import { OpenPositions } from './open-positions';
import { type MovedPositions, type Position, type PositionsSnapshot, type SnapshotOutcome } from './position';
import { isWhole, NOT_APPLIED, PositionLists } from './position-lists';
import { positionNews } from './positions.events';
import { PositionsRepository, type PositionsPage } from './positions.repository';
import { TradesRepository } from './trades.repository';

/** Positions and deals as terminals report them. The terminal is right; what is kept here follows it. */
@Injectable()
export class PositionsService {
  constructor(
    private readonly positions: PositionsRepository,
    private readonly lists: PositionLists,
    private readonly open: OpenPositions,
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
    const { sessionId, reportedAt } = snapshot;
    const complete = isWhole(snapshot);
    if (!(await this.sessions.markSnapshot(tx, sessionId, { reportedAt, complete }))) return NOT_APPLIED;
    const [outcome = NOT_APPLIED] = await this.applySnapshots(tx, [snapshot]);
    return outcome;
  }

  /** The same for the newest lists of different accounts, whose sessions the caller holds: a few statements for all. */
  applySnapshots(
    tx: Transaction,
    snapshots: readonly (PositionsSnapshot | MovedPositions)[],
  ): Promise<readonly SnapshotOutcome[]> {
    return this.lists.apply(tx, snapshots);
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
      lastDealTicket: (await this.deals.lastTicketsOf(tx, [report.accountId])).get(report.accountId) ?? null,
    };
  }

  /** The highest ticket kept of each of these accounts; none for an account before its first. */
  lastDealTicketsOf(
    tx: Transaction | null,
    accountIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    return this.deals.lastTicketsOf(tx, accountIds);
  }

  /** All executions of one of our orders: its magic number is its id. */
  dealsByMagic(tx: Transaction, accountId: string, magic: string): Promise<readonly Deal[]> {
    return this.deals.findByMagic(tx, accountId, magic);
  }

  openOf(tx: Transaction | null, accountIds: readonly string[]): Promise<readonly Position[]> {
    return this.open.of(tx, accountIds);
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

  /** Positions may be gone from the list before their last deal is told of. */
  private async settleLate(
    tx: Transaction,
    { accountId, sessionId }: DealsReport,
    positionIds: readonly (string | null)[],
  ): Promise<void> {
    const identifiers = [...new Set(positionIds.filter((id) => id !== null))];
    if (identifiers.length === 0) return;
    const settled = await this.positions.settle(
      tx,
      identifiers.map((identifier) => ({ accountId, identifier })),
    );
    await this.events.append(tx, positionNews('position.updated', sessionId, settled));
  }
}
