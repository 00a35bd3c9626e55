import { Injectable } from '@nestjs/common';
import { Decimal, lots } from '../money/quantity';
import { byAccount } from '../mt5-session/by-account';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Position, type Side } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';
import { closingRequest } from './closing-request';
import { lineOf } from './decision/account-conduct';
import { oldestFirst } from './decision/decide-closing';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { isOrderNumber } from './order-counts.repository';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

/** What the broker refused to close is tried again: after a minute, then after twice as long, and so on to half an hour. */
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 30 * 60_000;

/** Who wants the account empty, and why; the words stand in the orders that are taken back. */
export interface Emptying {
  readonly accountId: string;
  readonly userId: string;
  /** Names the occasion: one occasion closes a position once, unless the broker refuses. */
  readonly occasion: string;
  readonly message: string;
  /** When it began: the tries are counted from then. */
  readonly since: Date;
  /** Leave alone what somebody else opened after it began. */
  readonly onlyWhatWasOpen: boolean;
}

/** Empties accounts: takes back what is on its way to be opened, and closes what is open. */
@Injectable()
export class Flattening {
  constructor(
    private readonly sessions: Mt5SessionService,
    private readonly positions: PositionsService,
    private readonly signals: SignalsService,
    private readonly orders: OrdersRepository,
    private readonly moves: OrderMoves,
    private readonly clock: Clock,
  ) {}

  /** The caller holds the account. Asked for again, it does only what is left to do. */
  async flatten(tx: Transaction, emptying: Emptying): Promise<void> {
    const live = await this.orders.lockLiveOf(tx, emptying.accountId);
    await this.takeBack(tx, live, emptying.message);
    await this.close(tx, live, emptying);
  }

  /** Those of these accounts, which are to be empty, that hold something nobody is closing yet, or have an opening to take back. */
  async unfinished(accountIds: readonly string[]): Promise<readonly string[]> {
    if (accountIds.length === 0) return [];
    const [orders, positions, sessions] = await Promise.all([
      this.orders.liveOf(null, accountIds),
      this.positions.openOf(null, accountIds),
      this.sessions.liveSessionsOf(null, accountIds),
    ]);
    const ordersOf = byAccount(orders);
    const positionsOf = byAccount(positions);
    return accountIds.filter((id) => {
      const live = ordersOf(id);
      if (live.some((order) => order.action === 'OPEN' && isRecallable(order))) return true;
      return sessions.has(id) && positionsOf(id).some((position) => isUnclaimed(position, live));
    });
  }

  /**
   * Takes back orders that the caller has locked: what no terminal was handed is cancelled with one statement, what one
   * has is asked back. Answers how many of each.
   */
  async takeBack(
    tx: Transaction,
    live: readonly Order[],
    message: string,
    { closesToo = false }: { readonly closesToo?: boolean } = {},
  ): Promise<{ readonly cancelled: number; readonly askedBack: number }> {
    const now = this.clock.now();
    const meant = live.filter(({ action, flattens }) => action === 'OPEN' || (closesToo && !flattens));
    const changes = meant.flatMap((order) => recall(order, message, now) ?? []);
    await this.moves.make(tx, changes);
    const cancelled = changes.filter(({ to }) => to === 'CANCELLED').length;
    return { cancelled, askedBack: changes.length - cancelled };
  }

  private async close(tx: Transaction, live: readonly Order[], emptying: Emptying): Promise<void> {
    const { accountId, userId, occasion } = emptying;
    const session = (await this.sessions.liveSessionsOf(tx, [accountId])).get(accountId);
    if (!session) return;
    const positions = await this.positions.openOf(tx, [accountId]);
    const meant = await this.meant(tx, positions, emptying);
    const at = this.clock.now();
    const attempt = attemptAt(at.getTime() - emptying.since.getTime());
    const requests = linesOf(positions).flatMap(({ symbol, side }) => {
      // The oldest are closed first: up to the first one that is not meant, so many lots are exactly these positions.
      const held = oldestFirst(positions, symbol, side);
      const stranger = held.findIndex(({ ticket }) => !meant.has(ticket));
      const own = stranger < 0 ? held : held.slice(0, stranger);
      if (!own.some((position) => isUnclaimed(position, live))) return [];
      const volume = stranger < 0 ? null : lots(Decimal.sum(...own.map((each) => each.volume)));
      const name = `${occasion}:${side}:${symbol}:${session.id}:${attempt}`;
      return [closingRequest({ name, session, symbol, side, volume, at })];
    });
    await this.signals.issue(tx, userId, requests);
  }

  /** The tickets of the positions that are to go. */
  private async meant(
    tx: Transaction,
    positions: readonly Position[],
    { accountId, since, onlyWhatWasOpen }: Emptying,
  ): Promise<ReadonlySet<string>> {
    if (!onlyWhatWasOpen) return new Set(positions.map(({ ticket }) => ticket));
    const numbers = positions.flatMap(({ magic }) => (magic !== null && isOrderNumber(magic) ? [magic] : []));
    const ours = new Set((await this.orders.ofAccounts(tx, [accountId], numbers)).map(({ id }) => id));
    return new Set(
      positions
        .filter(({ firstSeenAt, magic }) => firstSeenAt <= since || (magic !== null && ours.has(magic)))
        .map(({ ticket }) => ticket),
    );
  }
}

interface Line {
  readonly symbol: string;
  readonly side: Side;
}

/** The symbols and sides that are held: what one closing signal closes. */
function linesOf(positions: readonly Position[]): readonly Line[] {
  const lines = new Map<string, Line>();
  for (const { symbol, side } of positions) lines.set(lineOf(symbol, side), { symbol, side });
  return [...lines.values()];
}

/** How many tries are due so long after the first one: each of them has a name of its own, and is made once. */
export function attemptAt(elapsedMs: number): number {
  let attempt = 0;
  let pause = FIRST_PAUSE_MS;
  for (let due = pause; due <= elapsedMs; due += pause) {
    attempt += 1;
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
  return attempt;
}

function isUnclaimed({ ticket, volume }: Position, live: readonly Order[]): boolean {
  const claimed = live
    .flatMap(({ closeTargets }) => closeTargets)
    .filter((target) => target.ticket === ticket)
    .reduce((sum, target) => sum.plus(target.volume), new Decimal(0));
  return claimed.lessThan(volume);
}

function recall(order: Order, message: string, now: Date): OrderChange | null {
  const recalled = {
    order,
    actor: 'KILL_SWITCH',
    causeKey: `recall:${now.toISOString()}`,
    occurredAt: now,
    data: { reason: message },
  } as const;
  if (!isRecallable(order)) return null;
  if (order.status === 'READY') return { ...recalled, to: 'CANCELLED', facts: { message } };
  return { ...recalled, to: 'SENT', facts: { cancelRequestedAt: now } };
}

/** Not handed out yet, or handed out and not asked back. */
function isRecallable({ status, cancelRequestedAt }: Order): boolean {
  return status === 'READY' || (status === 'SENT' && cancelRequestedAt === null);
}
