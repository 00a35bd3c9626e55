import { Injectable } from '@nestjs/common';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { type SignalState } from '../signals/signal';
import { SignalsService } from '../signals/signals.service';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { OrderMetrics } from './order-metrics';
import { hasEnded, mayMove } from './order.state';
import { anomalyEvent, orderEvent } from './orders.events';
import { OrderWritesRepository } from './order-writes.repository';
import { OrdersRepository } from './orders.repository';
import { outcomeOf } from './signal-outcome';

/** Moves orders, by the table of their states and no other way, and ends the signals whose orders have all ended. */
@Injectable()
export class OrderMoves {
  constructor(
    private readonly repository: OrdersRepository,
    private readonly writes: OrderWritesRepository,
    private readonly signals: SignalsService,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes changes of different orders that the caller holds locked. Answers the orders as they are now.
   *
   * @throws Error when a change is not in the table: the caller has not looked
   */
  async make(tx: Transaction, changes: readonly OrderChange[]): Promise<Order[]> {
    for (const { order, to } of changes) {
      if (order.status !== to && !mayMove(order.status, to)) {
        throw new Error(`Order ${order.id} cannot become ${to}: it is ${order.status}`);
      }
    }
    const at = this.clock.now();
    const ending = changes.filter(({ to }) => hasEnded(to)).map(({ order }) => order.signalId);
    const [moved, touched] = await Promise.all([
      this.writes.write(tx, changes, at),
      this.holdSignals(tx, [...new Set(ending)]),
    ]);
    const byId = new Map(moved.map((order) => [order.id, order]));
    await this.announce(tx, changes, byId);
    await this.settle(tx, touched, at);
    return moved;
  }

  private async announce(
    tx: Transaction,
    changes: readonly OrderChange[],
    moved: ReadonlyMap<string, Order>,
  ): Promise<void> {
    const made = changes.flatMap((change) => {
      const order = moved.get(change.order.id);
      return order ? [{ ...change, was: change.order.status, order }] : [];
    });
    await this.events.append(tx, [
      ...made.filter(({ was, to }) => was !== to).map(({ order }) => orderEvent('order.changed', order)),
      ...made.flatMap(({ order, anomaly }) => (anomaly === undefined ? [] : [anomalyEvent(order, anomaly)])),
    ]);
    tx.afterCommit(() => {
      for (const { was, to, order, anomaly } of made) {
        if (was !== to) this.metrics.moved(to, order.retcode);
        if (anomaly !== undefined) this.metrics.anomaly();
      }
    });
  }

  /** Their orders are read once the signals are held: of two that end at once, the second sees both. */
  private async holdSignals(tx: Transaction, signalIds: readonly string[]): Promise<Touched> {
    if (signalIds.length === 0) return { signals: [], orders: [] };
    const [signals, orders] = await Promise.all([
      this.signals.hold(tx, signalIds),
      this.repository.ofSignals(tx, signalIds),
    ]);
    return { signals, orders };
  }

  private async settle(tx: Transaction, { signals, orders }: Touched, at: Date): Promise<void> {
    const judged = signals.flatMap((signal) => {
      const verdict = outcomeOf(orders.filter(({ signalId }) => signalId === signal.id));
      return verdict ? [{ signal, verdict }] : [];
    });
    await this.signals.settle(tx, judged, at);
  }
}

/** Signals of which an order has ended, and all of their orders. */
interface Touched {
  readonly signals: readonly SignalState[];
  readonly orders: readonly Order[];
}
