import { hasEnded, mayMove, ORDER_STATUSES, type OrderStatus, sourcesOf } from './order.state';

describe('the life of an order', () => {
  it.each<[OrderStatus, OrderStatus[]]>([
    ['READY', ['SENT', 'EXPIRED', 'CANCELLED']],
    ['SENT', ['UNKNOWN', 'FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'EXPIRED', 'CANCELLED']],
    ['UNKNOWN', ['FILLED', 'PARTIALLY_FILLED', 'REJECTED', 'NOT_EXECUTED']],
    ['FILLED', []],
    ['PARTIALLY_FILLED', []],
    ['REJECTED', []],
    ['NOT_EXECUTED', []],
    ['EXPIRED', []],
    ['CANCELLED', []],
  ])('leads from %s to %j only', (from, allowed) => {
    expect(ORDER_STATUSES.filter((to) => mayMove(from, to)).sort()).toEqual([...allowed].sort());
    expect(hasEnded(from)).toBe(allowed.length === 0);
  });

  it('never lets an order that may have been executed become one that can be sent', () => {
    expect(sourcesOf('SENT')).toEqual(['READY']);
    expect(sourcesOf('READY')).toEqual([]);
  });

  it('proves that something was not executed only out of doubt', () => {
    expect(sourcesOf('NOT_EXECUTED')).toEqual(['UNKNOWN']);
  });
});
