import { heldSymbol } from './held-symbol';

describe('heldSymbol', () => {
  it.each([
    ['EURUSD', ['EURUSD', 'EURUSD.m'], 'EURUSD'],
    ['EURUSD', ['EURUSD.m', 'GBPUSD.m'], 'EURUSD.m'],
    ['EURUSD', ['EURUSDm'], 'EURUSDm'],
    ['EURUSD', ['EURUSD#'], 'EURUSD#'],
    ['EURUSD', ['EURUSD-pro'], 'EURUSD-pro'],
  ])('finds %s among %j as %s', (wanted, known, symbol) => {
    expect(heldSymbol(wanted, known)).toEqual({ outcome: 'found', symbol });
  });

  it.each([
    ['EUR', ['EURUSD']],
    ['BTCUSD', ['BTCUSDT']],
    ['EURUSD', []],
  ])('does not take %s for any of %j', (wanted, known) => {
    expect(heldSymbol(wanted, known)).toEqual({ outcome: 'none' });
  });

  it('refuses to guess between two', () => {
    expect(heldSymbol('EURUSD', ['EURUSD.m', 'EURUSD.pro'])).toMatchObject({
      outcome: 'denied',
      denial: { code: 'SYMBOL_AMBIGUOUS', numbers: { candidates: 'EURUSD.m, EURUSD.pro' } },
    });
  });
});
