import { Injectable } from '@nestjs/common';
import { type Transaction } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { SignalsService } from '../signals/signals.service';
import { BETWEEN_LOOKS_MS, type Conclusion, interpret, isLook } from './evidence/interpret';
import { type OrderReport, type Reporter } from './evidence/report';
import { type Order } from './order';
import { type OrderChange } from './order-change';
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

/** What one terminal, or somebody in its place, says of orders. */
export interface ToldReports {
  readonly owner: { readonly userId: string; readonly accountId: string };
  readonly reporter: Reporter;
  readonly reports: readonly OrderReport[];
}

/** Orders that reports speak of, locked, and all that ever happened to them. */
export interface HeldOrders {
  readonly orders: Map<string, Order>;
  readonly events: readonly OrderEvent[];
}

/** Takes in what terminals say of orders, once each, in whatever order it arrives. */
@Injectable()
export class OrderReports {
  constructor(
    private readonly repository: OrdersRepository,
    private readonly history: OrderEventsRepository,
    private readonly moves: OrderMoves,
    private readonly signals: SignalsService,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in reports of different terminals, a few statements for all. Reports of orders of another account, or of
   * somebody else's, are passed over: a terminal sees its own account only, and that it finds nothing there says nothing
   * of another.
   *
   * @param held what `hold` answered for these and perhaps others, if the caller has asked already
   */
  async apply(tx: Transaction, told: readonly ToldReports[], held?: HeldOrders): Promise<AppliedReports> {
    const { orders, events } = held ?? (await this.hold(tx, told));
    if (orders.size === 0) return { orders: [], applied: 0 };
    const known = new Set(events.map(({ orderId, causeKey }) => `${orderId} ${causeKey}`));
    let waiting = told.flatMap(({ owner, reporter, reports }) =>
      reports
        .filter(({ orderId }) => orders.get(orderId)?.accountId === owner.accountId)
        .map((report) => ({ report, reporter })),
    );
    let applied = 0;
    const distinct = new Set(waiting.map(({ report }) => report.orderId));
    if (distinct.size < waiting.length) await this.holdSignals(tx, [...orders.values()]);
    while (waiting.length > 0) {
      // What is told of one order is taken in one after the other, of different orders together.
      const [round, later] = firstOfEachOrder(waiting);
      const news = round.flatMap(({ report, reporter }): Heard[] => {
        const order = orders.get(report.orderId);
        if (!order) return [];
        const looks = looksIn(events.filter(({ orderId }) => orderId === order.id));
        const causeKey = this.causeOf(report, { order, reporter, looks });
        if (known.has(`${order.id} ${causeKey}`)) return [];
        known.add(`${order.id} ${causeKey}`);
        return [{ order, report, reporter, causeKey, looks }];
      });
      for (const order of await this.conclude(tx, news)) orders.set(order.id, order);
      applied += news.length;
      waiting = later;
    }
    return { orders: [...orders.values()], applied };
  }

  /** Locks the orders that are spoken of, as far as they are the speakers' own. The caller holds the accounts. */
  async hold(tx: Transaction, told: readonly Pick<ToldReports, 'owner' | 'reports'>[]): Promise<HeldOrders> {
    const spoken = told.filter(({ reports }) => reports.length > 0);
    if (spoken.length === 0) return { orders: new Map(), events: [] };
    const accounts = new Map(spoken.map(({ owner }) => [owner.accountId, owner.userId]));
    const ids = [...new Set(spoken.flatMap(({ reports }) => reports.map(({ orderId }) => orderId)))];
    const [locked, events] = await Promise.all([
      this.repository.lockOfAccounts(tx, [...accounts.keys()], ids),
      this.history.of(tx, ids),
    ]);
    const own = locked.filter(({ accountId, userId }) => accounts.get(accountId) === userId);
    return { orders: new Map(own.map((order) => [order.id, order])), events };
  }

  /**
   * What ends signals holds them, all of one step at once. Where there are several steps, all are held beforehand, in one
   * order for everybody.
   */
  private async holdSignals(tx: Transaction, orders: readonly Order[]): Promise<void> {
    const signalIds = new Set(orders.map(({ signalId }) => signalId));
    if (signalIds.size > 1) await this.signals.hold(tx, [...signalIds]);
  }

  /**
   * Names what a report tells. Two terminals may use the same words: of who holds the order they are its fate, of
   * anybody else a look that found nothing. A look that finds nothing again says the same; later on, it is news.
   */
  private causeOf(
    report: OrderReport,
    { order, reporter, looks }: Omit<Heard, 'report' | 'causeKey'>,
  ): string {
    if (!isLook(report, holding(order, reporter))) return `report:${report.reportId}`;
    const last = looks.at(-1);
    const isLater = last && this.clock.now().getTime() - last.getTime() >= BETWEEN_LOOKS_MS;
    return `look:${report.reportId}${isLater && !hasEnded(order.status) ? `#${looks.length}` : ''}`;
  }

  /** Moves different orders to where their reports lead: the first steps of all together, then the second ones. */
  private async conclude(tx: Transaction, news: readonly Heard[]): Promise<readonly Order[]> {
    if (news.length === 0) return [];
    const now = this.clock.now();
    const concluded = news.map((heard) => {
      const { order, report, reporter, looks } = heard;
      return { heard, ...interpret(order, report, { ...holding(order, reporter), looks, now }) };
    });
    const orders = new Map(news.map(({ order }) => [order.id, order]));
    const longest = Math.max(...concluded.map(({ steps }) => steps.length));
    if (longest > 1) await this.holdSignals(tx, [...orders.values()]);
    for (let index = 0; index < longest; index += 1) {
      const changes = concluded.flatMap((conclusion) => {
        const order = orders.get(conclusion.heard.order.id);
        return order ? stepOf(conclusion, index, order, now) : [];
      });
      for (const order of await this.moves.make(tx, changes)) orders.set(order.id, order);
    }
    const before = new Map(news.map(({ order }) => [order.id, order.acknowledgedAt]));
    const moved = [...orders.values()];
    const acknowledged = moved.filter(
      ({ id, acknowledgedAt }) => acknowledgedAt !== null && before.get(id) === null,
    );
    this.signals.measure(
      tx,
      'acknowledged',
      acknowledged.map(({ signalId }) => signalId),
      now,
    );
    return moved;
  }
}

interface Spoken {
  readonly report: OrderReport;
  readonly reporter: Reporter;
}

function firstOfEachOrder(spoken: readonly Spoken[]): [Spoken[], Spoken[]] {
  const round = new Map<string, Spoken>();
  const later: Spoken[] = [];
  for (const one of spoken) {
    if (round.has(one.report.orderId)) later.push(one);
    else round.set(one.report.orderId, one);
  }
  return [[...round.values()], later];
}

function stepOf(
  { heard, steps, facts, look, anomaly }: Conclusion & { readonly heard: Heard },
  index: number,
  order: Order,
  now: Date,
): OrderChange[] {
  const to = steps[index];
  if (to === undefined) return [];
  const { report, reporter, causeKey } = heard;
  const last = index === steps.length - 1;
  return [
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
  ];
}

interface Heard {
  readonly order: Order;
  readonly report: OrderReport;
  readonly reporter: Reporter;
  readonly causeKey: string;
  /** When earlier looks found nothing. */
  readonly looks: readonly Date[];
}

function holding({ sessionId }: Order, reporter: Reporter): { readonly isHolder: boolean } {
  return { isHolder: sessionId === reporter.sessionId };
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
