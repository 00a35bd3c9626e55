import { Injectable } from '@nestjs/common';
import { byAccount } from '../mt5-session/by-account';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Position } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';
import { closingsOf, type Emptying, isUnclaimed } from './emptying';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { isOrderNumber } from './order-counts.repository';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

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

  /**
   * The caller holds the accounts. Asked for again, it does only what is left to do. The same few statements do for many
   * accounts; one account may be emptied for several reasons.
   */
  async flatten(tx: Transaction, emptyings: readonly Emptying[]): Promise<void> {
    if (emptyings.length === 0) return;
    // Of several reasons the first is told.
    const messages = new Map(emptyings.toReversed().map(({ accountId, message }) => [accountId, message]));
    const live = await this.orders.lockLiveOfAll(tx, [...messages.keys()]);
    const openings = live.filter(({ action }) => action === 'OPEN');
    await this.recall(tx, openings, ({ accountId }) => messages.get(accountId) ?? '');
    await this.close(tx, live, emptyings);
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
  takeBack(
    tx: Transaction,
    live: readonly Order[],
    message: string,
    { closesToo = false }: { readonly closesToo?: boolean } = {},
  ): Promise<{ readonly cancelled: number; readonly askedBack: number }> {
    const meant = live.filter(({ action, flattens }) => action === 'OPEN' || (closesToo && !flattens));
    return this.recall(tx, meant, () => message);
  }

  private async recall(
    tx: Transaction,
    orders: readonly Order[],
    messageOf: (order: Order) => string,
  ): Promise<{ readonly cancelled: number; readonly askedBack: number }> {
    const now = this.clock.now();
    const changes = orders.filter(isRecallable).map((order) => recalled(order, messageOf(order), now));
    await this.moves.make(tx, changes);
    const cancelled = changes.filter(({ to }) => to === 'CANCELLED').length;
    return { cancelled, askedBack: changes.length - cancelled };
  }

  private async close(
    tx: Transaction,
    live: readonly Order[],
    emptyings: readonly Emptying[],
  ): Promise<void> {
    const sessions = await this.sessions.liveSessionsOf(
      tx,
      emptyings.map(({ accountId }) => accountId),
    );
    const positions = await this.positions.openOf(tx, [...sessions.keys()]);
    const [liveOf, positionsOf] = [byAccount(live), byAccount(positions)];
    const oursOf = byAccount(await this.ordersBehind(tx, positions));
    const at = this.clock.now();
    const closings = emptyings.flatMap((emptying) => {
      const { accountId } = emptying;
      const session = sessions.get(accountId);
      if (!session) return [];
      const ours = new Set(oursOf(accountId).map(({ id }) => id));
      const holdings = { session, positions: positionsOf(accountId), live: liveOf(accountId), ours };
      return closingsOf(emptying, holdings, at);
    });
    await this.signals.issue(tx, closings);
  }

  /** The orders of this house that opened some of these positions. */
  private async ordersBehind(tx: Transaction, positions: readonly Position[]): Promise<readonly Order[]> {
    const numbered = positions.filter(({ magic }) => magic !== null && isOrderNumber(magic));
    if (numbered.length === 0) return [];
    return this.orders.ofAccounts(
      tx,
      [...new Set(numbered.map(({ accountId }) => accountId))],
      numbered.flatMap(({ magic }) => magic ?? []),
    );
  }
}

function recalled(order: Order, message: string, now: Date): OrderChange {
  const change = {
    order,
    actor: 'KILL_SWITCH',
    causeKey: `recall:${now.toISOString()}`,
    occurredAt: now,
    data: { reason: message },
  } as const;
  if (order.status === 'READY') return { ...change, to: 'CANCELLED', facts: { message } };
  return { ...change, to: 'SENT', facts: { cancelRequestedAt: now } };
}

/** Not handed out yet, or handed out and not asked back. */
function isRecallable({ status, cancelRequestedAt }: Order): boolean {
  return status === 'READY' || (status === 'SENT' && cancelRequestedAt === null);
}
