import { Injectable } from '@nestjs/common';
import { Decimal } from '../money/quantity';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Position, type Side } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';
import { closingRequest } from './closing-request';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

/** What the broker refused to close is tried again so often: the market may have opened meanwhile. */
const AGAIN_AFTER_MS = 60_000;

/** Who wants the account empty, and why; the words stand in the orders that are taken back. */
export interface Emptying {
  readonly accountId: string;
  readonly userId: string;
  /** Names the occasion: one occasion closes a position once, unless the broker refuses. */
  readonly occasion: string;
  readonly message: string;
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
    const unclaimed = positions.filter((position) => isUnclaimed(position, live));
    const at = this.clock.now();
    const attempt = Math.floor(at.getTime() / AGAIN_AFTER_MS);
    const lines = new Map<string, { readonly symbol: string; readonly side: Side }>();
    for (const { symbol, side } of unclaimed) lines.set(`${side}:${symbol}`, { symbol, side });
    await this.signals.issue(
      tx,
      userId,
      [...lines].map(([line, { symbol, side }]) =>
        closingRequest({
          name: `${occasion}:${line}:${session.id}:${attempt}`,
          session,
          symbol,
          side,
          volume: null,
          at,
        }),
      ),
    );
  }
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
  if (order.status === 'READY') return { ...recalled, to: 'CANCELLED', facts: { message } };
  if (order.cancelRequestedAt !== null || order.status !== 'SENT') return null;
  return { ...recalled, to: 'SENT', facts: { cancelRequestedAt: now } };
}
