import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { SignalsService } from '../signals/signals.service';
import { OrderDelivery } from './order-delivery';
import { type PendingSignalView, presentPending } from './pending-view';

/** The seed client's way to its orders: the same list again and again, until it says what became of them. */
@Injectable()
export class PendingSignalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Mt5SessionService,
    private readonly signals: SignalsService,
    private readonly delivery: OrderDelivery,
    private readonly clock: Clock,
  ) {}

  /** @throws SessionNotFoundError, SessionFencedError, SessionEndedError */
  async of(userId: string, sessionId: string): Promise<readonly PendingSignalView[]> {
    const session = await this.sessions.requireLive(userId, sessionId);
    this.sessions.touch(session);
    return this.transactions.run(async (tx) => {
      const orders = await this.delivery.dueOrders(tx, session);
      if (orders.length === 0) return [];
      const signals = await this.signals.byIds(
        tx,
        orders.map(({ signalId }) => signalId),
      );
      const byId = new Map(signals.map((signal) => [signal.id, signal]));
      const now = this.clock.now();
      return orders.flatMap((order) => {
        const signal = byId.get(order.signalId);
        return signal ? [presentPending(order, signal, now)] : [];
      });
    });
  }
}
