import { pipOf, pipsOf, rOf } from './pips';

describe('pipOf', () => {
  it.each([
    ['EURUSD', 0.0001],
    ['EURUSD.r', 0.0001],
    ['USDJPYm', 0.01],
    ['GBPJPY', 0.01],
  ])('knows that a pip of %s is %d', (symbol, pip) => {
    expect(pipOf(symbol)).toBe(pip);
  });

  it.each(['XAUUSD', 'US500', 'BTCUSD', 'WHEAT.Z', 'GERMANY40'])('claims no pip for %s', (symbol) => {
    expect(pipOf(symbol)).toBeUndefined();
  });
});

describe('pipsOf', () => {
  it('counts in favour of the trade', () => {
    // 1.1000 → 1.1020 is 20 pips for a buyer, and −20 for a seller.
    const prices = { symbol: 'EURUSD', open_price: 1.1, current_price: 1.102 };
    expect(pipsOf({ ...prices, type: 'BUY' })).toBeCloseTo(20, 6);
    expect(pipsOf({ ...prices, type: 'SELL' })).toBeCloseTo(-20, 6);
  });
});

describe('rOf', () => {
  const trade = { symbol: 'EURUSD', type: 'BUY', open_price: 1.1, current_price: 1.11 } as const;

  it('measures in units of the first risk', () => {
    // Risked 0.005, gained 0.010: two times.
    expect(rOf(trade, 1.095)).toBeCloseTo(2, 6);
  });

  it.each([null, undefined, 1.1, 1.2])('is silent when the first stop is %s', (stop) => {
    expect(rOf(trade, stop)).toBeUndefined();
  });
});
