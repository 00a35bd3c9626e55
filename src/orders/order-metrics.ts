import { Injectable } from '@nestjs/common';
import { InjectMetric, makeCounterProvider } from '@willsoto/nestjs-prometheus';
import { type Counter } from 'prom-client';
import { sampledGaugeBy } from '../platform/metrics/sampled-gauge';
import { LiveOrdersRepository } from './live-orders.repository';
import { LIVE_STATUSES, type OrderStatus } from './order.state';

const ORDERS = 'rubi_orders_total';
const REJECTIONS = 'rubi_risk_rejections_total';
const ANOMALIES = 'rubi_order_anomalies_total';
const DRIFTS = 'rubi_book_drifts_total';
const SWEPT = 'rubi_sweep_finds_total';

/** What became of orders, and what never became one. */
@Injectable()
export class OrderMetrics {
  constructor(
    @InjectMetric(ORDERS) private readonly orders: Counter,
    @InjectMetric(REJECTIONS) private readonly rejections: Counter,
    @InjectMetric(ANOMALIES) private readonly anomalies: Counter,
    @InjectMetric(DRIFTS) private readonly drifts: Counter,
    @InjectMetric(SWEPT) private readonly swept: Counter,
  ) {}

  /** @param retcode the broker's, for an order that the broker refused */
  moved(to: OrderStatus, retcode: number | null): void {
    const reason = to === 'REJECTED' && retcode !== null ? String(retcode) : 'none';
    this.orders.inc({ outcome: to.toLowerCase(), reason });
  }

  denied(rule: string): void {
    this.rejections.inc({ rule });
  }

  /** An opening that was ordered, and kept back as it was about to be handed out. */
  heldBack(rule: string): void {
    this.rejections.inc({ rule: `DELIVERY_${rule}` });
  }

  /** Something happened that the order's state says could not: an alarm rings on every increase. */
  anomaly(): void {
    this.anomalies.inc();
  }

  /** An account's books were found to differ from its terminal's: openings are stopped, and an alarm rings. */
  booksDrifted(): void {
    this.drifts.inc();
  }

  /** Signals that were decided without a wake-up, or before theirs came. */
  foundBySweep(signals: number): void {
    this.swept.inc(signals);
  }
}

export const ORDER_METRICS = [
  makeCounterProvider({
    name: ORDERS,
    help: 'Orders by the state they reached, and the return code of those that the broker rejected',
    labelNames: ['outcome', 'reason'],
  }),
  makeCounterProvider({
    name: REJECTIONS,
    help: 'Signals denied for one account, by rule',
    labelNames: ['rule'],
  }),
  makeCounterProvider({
    name: ANOMALIES,
    help: 'Evidence about orders that contradicts what is known of them',
  }),
  makeCounterProvider({
    name: DRIFTS,
    help: 'Accounts whose orders and positions were found to disagree, three complete lists in a row',
  }),
  makeCounterProvider({
    name: SWEPT,
    help: 'Signals that the sweep decided: their wake-up was lost, or had not come yet',
  }),
  sampledGaugeBy({
    name: 'rubi_orders_live',
    help: 'Orders of the whole installation that are not over, by state; UNKNOWN ones may have been executed',
    label: 'status',
    values: LIVE_STATUSES,
    source: LiveOrdersRepository,
    sample: (orders) => orders.countByStatus(),
  }),
  LiveOrdersRepository,
  OrderMetrics,
];
