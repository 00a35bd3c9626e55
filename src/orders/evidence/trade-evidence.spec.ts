import { sampleOrder, SENT_AT } from '../../../test/support/order-samples';
import { lots, price } from '../../money/quantity';
import { type Deal } from '../../positions/deal';
import { type Position } from '../../positions/position';
import { findExecution } from './trade-evidence';

const after = (ms: number): Date => new Date(SENT_AT.getTime() + ms);

describe('findExecution', () => {
  const deal = (change: Partial<Deal>): Deal =>
    ({
      ticket: '2001',
      orderTicket: '1001',
      positionId: '1001',
      entry: 'IN',
      reason: 'EXPERT',
      volume: lots('0.4'),
      price: price('1.1'),
      magic: '42',
      receivedAt: SENT_AT,
      ...change,
    }) as Deal;
  const position = (change: Partial<Position>): Position =>
    ({
      ticket: '1001',
      identifier: '1001',
      volume: lots('0.4'),
      openPrice: price('1.1'),
      magic: '42',
      ...change,
    }) as Position;
  const books = { deals: [], positions: [], snapshotAt: null, now: after(1000) };

  it('sums the deals of an opening at their mean price', () => {
    const deals = [
      deal({ volume: lots('0.3'), price: price('1.1') }),
      deal({ ticket: '2002', volume: lots('0.1'), price: price('1.1004') }),
    ];
    // (0.3 × 1.1 + 0.1 × 1.1004) ÷ 0.4 = 1.1001
    const found = findExecution(sampleOrder({ status: 'UNKNOWN' }), { ...books, deals });
    expect(found?.to).toBe('FILLED');
    expect(found?.facts.fillPrice?.toFixed()).toBe('1.1001');
    expect(found?.facts.dealTicket).toBe('2002');
  });

  it('waits for more before it calls an execution partial', () => {
    const deals = [deal({ volume: lots('0.3') })];
    expect(findExecution(sampleOrder(), { ...books, deals, now: after(9_999) })).toBeNull();
    expect(findExecution(sampleOrder(), { ...books, deals, now: after(10_000) })?.to).toBe(
      'PARTIALLY_FILLED',
    );
  });

  it('takes an open position with the magic number for the execution', () => {
    const found = findExecution(sampleOrder(), { ...books, positions: [position({})] });
    expect(found).toMatchObject({ to: 'FILLED', facts: { positionTicket: '1001' } });
    expect(findExecution(sampleOrder(), { ...books, positions: [position({ magic: '43' })] })).toBeNull();
  });

  it('does not take the stop of a position for a close of ours', () => {
    const close = sampleOrder({ action: 'CLOSE', closeTargets: [{ ticket: '1001', volume: lots('0.4') }] });
    const stopped = deal({ entry: 'OUT', reason: 'SL' });
    const open = { ...books, positions: [position({})] };
    expect(findExecution(close, { ...open, deals: [stopped] })).toBeNull();
    expect(findExecution(close, { ...open, deals: [deal({ entry: 'OUT' })] })?.to).toBe('FILLED');
  });

  it('calls a close done when all its positions are gone from a list younger than it', () => {
    const close = sampleOrder({ action: 'CLOSE', closeTargets: [{ ticket: '1001', volume: lots('0.4') }] });
    expect(findExecution(close, { ...books, snapshotAt: after(500) })?.to).toBe('FILLED');
    expect(findExecution(close, { ...books, snapshotAt: after(-500) })).toBeNull();
    expect(findExecution(close, books)).toBeNull();
  });

  it('lets the deals of a close say how much of it was done, also when somebody else closed the rest', () => {
    const close = sampleOrder({ action: 'CLOSE', closeTargets: [{ ticket: '1001', volume: lots('0.4') }] });
    const gone = { ...books, snapshotAt: after(500), deals: [deal({ entry: 'OUT', volume: lots('0.1') })] };
    expect(findExecution(close, { ...gone, now: after(9_999) })).toBeNull();
    const found = findExecution(close, { ...gone, now: after(10_000) });
    expect([found?.to, found?.facts.filledVolume?.toFixed()]).toEqual(['PARTIALLY_FILLED', '0.1']);
  });
});
