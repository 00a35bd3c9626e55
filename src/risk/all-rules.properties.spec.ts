import fc from 'fast-check';
import { type Decimal } from '../money/quantity';
import { d, NOW, secondsAgo, tradeFacts } from '../../test/support/risk-samples';
import { checkBeforeTrade, PRE_TRADE_RULES } from './pre-trade-rules';
import { volumeMaximum } from './rules/size-rules';

const anyDecimal: fc.Arbitrary<Decimal> = fc
  .constantFrom(
    'NaN',
    'Infinity',
    '-1',
    '0',
    '0.00001',
    '0.5',
    '1',
    '1.095',
    '1.1',
    '1.11',
    '100',
    '10000',
    '1e11',
  )
  .map(d);
const anyCount = fc.constantFrom(0, 1, 2, 5, 1000, NaN);
const anyTime = fc.constantFrom(NOW, secondsAgo(3), secondsAgo(100), secondsAgo(-100), new Date(NaN));

const books = fc.record({
  action: fc.constantFrom('OPEN' as const, 'CLOSE' as const),
  side: fc.constantFrom('BUY' as const, 'SELL' as const),
  entry: fc.option(anyDecimal),
  stopLoss: fc.option(anyDecimal),
  takeProfit: fc.option(anyDecimal),
  requestedVolume: fc.option(anyDecimal),
  signalTime: anyTime,
  state: fc.constantFrom('ACTIVE' as const, 'ACTIVE' as const, 'REDUCING' as const, 'HALTED' as const),
  balance: anyDecimal,
  equity: anyDecimal,
  marginFree: fc.option(anyDecimal),
  marginUsed: fc.option(anyDecimal),
  stateReceivedAt: fc.option(anyTime),
  hedging: fc.option(fc.boolean()),
  market: fc.option(fc.record({ bid: anyDecimal, ask: anyDecimal, receivedAt: anyTime })),
  openPositions: anyCount,
  openRisk: anyDecimal,
  startBalance: fc.option(anyDecimal),
  floor: fc.option(anyDecimal),
  orders: fc.array(anyCount, { maxLength: 3 }),
  live: fc.boolean(),
  drift: fc.constantFrom(d(0), d(0), d(1), d(NaN)),
});

describe('checkBeforeTrade, for every book', () => {
  it('never throws and never skips a rule: the verdicts are the rules in order, up to the denial', () => {
    fc.assert(
      fc.property(books, (book) => {
        const { action, side, entry, stopLoss, takeProfit, requestedVolume, signalTime } = book;
        const { balance, equity, marginFree, marginUsed, stateReceivedAt, hedging } = book;
        const facts = tradeFacts({
          trade: { action, side, entry, stopLoss, takeProfit, requestedVolume, signalTime },
          tradingState: { state: book.state, scope: 'ACCOUNT' },
          account: { balance, equity, marginFree, marginUsed, stateReceivedAt, hedging },
          symbol: { market: book.market },
          exposure: { openPositions: book.openPositions },
          book: { openRisk: book.openRisk, drift: book.drift },
          day: { startBalance: book.startBalance, totalFloor: book.floor },
          conduct: { orders: book.orders },
          session: { live: book.live },
        });
        const check = checkBeforeTrade(facts);
        const ids = PRE_TRADE_RULES.map(({ id }) => id);
        expect(check.verdicts.map(({ rule }) => rule)).toEqual(ids.slice(0, check.verdicts.length));
        expect(check.verdicts.slice(0, -1).every(({ verdict }) => verdict !== 'DENIED')).toBe(true);
        if (action === 'CLOSE') expect(check.outcome).toBe(book.state === 'HALTED' ? 'denied' : 'passed');
        if (check.outcome === 'denied') return;
        expect(check.verdicts).toHaveLength(ids.length);
        expect(check.sizing === null).toBe(action === 'CLOSE');
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the volume rule', () => {
  it.each([
    ['what was asked for', '0.1', '0.11'],
    ['the symbol’s maximum', null, '100.01'],
  ])('denies a volume above %s, should sizing ever let one through', (_, requested, volume) => {
    const facts = tradeFacts({ trade: { requestedVolume: requested === null ? null : d(requested) } });
    const check = checkBeforeTrade(tradeFacts());
    if (check.outcome !== 'passed' || !check.sizing) throw new Error('not sized');
    const sized = { ...check.sizing, volume: d(volume) as typeof check.sizing.volume };
    expect(volumeMaximum.check(facts, sized)).toMatchObject({ code: 'VOLUME_EXCEEDS_MAXIMUM' });
  });
});
