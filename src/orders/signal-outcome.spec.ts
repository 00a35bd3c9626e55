import { sampleOrder } from '../../test/support/order-samples';
import { type OrderStatus } from './order.state';
import { outcomeOf } from './signal-outcome';

describe('outcomeOf', () => {
  it.each<[OrderStatus[], string | null]>([
    [['READY'], null],
    [['FILLED', 'SENT'], null],
    [['FILLED', 'UNKNOWN'], null],
    [['FILLED'], 'EXECUTED'],
    [['FILLED', 'FILLED'], 'EXECUTED'],
    [['FILLED', 'REJECTED'], 'PARTIALLY_EXECUTED'],
    [['PARTIALLY_FILLED'], 'PARTIALLY_EXECUTED'],
    [['REJECTED'], 'FAILED'],
    [['NOT_EXECUTED'], 'FAILED'],
    [['EXPIRED', 'EXPIRED'], 'EXPIRED'],
    [['CANCELLED'], 'CANCELLED'],
    [['EXPIRED', 'CANCELLED'], 'FAILED'],
  ])('sums orders that are %j up to %s', (statuses, status) => {
    expect(outcomeOf(statuses.map((each) => sampleOrder({ status: each })))?.status ?? null).toBe(status);
  });
});
