import { d, de40, eurusd, usdjpy, xauusd } from '../../test/support/risk-samples';
import { explainDenial } from './denial';
import { instrumentIn } from './instruments';
import { resolveSymbol, type SymbolResolution } from './symbol-resolver';
import { type SymbolSpec } from './symbol-spec';

function named(symbol: string, changes: Partial<SymbolSpec> = {}): SymbolSpec {
  return eurusd({ symbol, ...changes });
}

const gold = (symbol: string, changes: Partial<SymbolSpec> = {}): SymbolSpec =>
  xauusd({ symbol, ...changes });
const index = (symbol: string, changes: Partial<SymbolSpec> = {}): SymbolSpec => de40({ symbol, ...changes });

function told(resolution: SymbolResolution<SymbolSpec>): string {
  if (resolution.outcome === 'found') return `${resolution.by} ${resolution.spec.symbol}`;
  return explainDenial(resolution.denial, 'en');
}

describe('resolveSymbol', () => {
  it.each<[string, string, SymbolSpec[], string]>([
    ['the very name', 'EURUSD', [named('EURUSD'), named('EURUSD.m')], 'EXACT EURUSD'],
    ['a suffix', 'EURUSD', [named('EURUSD.m'), usdjpy()], 'AFFIX EURUSD.m'],
    ['small letters', 'EURUSD', [named('EURUSDm')], 'AFFIX EURUSDm'],
    ['a word', 'EURUSD', [named('EURUSDpro')], 'AFFIX EURUSDpro'],
    ['a capital', 'EURUSD', [named('EURUSDM')], 'AFFIX EURUSDM'],
    ['a prefix', 'EURUSD', [named('FX.EURUSD')], 'AFFIX FX.EURUSD'],
    ['both', 'EURUSD', [named('m.EURUSD#')], 'AFFIX m.EURUSD#'],
    ['the source’s own suffix', 'EURUSD.vip', [named('EURUSD-ecn')], 'AFFIX EURUSD-ecn'],
    ['small letters in the signal', 'eurusd', [named('EURUSD')], 'AFFIX EURUSD'],
    ['gold', 'XAUUSD', [gold('GOLD')], 'ALIAS GOLD'],
    ['gold with a suffix', 'XAUUSD', [gold('GOLDm#')], 'ALIAS GOLDm#'],
    ['gold as a pair', 'GOLD', [gold('XAUUSD.r', { calcMode: 'FOREX' })], 'ALIAS XAUUSD.r'],
    ['an index', 'DE40', [index('GER40.cash')], 'ALIAS GER40.cash'],
    [
      'an index and its future',
      'DE40',
      [index('GER40'), index('DAX40-DEC25', { calcMode: 'FUTURES' })],
      'ALIAS GER40',
    ],
    ['a stock', 'AAPL', [named('AAPL.US', { calcMode: 'EXCH_STOCKS' })], 'AFFIX AAPL.US'],
    // the name is listed but closed, and the broker trades it under another
    [
      'a name that is disabled',
      'EURUSD',
      [named('EURUSD', { tradeMode: 'DISABLED' }), named('EURUSD.r')],
      'AFFIX EURUSD.r',
    ],
    ['a name that is only disabled', 'EURUSD', [named('EURUSD', { tradeMode: 'DISABLED' })], 'EXACT EURUSD'],
    // a tenth of the contract cannot be what is meant
    [
      'the one of two that proves itself',
      'EURUSD',
      [named('EURUSD.m', { contractSize: d(10_000) }), named('EURUSD.s')],
      'AFFIX EURUSD.s',
    ],
    ['the shorter way: suffix before alias', 'XAUUSD', [gold('GOLD'), gold('XAUUSD.x')], 'AFFIX XAUUSD.x'],
    // an account of small contracts under the very name: its own specification sizes it
    [
      'a small contract under the very name',
      'EURUSD',
      [named('EURUSD', { contractSize: d(1000) })],
      'EXACT EURUSD',
    ],
  ])('finds %s', (_, wanted, specs, expected) => {
    expect(told(resolveSymbol({ wanted, specs }))).toBe(expected);
  });

  it.each<[string, string, SymbolSpec[], string]>([
    [
      'two that prove themselves',
      'EURUSD',
      [named('EURUSD.s'), named('EURUSD.m')],
      'EURUSD could be any of EURUSD.m, EURUSD.s: map it explicitly',
    ],
    [
      'another contract size',
      'EURUSD',
      [named('EURUSD.m', { contractSize: d(1000) })],
      'EURUSD.m is not EURUSD: its contract_size is 1,000 instead of 100,000',
    ],
    [
      'another currency under the very name',
      'EURUSD',
      [named('EURUSD', { currencyBase: 'AUD' })],
      'EURUSD is not EURUSD: its currency_base is AUD instead of EUR',
    ],
    [
      'a future instead of the index',
      'DE40',
      [index('DAX40', { calcMode: 'EXCH_FUTURES' })],
      'DAX40 is not DE40: its calc_mode is EXCH_FUTURES instead of SPOT',
    ],
    [
      'an index in another currency',
      'JP225',
      [index('JPN225', { currencyProfit: 'USD' })],
      'JPN225 is not JP225: its currency_profit is USD instead of JPY',
    ],
    ['a name nobody knows', 'EURUSD', [usdjpy()], 'The account has no symbol that is EURUSD'],
    ['digits behind a name', 'US30', [named('US300')], 'The account has no symbol that is US30'],
    ['a longer name', 'GOLD', [named('GOLDMAN')], 'The account has no symbol that is GOLD'],
    ['another stock', 'AAPL', [named('AAPLW25')], 'The account has no symbol that is AAPL'],
  ])('refuses %s', (_, wanted, specs, expected) => {
    expect(told(resolveSymbol({ wanted, specs }))).toBe(expected);
  });

  it('says which properties agreed', () => {
    expect(resolveSymbol({ wanted: 'EURUSD', specs: [named('EURUSD.m')] })).toMatchObject({
      proof: ['currency_profit', 'currency_base', 'calc_mode', 'contract_size'],
    });
  });

  describe('with a map', () => {
    const specs = [named('EURUSD'), named('EURUSD.m', { contractSize: d(1000) }), usdjpy()];

    it('follows it before every rule', () => {
      const map = new Map([['EURUSD', 'EURUSD.m']]);
      expect(told(resolveSymbol({ wanted: 'EURUSD', specs, map }))).toBe('MAPPED EURUSD.m');
    });

    it('refuses a target the account does not have', () => {
      const map = new Map([['EURUSD', 'EURUSD.z']]);
      expect(told(resolveSymbol({ wanted: 'EURUSD', specs, map }))).toBe(
        'The account has no symbol that is EURUSD.z',
      );
    });

    it('refuses a target in another currency: a slip of the hand', () => {
      const map = new Map([['EURUSD', 'USDJPY']]);
      expect(told(resolveSymbol({ wanted: 'EURUSD', specs, map }))).toBe(
        'USDJPY is not EURUSD: its currency_profit is JPY instead of USD',
      );
    });
  });
});

describe('instrumentIn', () => {
  it.each([
    ['EURUSD', 'EURUSD'],
    ['xXAUUSD+', 'XAUUSD'],
    ['US500.cash', 'US500'],
    ['USTECH100', 'USTECH100'],
    ['EURUSDJPY', undefined],
    ['MYGOLDMINE', undefined],
    ['', undefined],
  ])('%s holds %s', (symbol, core) => {
    expect(instrumentIn(symbol)?.core).toBe(core);
  });
});
