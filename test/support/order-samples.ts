import { lots, price } from '../../src/money/quantity';
import { type OrderReport, type ReportState } from '../../src/orders/evidence/report';
import { type Order } from '../../src/orders/order';

export const SENT_AT = new Date('2025-10-23T12:00:00.000Z');

/** An opening order of 0.4 lots that a session was handed at noon; change what the test is about. */
export function sampleOrder(change: Partial<Order> = {}): Order {
  return {
    id: '42',
    userId: 'user',
    accountId: 'account',
    signalId: '17',
    action: 'OPEN',
    side: 'BUY',
    symbol: 'EURUSD',
    volume: lots('0.4'),
    entryPrice: price('1.1'),
    stopLoss: price('1.095'),
    takeProfit: null,
    closeTargets: [],
    riskMoney: null,
    marginMoney: null,
    source: 'breakout',
    flattens: false,
    status: 'SENT',
    version: 2,
    sessionId: 'holder',
    epoch: 1,
    deliveryCount: 1,
    createdAt: SENT_AT,
    expiresAt: new Date(SENT_AT.getTime() + 30_000),
    sentAt: SENT_AT,
    acknowledgedAt: null,
    cancelRequestedAt: null,
    finishedAt: null,
    filledVolume: lots(0),
    fillPrice: null,
    orderTicket: null,
    dealTicket: null,
    positionTicket: null,
    retcode: null,
    message: null,
    takenBackBy: null,
    ...change,
  };
}

export function sampleReport(state: ReportState, change: Partial<OrderReport> = {}): OrderReport {
  return {
    reportId: `42-${state}`,
    orderId: '42',
    state,
    retcode: null,
    orderTicket: null,
    dealTicket: null,
    positionTicket: null,
    volume: null,
    price: null,
    message: null,
    ageMs: 0,
    ...change,
  };
}
