import { Injectable } from '@nestjs/common';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { SignalMetrics } from '../signals/signal-metrics';
import { SignalsService } from '../signals/signals.service';
import { BETWEEN_LOOKS_MS, interpret } from './evidence/interpret';
import { type OrderReport, type Reporter } from './evidence/report';
import { type Order } from './order';
import { OrderEventsRepository, type OrderEvent } from './order-events.repository';
import { OrderMoves } from './order-moves';
import { hasEnded } from './order.state';
import { OrdersRepository } from './orders.repository';

/** What a group of reports did. */
export interface AppliedReports {
  /** The orders as they are now. */
  readonly orders: readonly Order[];
  /** How many reports told something new. */
  readonly applied: number;
}

/** Takes in what terminals say of orders, once each, in whatever order it arrives. */
@Injectable()
export class OrderReports {
  constructor(
    private readonly repository: OrdersRepository,
    private readonly history: OrderEventsRepository,
    private readonly moves: OrderMoves,
    private readonly signals: SignalsService,
    private readonly signalMetrics: SignalMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * Reports of orders of another account, or of somebody else's, are passed over: a terminal sees its own account only,
   * and that it finds nothing there says nothing of another.
   */
  async apply(
    tx: Transaction,
    { userId, accountId }: { readonly userId: string; readonly accountId: string },
    reporter: Reporter,
    reports: readonly OrderReport[],
  ): Promise<AppliedReports> {
    if (reports.length === 0) return { orders: [], applied: 0 };
    const ids = [...new Set(reports.map(({ orderId }) => orderId))];
    const locked = (await this.repository.lock(tx, userId, ids)).filter(
      (order) => order.accountId === accountId,
    );
    const orders = new Map(locked.map((order) => [order.id, order]));
    const events = await this.history.of(tx, [...orders.keys()]);
    const known = new Set(events.map(({ orderId, causeKey }) => `${orderId} ${causeKey}`));
    let applied = 0;
    for (const report of reports) {
      const order = orders.get(report.orderId);
      if (!order) continue;
      const own = events.filter((event) => event.orderId === order.id);
      const causeKey = this.causeOf(report, order, own);
      if (known.has(`${order.id} ${causeKey}`)) continue;
      known.add(`${order.id} ${causeKey}`);
      applied += 1;
      orders.set(
        order.id,
        await this.conclude(tx, { order, report, reporter, causeKey, looks: looksIn(own) }),
      );
    }
    return { orders: [...orders.values()], applied };
  }

  /** A terminal that looks again and finds nothing again says the same; later on, it is news. */
  private causeOf(report: OrderReport, order: Order, events: readonly OrderEvent[]): string {
    const looks = looksIn(events);
    const last = looks.at(-1);
    const isLater = last && this.clock.now().getTime() - last.getTime() >= BETWEEN_LOOKS_MS;
    const again = isLater && !hasEnded(order.status) ? `#${looks.length}` : '';
    return `report:${report.reportId}${again}`;
  }

  private async conclude(tx: Transaction, heard: Heard): Promise<Order> {
    const { report, reporter, causeKey, looks } = heard;
    const now = this.clock.now();
    const isHolder = heard.order.sessionId === reporter.sessionId;
    const { steps, facts, look, anomaly } = interpret(heard.order, report, { isHolder, looks, now });
    let { order } = heard;
    for (const [index, to] of steps.entries()) {
      const last = index === steps.length - 1;
      const [moved] = await this.moves.make(tx, [
        {
          order,
          to,
          actor: 'TERMINAL',
          causeKey: last ? causeKey : `${causeKey}:${to}`,
          occurredAt: new Date(now.getTime() - report.ageMs),
          facts: last ? facts : { boundTo: reporter },
          data: { ...spoken(report), ...reporter, ...(look && { look }) },
          anomaly: last ? anomaly : undefined,
        },
      ]);
      order = moved ?? order;
    }
    if (heard.order.acknowledgedAt === null && order.acknowledgedAt !== null)
      await this.acknowledged(tx, order, now);
    return order;
  }

  private async acknowledged(tx: Transaction, { signalId }: Order, at: Date): Promise<void> {
    const [signal] = await this.signals.byIds(tx, [signalId]);
    if (!signal) return;
    tx.afterCommit(() => {
      this.signalMetrics.reached('acknowledged', signal.receivedAt, at);
    });
  }
}

interface Heard {
  readonly order: Order;
  readonly report: OrderReport;
  readonly reporter: Reporter;
  readonly causeKey: string;
  /** When earlier looks found nothing. */
  readonly looks: readonly Date[];
}

function looksIn(events: readonly OrderEvent[]): Date[] {
  return events.filter(({ data }) => data['look'] === true).map(({ recordedAt }) => recordedAt);
}

/** The report as its event keeps it. */
function spoken(report: OrderReport): Record<string, unknown> {
  return {
    state: report.state,
    retcode: report.retcode,
    order_ticket: report.orderTicket,
    deal_ticket: report.dealTicket,
    position_ticket: report.positionTicket,
    volume: report.volume?.toFixed() ?? null,
    price: report.price?.toFixed() ?? null,
    message: report.message,
  };
}
