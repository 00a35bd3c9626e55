import { Injectable } from '@nestjs/common';
import { byAccount } from '../mt5-session/by-account';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { Clock } from '../platform/time/clock';
import {
  comparePositions,
  comparePrices,
  type PositionDifference,
  withoutRepetitions,
} from './compare-positions';
import { OpenPositions } from './open-positions';
import { type MovedPositions, type Position, type PositionsSnapshot, type SnapshotOutcome } from './position';
import { positionNews, repricedNews } from './positions.events';
import { PositionsRepository } from './positions.repository';

type PositionList = PositionsSnapshot | MovedPositions;

export const NOT_APPLIED: SnapshotOutcome = {
  applied: false,
  whole: false,
  opened: 0,
  changed: 0,
  closed: 0,
  open: [],
};

/** Makes what is kept of open positions follow terminals' lists, those of many accounts with the same few statements. */
@Injectable()
export class PositionLists {
  constructor(
    private readonly repository: PositionsRepository,
    private readonly open: OpenPositions,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** What each list leads to, in their order. They are of different accounts, whose sessions the caller holds. */
  async apply(tx: Transaction, lists: readonly PositionList[]): Promise<readonly SnapshotOutcome[]> {
    if (lists.length === 0) return [];
    const now = this.clock.now();
    const knownOf = byAccount(
      await this.open.of(
        tx,
        lists.map(({ accountId }) => accountId),
      ),
    );
    const compared = lists.map((list) => compare(list, knownOf(list.accountId)));
    const written = await this.write(tx, compared.filter(isThere), now);
    const outcomes = compared.map((each) => (each ? outcomeOf(each, written) : UNKNOWN));
    compared.forEach((each, index) => {
      const open = outcomes[index]?.outcome.open;
      if (open && each && isDifferent(each)) this.open.wrote(tx, each.list.accountId, open);
    });
    await this.events.append(
      tx,
      outcomes.flatMap(({ news }) => news),
    );
    this.events.tick(
      tx,
      compared.filter(isThere).flatMap(({ list, repriced }) =>
        repricedNews(
          list,
          repriced.map(({ reported }) => reported),
        ),
      ),
    );
    return outcomes.map(({ outcome }) => outcome);
  }

  private async write(tx: Transaction, compared: readonly Compared[], now: Date): Promise<Written> {
    const differing = compared.filter(isDifferent);
    if (differing.length > 0) this.open.willWrite(tx);
    const [opened, updated, repriced] = await Promise.all([
      this.repository.open(
        tx,
        differing.flatMap((each) => each.opened.map((reported) => ({ of: each.list, reported }))),
        now,
      ),
      this.repository.change(
        tx,
        differing.flatMap(({ changed }) => changed),
        now,
      ),
      this.repository.reprice(
        tx,
        differing.flatMap((each) => each.repriced),
        now,
      ),
    ]);
    const closed = await this.close(
      tx,
      differing.flatMap(({ gone }) => gone),
      now,
    );
    return {
      opened: byAccount(opened),
      updated: byAccount(updated),
      repriced: byAccount(repriced),
      closed: byAccount(closed),
    };
  }

  private async close(tx: Transaction, absent: readonly Position[], now: Date): Promise<readonly Position[]> {
    if (absent.length === 0) return [];
    await this.repository.close(tx, absent, now);
    const settled = await this.repository.settle(tx, absent);
    const byId = new Map(settled.map((position) => [position.id, position]));
    return absent.map(
      (position) =>
        byId.get(position.id) ?? { ...position, status: 'CLOSED', closedAt: now, lastSeenAt: now },
    );
  }
}

/** One terminal's list beside what was known. */
interface Compared extends PositionDifference {
  readonly list: PositionList;
  readonly whole: boolean;
  readonly before: readonly Position[];
  /** What is absent because it was closed. */
  readonly gone: readonly Position[];
}

/** The rows as they were written, by account. */
interface Written {
  readonly opened: (accountId: string) => readonly Position[];
  readonly updated: (accountId: string) => readonly Position[];
  readonly repriced: (accountId: string) => readonly Position[];
  readonly closed: (accountId: string) => readonly Position[];
}

const UNKNOWN = { outcome: NOT_APPLIED, news: [] };

/** A list that holds a position twice was read while positions moved: it may lack another. */
export function isWhole({ complete, positions }: PositionsSnapshot): boolean {
  return complete && withoutRepetitions(positions).length === positions.length;
}

/** Null: prices of other positions than are known. */
function compare(list: PositionList, before: readonly Position[]): Compared | null {
  if ('moved' in list) {
    const difference = comparePrices(before, list.moved);
    return difference && { list, whole: true, before, ...difference, gone: [] };
  }
  const difference = comparePositions(before, withoutRepetitions(list.positions));
  const whole = isWhole(list);
  return { list, whole, before, ...difference, gone: whole ? difference.absent : [] };
}

function isThere(compared: Compared | null): compared is Compared {
  return compared !== null;
}

function isDifferent({ opened, changed, repriced, gone }: Compared): boolean {
  return opened.length + changed.length + repriced.length + gone.length > 0;
}

function outcomeOf(
  each: Compared,
  written: Written,
): { readonly outcome: SnapshotOutcome; readonly news: readonly NewEvent[] } {
  const { accountId, sessionId } = each.list;
  const opened = written.opened(accountId);
  const updated = written.updated(accountId);
  const closed = written.closed(accountId);
  return {
    outcome: {
      applied: true,
      whole: each.whole,
      opened: opened.length,
      changed: each.changed.length + each.repriced.length,
      closed: closed.length,
      open: openAfter(each, written),
    },
    news: [
      ...positionNews('position.opened', sessionId, opened),
      ...positionNews('position.updated', sessionId, updated),
      ...positionNews('position.closed', sessionId, closed),
    ],
  };
}

function openAfter({ list: { accountId }, before, gone }: Compared, written: Written): readonly Position[] {
  const open = new Map(before.map((position) => [position.id, position]));
  for (const rows of [written.repriced, written.updated, written.opened]) {
    for (const position of rows(accountId)) open.set(position.id, position);
  }
  for (const { id } of gone) open.delete(id);
  return [...open.values()];
}
