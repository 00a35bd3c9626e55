import { Injectable } from '@nestjs/common';
import { BrokerClocks } from '../mt5-session/broker-clocks.service';
import { byAccount } from '../mt5-session/by-account';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { Clock } from '../platform/time/clock';
import { comparePositions, type PositionDifference, withoutRepetitions } from './compare-positions';
import { datedDeal } from './dated-deal';
import { type Deal, type DealsReport, type StoredDeals } from './deal';
import { DealsRepository, type DealsPage } from './deals.repository';
import { positionBody } from './dto/position.body';
import { type Position, type PositionsSnapshot, type SnapshotOutcome } from './position';
import { repricedNews } from './positions.events';
import { PositionsRepository, type PositionsPage } from './positions.repository';
import { TradesRepository } from './trades.repository';

const NOT_APPLIED: SnapshotOutcome = {
  applied: false,
  whole: false,
  opened: 0,
  changed: 0,
  closed: 0,
  open: [],
};

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
    const { sessionId, reportedAt } = snapshot;
    const complete = isWhole(snapshot);
    if (!(await this.sessions.markSnapshot(tx, sessionId, { reportedAt, complete }))) return NOT_APPLIED;
    const [outcome = NOT_APPLIED] = await this.applySnapshots(tx, [snapshot]);
    return outcome;
  }

  /** The same for the newest lists of different accounts, whose sessions the caller holds: a few statements for all. */
  async applySnapshots(
    tx: Transaction,
    snapshots: readonly PositionsSnapshot[],
  ): Promise<readonly SnapshotOutcome[]> {
    if (snapshots.length === 0) return [];
    const now = this.clock.now();
    const known = await this.positions.findOpenOf(
      tx,
      snapshots.map(({ accountId }) => accountId),
    );
    const knownOf = byAccount(known);
    const compared = snapshots.map((snapshot) => {
      const before = knownOf(snapshot.accountId);
      const difference = comparePositions(before, withoutRepetitions(snapshot.positions));
      return { snapshot, before, ...difference, gone: isWhole(snapshot) ? difference.absent : [] };
    });
    const written = await this.write(tx, compared, now);
    const outcomes = compared.map((each) => outcomeOf(each, written));
    await this.events.append(
      tx,
      outcomes.flatMap(({ news }) => news),
    );
    this.events.tick(
      tx,
      compared.flatMap(({ snapshot, changed }) =>
        repricedNews(
          snapshot,
          changed.filter(({ repriced }) => repriced).map(({ reported }) => reported),
        ),
      ),
    );
    return outcomes.map(({ outcome }) => outcome);
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

  private async write(tx: Transaction, compared: readonly Compared[], now: Date): Promise<Written> {
    const [repriced, changed] = divide(
      compared.flatMap((each) => each.changed),
      (change) => change.repriced,
    );
    const [opened, updated] = await Promise.all([
      this.positions.open(
        tx,
        compared.flatMap((each) => each.opened.map((reported) => ({ of: each.snapshot, reported }))),
        now,
      ),
      this.positions.change(tx, changed, now),
      this.positions.reprice(tx, repriced, now),
    ]);
    const closed = await this.close(
      tx,
      compared.flatMap(({ gone }) => gone),
      now,
    );
    return {
      opened: byAccount(opened),
      updated: byAccount(updated),
      closed: byAccount(closed),
    };
  }

  private async close(tx: Transaction, absent: readonly Position[], now: Date): Promise<readonly Position[]> {
    if (absent.length === 0) return [];
    await this.positions.close(tx, absent, now);
    const settled = await this.positions.settle(tx, absent);
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
    const settled = await this.positions.settle(
      tx,
      identifiers.map((identifier) => ({ accountId, identifier })),
    );
    await this.events.append(tx, news('position.updated', sessionId, settled));
  }
}

/** One terminal's list beside what was known. */
interface Compared extends PositionDifference {
  readonly snapshot: PositionsSnapshot;
  readonly before: readonly Position[];
  /** What is absent because it was closed. */
  readonly gone: readonly Position[];
}

/** The rows as they were written, by account. */
interface Written {
  readonly opened: (accountId: string) => readonly Position[];
  readonly updated: (accountId: string) => readonly Position[];
  readonly closed: (accountId: string) => readonly Position[];
}

/** A list that holds a position twice was read while positions moved: it may lack another. */
function isWhole({ complete, positions }: PositionsSnapshot): boolean {
  return complete && withoutRepetitions(positions).length === positions.length;
}

function outcomeOf(
  { snapshot, before, changed, gone }: Compared,
  written: Written,
): { readonly outcome: SnapshotOutcome; readonly news: readonly NewEvent[] } {
  const { accountId, sessionId } = snapshot;
  const opened = written.opened(accountId);
  const updated = written.updated(accountId);
  const closed = written.closed(accountId);
  const open = new Map(before.map((position) => [position.id, position]));
  for (const { before: known, reported } of changed) {
    open.set(known.id, { ...known, currentPrice: reported.currentPrice, profit: reported.profit });
  }
  for (const position of [...updated, ...opened]) open.set(position.id, position);
  for (const { id } of gone) open.delete(id);
  return {
    outcome: {
      applied: true,
      whole: isWhole(snapshot),
      opened: opened.length,
      changed: changed.length,
      closed: closed.length,
      open: [...open.values()],
    },
    news: [
      ...news('position.opened', sessionId, opened),
      ...news('position.updated', sessionId, updated),
      ...news('position.closed', sessionId, closed),
    ],
  };
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
