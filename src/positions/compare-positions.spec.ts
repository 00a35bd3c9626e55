import { reportedPosition } from '../../test/support/reported-position';
import { lots, money, price } from '../money/quantity';
import { comparePositions, comparePrices, withoutRepetitions } from './compare-positions';
import { type Position, type ReportedPosition } from './position';

const REPORTED = reportedPosition({ ticket: '1', takeProfit: null, commission: money(0) });

const KNOWN: Position = {
  ...REPORTED,
  id: '7',
  userId: 'alice',
  accountId: 'account',
  identifier: '1',
  magic: '42',
  comment: 'RS42',
  firstSeenAt: REPORTED.openedAt,
  lastSeenAt: REPORTED.openedAt,
  status: 'OPEN',
  closedAt: null,
  closeReason: null,
  closePrice: null,
  version: '1',
};

const NOTHING = { opened: [], changed: [], repriced: [], absent: [] };

describe('comparePositions', () => {
  it('finds nothing to do when the terminal says what is known', () => {
    expect(comparePositions([KNOWN], [REPORTED])).toEqual(NOTHING);
  });

  it('tells 1.10 and 1.1000 for the same price', () => {
    const same = { ...REPORTED, openPrice: price('1.1000') };
    expect(comparePositions([KNOWN], [same]).changed).toEqual([]);
  });

  it.each<[string, Partial<ReportedPosition>, 'changed' | 'repriced']>([
    ['a new price', { currentPrice: price(1.2) }, 'repriced'],
    ['a new profit', { profit: money(21) }, 'repriced'],
    ['a smaller volume', { volume: lots(0.05) }, 'changed'],
    ['a moved stop', { stopLoss: price(1.1) }, 'changed'],
    ['a removed stop', { stopLoss: null }, 'changed'],
    ['a first target', { takeProfit: price(1.2) }, 'changed'],
    ['a turned side', { side: 'SELL' }, 'changed'],
    ['a swap', { swap: money(-1) }, 'changed'],
    ['another magic number', { magic: '43' }, 'changed'],
  ])('notices %s', (_, change, as) => {
    const reported = { ...REPORTED, ...change };
    expect(comparePositions([KNOWN], [reported])).toEqual({
      ...NOTHING,
      [as]: [{ before: KNOWN, reported }],
    });
  });

  it('keeps the magic number of a client that does not say it', () => {
    expect(comparePositions([KNOWN], [{ ...REPORTED, comment: 'RS42' }]).changed).toEqual([]);
  });

  it('knows a position with another ticket by its identifier', () => {
    const { opened, absent, changed } = comparePositions(
      [KNOWN],
      [{ ...REPORTED, ticket: '99', identifier: '1' }],
    );
    expect({ opened, absent, changes: changed.length }).toEqual({ opened: [], absent: [], changes: 1 });
  });

  it('knows a position by its ticket when its client begins to send identifiers', () => {
    const { opened, absent } = comparePositions([KNOWN], [{ ...REPORTED, identifier: '500' }]);
    expect({ opened, absent }).toEqual({ opened: [], absent: [] });
  });

  it('names what is new and what is absent', () => {
    const other = { ...REPORTED, ticket: '2' };
    expect(comparePositions([KNOWN], [other])).toEqual({ ...NOTHING, opened: [other], absent: [KNOWN] });
  });
});

describe('comparePrices', () => {
  const SECOND: Position = { ...KNOWN, id: '8', ticket: '2', identifier: '2' };
  const stays = { ticket: '1', currentPrice: price(1.102), profit: money(20) };
  const moved = { ticket: '2', currentPrice: price(1.103), profit: money(30) };

  it('finds what moved among the known, in any order', () => {
    const repriced = [{ before: SECOND, reported: moved }];
    expect(comparePrices([KNOWN, SECOND], [moved, stays])).toEqual({ ...NOTHING, repriced });
    expect(comparePrices([KNOWN], [stays])).toEqual(NOTHING);
    expect(comparePrices([], [])).toEqual(NOTHING);
  });

  it.each([
    ['one more than is known', [stays, moved, { ...moved, ticket: '3' }]],
    ['one less', [stays]],
    ['another one', [stays, { ...moved, ticket: '3' }]],
    ['one twice', [stays, stays]],
    ['none', []],
  ])('takes no prices of %s', (_, prices) => {
    expect(comparePrices([KNOWN, SECOND], prices)).toBeNull();
  });

  it('takes no prices where two known ones share a ticket', () => {
    expect(comparePrices([KNOWN, { ...SECOND, ticket: '1' }], [stays, stays])).toBeNull();
  });
});

describe('withoutRepetitions', () => {
  it('keeps the last of those with one identifier', () => {
    const later = { ...REPORTED, profit: money(30) };
    expect(withoutRepetitions([REPORTED, later])).toEqual([later]);
  });
});
