import { price } from '../money/quantity';
import { pipSizeOf, pipsOf } from './pip';

describe('pipSizeOf', () => {
  it.each([
    ['EURUSD', '0.0001'],
    ['EURUSD.r', '0.0001'],
    ['USDTRY', '0.0001'],
    ['USDJPYm', '0.01'],
    ['GBPJPY', '0.01'],
    ['EURHUF', '0.01'],
  ])('knows that a pip of %s is %s', (symbol, pip) => {
    expect(pipSizeOf(symbol)?.toFixed()).toBe(pip);
  });

  it.each(['XAUUSD', 'US500', 'BTCUSD', 'WHEAT.Z', 'GERMANY40', 'EURUSDT', 'eurusd', ''])(
    'claims no pip for "%s"',
    (symbol) => {
      expect(pipSizeOf(symbol)).toBeNull();
    },
  );
});

describe('pipsOf', () => {
  const trade = { symbol: 'EURUSD', openPrice: price(1.1), closePrice: price(1.1025) };

  it('counts in favour of the trade', () => {
    // (1.1025 − 1.1000) ÷ 0.0001
    expect(pipsOf({ ...trade, side: 'BUY' })?.toFixed()).toBe('25');
    expect(pipsOf({ ...trade, side: 'SELL' })?.toFixed()).toBe('-25');
  });

  it('knows none where a price was never told, or nobody agrees on a pip', () => {
    expect(pipsOf({ ...trade, side: 'BUY', openPrice: null })).toBeNull();
    expect(pipsOf({ ...trade, side: 'BUY', symbol: 'XAUUSD' })).toBeNull();
  });
});
