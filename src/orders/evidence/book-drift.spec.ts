import { lots, money, price } from '../../money/quantity';
import { type Deal } from '../../positions/deal';
import { type Position } from '../../positions/position';
import { sampleOrder, SENT_AT } from '../../../test/support/order-samples';
import { type Order } from '../order';
import { bookDrift, type ShownBooks } from './book-drift';

const LATER = new Date(SENT_AT.getTime() + 10_000);

function position(change: Partial<Position> = {}): Position {
  return {
    id: '1',
    userId: 'user',
    accountId: 'account',
    ticket: '1001',
    identifier: '1001',
    symbol: 'EURUSD',
    side: 'BUY',
    volume: lots('0.4'),
    openPrice: price('1.1'),
    currentPrice: null,
    stopLoss: null,
    takeProfit: null,
    profit: money(0),
    swap: money(0),
    commission: money(0),
    magic: '42',
    comment: null,
    openedAt: SENT_AT,
    firstSeenAt: SENT_AT,
    lastSeenAt: SENT_AT,
    status: 'OPEN',
    closedAt: null,
    closeReason: null,
    closePrice: null,
    version: '1',
    ...change,
  };
}

function filled(change: Partial<Order> = {}): Order {
  return sampleOrder({ status: 'FILLED', filledVolume: lots('0.4'), finishedAt: SENT_AT, ...change });
}

function driftOf(shown: Partial<ShownBooks>): Record<string, string> {
  const drift = bookDrift({ positions: [], snapshotAt: LATER, named: [], unseen: [], ...shown });
  return Object.fromEntries([...drift].map(([symbol, difference]) => [symbol, difference.toFixed()]));
}

const out = (volume: string): Deal => ({ entry: 'OUT', volume: lots(volume) }) as Deal;

describe('bookDrift', () => {
  it('is nothing when every position is what its order executed', () => {
    expect(driftOf({ positions: [position()], named: [filled()] })).toEqual({});
  });

  it('is nothing when a part was closed, or somebody else opened it', () => {
    const part = position({ volume: lots('0.1') });
    const foreign = position({ ticket: '7', magic: '999' });
    const untold = position({ ticket: '8', magic: null });
    expect(driftOf({ positions: [part, foreign, untold], named: [filled()] })).toEqual({});
  });

  it('is nothing while the order has not ended: its fate is being asked for', () => {
    expect(driftOf({ positions: [position()], named: [sampleOrder({ status: 'UNKNOWN' })] })).toEqual({});
  });

  it.each(['REJECTED', 'EXPIRED', 'CANCELLED', 'NOT_EXECUTED'] as const)(
    'is the whole position of an order that was %s',
    (status) => {
      expect(driftOf({ positions: [position()], named: [filled({ status })] })).toEqual({ EURUSD: '0.4' });
    },
  );

  it('is what a position has more than its order executed', () => {
    // 0.5 − 0.4
    expect(driftOf({ positions: [position({ volume: lots('0.5') })], named: [filled()] })).toEqual({
      EURUSD: '0.1',
    });
  });

  it('is an execution that no list and no closing deal shows, once it had the time to', () => {
    const unseen = [{ order: filled(), deals: [] }];
    expect(driftOf({ unseen })).toEqual({ EURUSD: '0.4' });
    expect(driftOf({ unseen, snapshotAt: new Date(SENT_AT.getTime() + 4_999) })).toEqual({});
  });

  it('is what of it has not been closed again', () => {
    // 0.4 − 0.3
    expect(driftOf({ unseen: [{ order: filled(), deals: [out('0.3')] }] })).toEqual({ EURUSD: '0.1' });
    expect(driftOf({ unseen: [{ order: filled(), deals: [out('0.4')] }] })).toEqual({});
  });

  it('sums what differs on one symbol', () => {
    const positions = [position({ volume: lots('0.5') }), position({ ticket: '2', magic: '43' })];
    const named = [filled(), filled({ id: '43', status: 'REJECTED' })];
    // 0.1 + 0.4
    expect(driftOf({ positions, named })).toEqual({ EURUSD: '0.5' });
  });
});
