import { Injectable } from '@nestjs/common';
import { TradingStateService } from '../guard/trading-state.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { SignalMetrics } from '../signals/signal-metrics';
import { type Order } from './order';
import { OrderMetrics } from './order-metrics';
import { orderEvent } from './orders.events';
import { OrderWritesRepository } from './order-writes.repository';
import { OrdersRepository } from './orders.repository';

/** A terminal executes one after the other: more at once would only grow old with it. */
const MOST_AT_ONCE = 50;

/**
 * Hands orders to the session that holds their account, and to nobody else. From the first time on, an order is this
 * session's own; it comes again with every call until the terminal says that it has it.
 */
@Injectable()
export class OrderDelivery {
  constructor(
    private readonly repository: OrdersRepository,
    private readonly writes: OrderWritesRepository,
    private readonly sessions: Mt5SessionService,
    private readonly states: TradingStateService,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
    private readonly signalMetrics: SignalMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * The due orders of a session, oldest first. What was stopped since the decision stays here: openings under
   * REDUCING, everything under HALTED.
   *
   * @throws SessionFencedError, SessionEndedError when the session no longer holds its account
   */
  async dueOrders(tx: Transaction, session: Session): Promise<readonly Order[]> {
    await this.sessions.hold(tx, session);
    const { state } = await this.stateOf(tx, session);
    if (state === 'HALTED') return [];
    const at = this.clock.now();
    const orders = await this.writes.deliver(tx, {
      accountId: session.accountId,
      sessionId: session.id,
      epoch: session.epoch,
      at,
      opensToo: state === 'ACTIVE',
      limit: MOST_AT_ONCE,
    });
    const first = orders.filter(({ deliveryCount }) => deliveryCount === 1);
    await this.events.append(
      tx,
      first.map((order) => orderEvent('order.changed', order)),
    );
    tx.afterCommit(() => {
      for (const order of first) {
        this.metrics.moved(order.status, null);
        this.signalMetrics.reached('sent', order.createdAt, at);
      }
    });
    return orders;
  }

  /** Orders of the account that may still turn into an execution. */
  liveOrders(tx: Transaction | null, accountId: string): Promise<readonly Order[]> {
    return this.repository.liveOf(tx, [accountId]);
  }

  private async stateOf(
    tx: Transaction,
    { accountId, userId }: Session,
  ): Promise<{ readonly state: string }> {
    const states = await this.states.statesOf(tx, [{ id: accountId, userId }]);
    return states.get(accountId) ?? { state: 'ACTIVE' };
  }
}
