import { Decimal } from 'decimal.js';
import { price } from '../../src/money/quantity';
import { FixedClock } from '../support/fixed-clock';
import { type MarginMode } from './trade';
import { BrokerModel, type TradeResult } from './broker-model';
import { Market } from './market';
import { type TradeRequest } from './order-checks';
import { RETCODE } from './retcodes';

/** A Thursday, 10:00 UTC: 13:00 at the broker. */
const START = new Date('2025-10-23T10:00:00Z');

function setUp(marginMode: MarginMode = 'HEDGING', deposit = 10_000, seed = 1) {
  const clock = new FixedClock(START);
  const market = new Market(clock, seed);
  market.setBid('EURUSD', '1.10000', 0);
  const broker = new BrokerModel({ clock, market, account: { marginMode }, deposit });
  const send = (request: Partial<TradeRequest> = {}): TradeResult =>
    broker.orderSend({
      symbol: 'EURUSD',
      side: 'BUY',
      volume: new Decimal('0.40'),
      filling: 'FOK',
      magic: '42',
      comment: 'RS42',
      ...request,
    });
  return { clock, market, broker, book: broker.book, send };
}

function amounts(values: object): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

describe('BrokerModel', () => {
  describe('arithmetic of the account', () => {
    it('books a market order: commission leaves the balance, margin is bound', () => {
      const { book, send } = setUp();

      expect(send().retcode).toBe(RETCODE.DONE);

      expect(amounts(book.account())).toEqual({
        balance: '9998.6', // 10 000 − 0.40 × 3.50
        equity: '9998.6',
        margin: '440', // 0.40 × 100 000 ÷ 100 = 400 EUR; × 1.10
        marginFree: '9558.6',
        marginLevel: '2272.41', // 9 998.60 ÷ 440 × 100
        profit: '0',
      });
    });

    it('values an open position at the side of the market that closes it', () => {
      const { book, market, send } = setUp();
      send();

      market.setBid('EURUSD', '1.10200', 2);

      expect(String(book.account().profit)).toBe('80'); // (1.10200 − 1.10000) × 100 000 × 0.40, at the bid
    });

    it('values a SELL at the ask', () => {
      const { book, market, send } = setUp();
      send({ side: 'SELL' });

      market.setBid('EURUSD', '1.10200', 2);

      expect(String(book.account().profit)).toBe('-80.8'); // (1.10000 − 1.10202) × 100 000 × 0.40
    });

    it('converts a loss in another currency at the side where that currency is bought', () => {
      const { book, market, send } = setUp();
      market.setBid('USDJPY', '150.000', 20);
      send({ symbol: 'USDJPY', volume: new Decimal('0.30') });

      // Bought at 150.020, worth 150.000: −0.020 × 100 000 × 0.30 = −600 JPY; ÷ 150.000 = −4.00
      expect(String(book.account().profit)).toBe('-4');
    });

    it('binds the margin of a CFD on what it is worth', () => {
      const { book, market, send } = setUp();
      market.setBid('XAUUSD', '4000.00', 0);

      send({ symbol: 'XAUUSD', volume: new Decimal('0.10') });

      expect(String(book.account().margin)).toBe('400'); // 0.10 × 100 × 4 000 ÷ 100
    });

    it('realises the profit of a part, and keeps the rest at its open price', () => {
      const { book, market, send } = setUp();
      const { order } = send();
      market.setBid('EURUSD', '1.10200', 0);

      send({ side: 'SELL', volume: new Decimal('0.10'), position: order, magic: '43' });

      expect(book.deals.at(-1)).toMatchObject({ entry: 'OUT', position: order, magic: '43' });
      expect(String(book.deals.at(-1)?.profit)).toBe('20'); // 0.00200 × 100 000 × 0.10
      expect(amounts(book.position(order) ?? {})).toMatchObject({
        volume: '0.3',
        openPrice: '1.1',
        margin: '330',
      });
      expect(String(book.account().balance)).toBe('10018.25'); // 10 000 − 1.40 + 20 − 0.35
    });

    it('charges swap at midnight of the broker, threefold on Wednesday night', () => {
      const { book, clock, market, send } = setUp();
      const { order } = send();

      clock.set(new Date('2025-10-23T20:59:59Z'));
      market.advance(1000);
      expect(String(book.position(order)?.swap)).toBe('0');

      clock.set(new Date('2025-10-23T21:00:00Z')); // 00:00 on Friday at the broker
      market.advance(1000);
      expect(String(book.position(order)?.swap)).toBe('-2.48'); // 0.40 × −6.20

      clock.set(new Date('2025-10-29T21:00:00Z')); // Fri, Mon, Tue: one night each; Wed: three
      market.advance(1000);
      expect(String(book.position(order)?.swap)).toBe('-17.36'); // −2.48 × (1 + 3 + 3)
    });
  });

  describe('on a hedging account', () => {
    it('opens a second position for an opposite order without a ticket', () => {
      const { book, send } = setUp();
      send();
      send({ side: 'SELL' });

      expect(book.positions().map(({ side }) => side)).toEqual(['BUY', 'SELL']);
    });

    it('refuses to close more than is open, or what is closed already', () => {
      const { send } = setUp();
      const { order } = send();
      const close = { side: 'SELL', position: order, magic: '43' } as const;

      expect(send({ ...close, volume: new Decimal('0.50') }).retcode).toBe(RETCODE.INVALID_CLOSE_VOLUME);
      expect(send(close).retcode).toBe(RETCODE.DONE);
      expect(send(close).retcode).toBe(RETCODE.POSITION_CLOSED);
    });
  });

  describe('on a netting account', () => {
    it('averages the open price of two orders the same way', () => {
      const { book, market, send } = setUp('NETTING');
      send({ volume: new Decimal('0.10') });
      market.setBid('EURUSD', '1.10400', 0);
      send({ volume: new Decimal('0.30') });

      const [position, none] = book.positions();
      expect(none).toBeUndefined();
      // (1.10000 × 0.10 + 1.10400 × 0.30) ÷ 0.40
      expect(amounts(position ?? {})).toMatchObject({ volume: '0.4', openPrice: '1.103' });
    });

    it('turns round when the opposite order is larger: realises all, reopens the rest at the price of the deal', () => {
      const { book, market, send } = setUp('NETTING');
      const first = send();
      market.setBid('EURUSD', '1.10200', 0);

      const turning = send({ side: 'SELL', volume: new Decimal('1.00'), magic: '43' });

      expect(book.deals.at(-1)).toMatchObject({ entry: 'INOUT', position: first.order });
      expect(String(book.deals.at(-1)?.profit)).toBe('80'); // 0.00200 × 100 000 × 0.40
      const [position] = book.positions();
      expect(position).toMatchObject({
        ticket: turning.order,
        identifier: first.order,
        side: 'SELL',
        magic: '43',
      });
      expect(amounts(position ?? {})).toMatchObject({ volume: '0.6', openPrice: '1.102' }); // 1.00 − 0.40
    });

    it('reduces without turning when the opposite order is smaller', () => {
      const { book, send } = setUp('NETTING');
      send();
      send({ side: 'SELL', volume: new Decimal('0.15'), magic: '43' });

      expect(book.deals.at(-1)).toMatchObject({ entry: 'OUT' });
      expect(amounts(book.positions()[0] ?? {})).toMatchObject({ side: 'BUY', volume: '0.25' });
    });
  });

  describe('stops', () => {
    const stops = { stopLoss: price('1.09500'), takeProfit: price('1.11000') };

    it('fills a stop loss at the market once the bid is there', () => {
      const { book, market, send } = setUp();
      send(stops);

      market.setBid('EURUSD', '1.09501');
      expect(book.positions()).toHaveLength(1);
      market.setBid('EURUSD', '1.09500');

      expect(book.positions()).toHaveLength(0);
      expect(book.deals.at(-1)).toMatchObject({ reason: 'SL', magic: '42', comment: '[sl 1.095]' });
      expect(String(book.deals.at(-1)?.profit)).toBe('-200'); // 0.00500 × 100 000 × 0.40
    });

    it('slips when the price jumps over the stop', () => {
      const { book, market, send } = setUp();
      send(stops);

      market.setBid('EURUSD', '1.09400');

      expect(String(book.deals.at(-1)?.profit)).toBe('-240'); // 0.00600 × 100 000 × 0.40
    });

    it('fills a take profit of a SELL at the ask', () => {
      const { book, market, send } = setUp();
      send({ side: 'SELL', stopLoss: price('1.10500'), takeProfit: price('1.09000') });

      market.setBid('EURUSD', '1.09000', 1);
      expect(book.positions()).toHaveLength(1);
      market.setBid('EURUSD', '1.08999', 1);

      expect(book.deals.at(-1)).toMatchObject({ reason: 'TP' });
    });

    it('stops the worst position out when equity falls to half of the margin', () => {
      const { book, market, send } = setUp('HEDGING', 1_000);
      send({ volume: new Decimal('0.80') }); // margin 880
      send({ volume: new Decimal('0.01') }); // margin 11

      // 1 000 − 2.84 − 0.81 × 100 000 × 0.00700 = 430.16; ÷ 891 = 48.3 %
      market.setBid('EURUSD', '1.09300', 0);

      expect(book.deals.at(-1)).toMatchObject({ reason: 'SO' });
      expect(book.positions().map(({ volume }) => String(volume))).toEqual(['0.01']);
    });
  });

  describe('refusals', () => {
    it.each<readonly [string, number, Partial<TradeRequest>]>([
      ['a symbol it does not know', RETCODE.INVALID, { symbol: 'NOSUCH' }],
      ['a volume off the step', RETCODE.INVALID_VOLUME, { volume: new Decimal('0.015') }],
      ['a volume below the minimum', RETCODE.INVALID_VOLUME, { volume: new Decimal('0.001') }],
      ['a filling it does not offer', RETCODE.INVALID_FILL, { filling: 'RETURN' }],
      ['a stop loss on the wrong side', RETCODE.INVALID_STOPS, { stopLoss: price('1.10500') }],
      ['a take profit on the wrong side', RETCODE.INVALID_STOPS, { takeProfit: price('1.09500') }],
      ['more than the free margin', RETCODE.NO_MONEY, { volume: new Decimal('9.10') }], // 10 010 > 10 000
    ])('refuses %s', (_what, retcode, request) => {
      const { book, send } = setUp();

      expect(send(request).retcode).toBe(retcode);
      expect(book.deals).toHaveLength(0);
    });

    it('refuses while the market is closed, autotrading is off, or the line is down', () => {
      const { broker, send } = setUp();

      broker.closedSymbols.add('EURUSD');
      expect(send().retcode).toBe(RETCODE.MARKET_CLOSED);
      broker.permissions.eaTradeAllowed = false;
      expect(send().retcode).toBe(RETCODE.CLIENT_DISABLES_AT);
      broker.permissions.terminalConnected = false;
      expect(send().retcode).toBe(RETCODE.CONNECTION);
    });
  });

  describe('scripted outcomes', () => {
    it('requotes once, then executes', () => {
      const { broker, send } = setUp();
      broker.script.next({ kind: 'refuse', retcode: RETCODE.REQUOTE });

      expect([send().retcode, send().retcode]).toEqual([RETCODE.REQUOTE, RETCODE.DONE]);
      expect(broker.ledger.sendsOf('42')).toBe(2);
      expect(broker.ledger.executionsOf('42')).toBe(1);
    });

    it('fills a part, rounded down to the step', () => {
      const { broker, send } = setUp();
      broker.script.next({ kind: 'partial', share: '0.33' });

      const { retcode, volume } = send();

      expect(retcode).toBe(RETCODE.DONE_PARTIAL);
      expect(String(volume)).toBe('0.13'); // 0.40 × 0.33 = 0.132
    });

    it('times out although it executed', () => {
      const { broker, book, send } = setUp();
      broker.script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'now' });

      expect(send()).toMatchObject({ retcode: RETCODE.TIMEOUT, order: '0', deal: '0' });
      expect(book.positions()).toHaveLength(1);
    });

    it('executes late what seemed lost', () => {
      const { broker, book, clock, market, send } = setUp();
      broker.script.next({ kind: 'ambiguous', retcode: RETCODE.CONNECTION, executed: { afterMs: 5_000 } });
      send();

      clock.advance(4_999);
      market.advance(1);
      expect(book.positions()).toHaveLength(0);
      clock.advance(1);
      market.advance(1);
      expect(book.positions()).toHaveLength(1);
    });

    it('counts an order executed twice as a double, and a close of two positions not', () => {
      const { broker, send } = setUp();
      const first = send({ magic: '1' });
      const second = send({ magic: '2' });
      send({ magic: '3', side: 'SELL', position: first.order });
      send({ magic: '3', side: 'SELL', position: second.order });
      expect(broker.ledger.doubles()).toEqual([]);

      send({ magic: '1' });
      expect(broker.ledger.doubles()).toEqual(['1']);
    });
  });

  it('replays the same market from the same seed', () => {
    const walk = (seed: number): string[] => {
      const { market } = setUp('HEDGING', 10_000, seed);
      for (let i = 0; i < 50; i += 1) market.advance(250);
      return market.symbols().map((symbol) => String(market.quote(symbol).bid));
    };

    expect(walk(7)).toEqual(walk(7));
    expect(walk(7)).not.toEqual(walk(8));
  });
});
