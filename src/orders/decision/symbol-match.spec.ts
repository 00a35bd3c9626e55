import { matchSymbol } from './symbol-match';

describe('matchSymbol', () => {
  it.each([
    ['EURUSD', ['EURUSD', 'EURUSD.m'], 'EURUSD'],
    ['EURUSD', ['EURUSD.m', 'GBPUSD.m'], 'EURUSD.m'],
    ['EURUSD', ['EURUSDm'], 'EURUSDm'],
    ['EURUSD', ['EURUSD#'], 'EURUSD#'],
    ['EURUSD', ['EURUSD-pro'], 'EURUSD-pro'],
  ])('finds %s among %j as %s', (wanted, known, symbol) => {
    expect(matchSymbol(wanted, known)).toEqual({ outcome: 'found', symbol });
  });

  it.each([
    ['EUR', ['EURUSD']],
    ['BTCUSD', ['BTCUSDT']],
    ['EURUSD', []],
  ])('does not take %s for any of %j', (wanted, known) => {
    expect(matchSymbol(wanted, known)).toEqual({ outcome: 'unknown' });
  });

  it('refuses to guess between two', () => {
    expect(matchSymbol('EURUSD', ['EURUSD.m', 'EURUSD.pro'])).toMatchObject({
      outcome: 'denied',
      denial: { code: 'SYMBOL_AMBIGUOUS', numbers: { candidates: 'EURUSD.m, EURUSD.pro' } },
    });
  });
});
