import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Signal } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

const BY_OWNER = 'Cancelled by its owner';

/**
 * Takes a signal back. What no terminal was handed is cancelled at once; what one has is asked back, and counts as
 * cancelled when the terminal says that it was not executed. What was executed stays so.
 */
@Injectable()
export class SignalCancellation {
  constructor(
    private readonly transactions: Transactions,
    private readonly signals: SignalsService,
    private readonly orders: OrdersRepository,
    private readonly moves: OrderMoves,
    private readonly clock: Clock,
  ) {}

  /** @throws SignalNotFoundError */
  async cancel(
    userId: string,
    signalId: string,
  ): Promise<{ readonly signal: Signal; readonly applied: boolean }> {
    await this.signals.get(userId, signalId);
    const applied = await this.transactions.run(
      async (tx) =>
        (await this.cancelUndecided(tx, userId, signalId)) || (await this.cancelOrders(tx, userId, signalId)),
    );
    return { signal: await this.signals.get(userId, signalId), applied };
  }

  private async cancelUndecided(tx: Transaction, userId: string, signalId: string): Promise<boolean> {
    const signal = await this.signals.holdUndecided(tx, userId, signalId);
    if (!signal) return false;
    const verdict = { signalId, status: 'CANCELLED', code: null, message: BY_OWNER, detail: null } as const;
    await this.signals.recordDecisions(tx, [{ signal, verdict }], this.clock.now());
    return true;
  }

  private async cancelOrders(tx: Transaction, userId: string, signalId: string): Promise<boolean> {
    const orders = await this.orders.lockOfSignal(tx, userId, signalId);
    const now = this.clock.now();
    const changes = orders.flatMap((order) => cancellationOf(order, now) ?? []);
    await this.moves.make(tx, changes);
    return changes.length > 0;
  }
}

function cancellationOf(order: Order, now: Date): OrderChange | null {
  const asked = { order, actor: 'USER', causeKey: 'cancel', occurredAt: now, data: {} } as const;
  if (order.status === 'READY') return { ...asked, to: 'CANCELLED', facts: { message: BY_OWNER } };
  if (order.status === 'SENT' && order.cancelRequestedAt === null) {
    return { ...asked, to: 'SENT', facts: { cancelRequestedAt: now } };
  }
  return null;
}
