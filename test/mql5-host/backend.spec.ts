import { type Json } from '../support/api-client';
import { DE40, EURUSD, executionsOf, HEDGING, NETTING, USDJPY, XAUUSD } from './harness/connector';
import { type BrokerFacts, type TerminalHost } from './harness/terminal-host';
import { books, type Trader, TradingFloor } from './harness/trading-floor';

let floor: TradingFloor;
let trader: Trader;
let traders = 0;

beforeAll(async () => {
  floor = await TradingFloor.open();
});
afterAll(() => floor.close());

beforeEach(async () => {
  trader = await floor.trader(`floor-${++traders}`);
});
afterEach(() => floor.clear());

async function attached(broker: BrokerFacts = {}): Promise<TerminalHost> {
  const ea = await floor.attach(trader, { broker: { symbols: [EURUSD], ...broker } });
  await floor.run(2000, ea);
  return ea;
}

async function expectEqualBooks(...hosts: TerminalHost[]): Promise<void> {
  const { backend, broker } = await books(trader, ...(await Promise.all(hosts.map((host) => host.state()))));
  expect(backend).toEqual(broker);
}

/** The status that a signal's only order has come to. */
async function outcomeOf(story: Json): Promise<unknown> {
  const [order] = await trader.ordersOf(story);
  return order?.['status'] ?? story['code'];
}

describe.each([
  ['hedging', HEDGING],
  ['netting', NETTING],
])('the four types of signal on a %s account', (_, margin_mode) => {
  it('are executed once each, and both books agree after each', async () => {
    const ea = await attached({ account: { margin_mode } });
    for (const [open, close, change] of [
      ['BUY', 'CLOSE_BUY', {}],
      ['SELL', 'CLOSE_SELL', { stop_loss: 1.105, take_profit: 1.09, entry_price: 1.09998 }],
    ] as const) {
      const opened = await floor.signal(trader, { signal_type: open, ...change });
      await floor.run(3000, ea);
      expect(await outcomeOf(opened)).toBe('FILLED');
      expect((await ea.state()).positions).toMatchObject([{ volume: 0.1, type: open === 'BUY' ? 0 : 1 }]);
      await expectEqualBooks(ea);

      const closed = await floor.closing(trader, close);
      await floor.run(3000, ea);
      expect(await outcomeOf(closed)).toBe('FILLED');
      expect((await ea.state()).positions).toEqual([]);
      await expectEqualBooks(ea);
      expect(await trader.story(closed['signal_id'] as number)).toMatchObject({ status: 'EXECUTED' });
    }
    // Two round trips are four deals, and the backend has them all.
    expect(await trader.list('/trading/history')).toHaveLength(4);
  });
});

describe('sizing', () => {
  it.each([
    // 2 % of 10 000 = 200; 500 ticks × 1 = 500 a lot; 200 ÷ 500 = 0.4
    ['EURUSD', EURUSD, { entry_price: 1.1, stop_loss: 1.095, take_profit: 1.11 }, 0.4],
    // 0.50 ÷ 0.001 × 0.6667 = 333.33 a lot; 200 ÷ 333.33 = 0.6
    ['USDJPY', USDJPY, { entry_price: 150, stop_loss: 149.5, take_profit: 151 }, 0.6],
    // 5 × 100 = 500 a lot; 200 ÷ 500 = 0.4
    ['XAUUSD', XAUUSD, { entry_price: 2000, stop_loss: 1995, take_profit: 2010 }, 0.4],
    // 100 × 1.1 = 110 a lot; 200 ÷ 110 = 1.81…, on a step of 0.1
    ['DE40', DE40, { entry_price: 18000, stop_loss: 17900, take_profit: 18200 }, 1.8],
  ])(
    'by the backend and by the broker agree, and the trade is made: %s',
    async (symbol, facts, prices, volume) => {
      const ea = await floor.attach(trader, {
        broker: { symbols: [{ ...EURUSD, commission_per_lot: 0 }, facts] },
        terminal: { allowed_urls: [floor.url], chart_symbol: symbol },
      });
      await floor.run(2000, ea);
      const story = await floor.signal(trader, { symbol, ...prices, volume: undefined });
      await floor.run(3000, ea);
      expect(await outcomeOf(story)).toBe('FILLED');
      const [position] = (await ea.state()).positions;
      expect(Math.abs((position?.volume ?? 0) - volume)).toBeLessThan(0.0101);
      await expectEqualBooks(ea);
    },
  );

  it('finds the symbol of a broker with suffixes', async () => {
    const ea = await floor.attach(trader, {
      broker: { symbols: [{ ...EURUSD, name: 'EURUSD.m' }] },
      terminal: { allowed_urls: [floor.url], chart_symbol: 'EURUSD.m' },
    });
    await floor.run(2000, ea);
    const story = await floor.signal(trader);
    await floor.run(3000, ea);
    expect(await outcomeOf(story)).toBe('FILLED');
    expect((await ea.state()).positions).toMatchObject([{ symbol: 'EURUSD.m' }]);
    await expectEqualBooks(ea);
  });
});

describe('a market that is closed', () => {
  it('keeps a close due until it opens again', async () => {
    const ea = await attached();
    await floor.signal(trader);
    await floor.run(3000, ea);
    await ea.broker({ symbols: [{ ...EURUSD, open: false }] });
    const closing = await floor.closing(trader, 'CLOSE_BUY');
    await floor.run(60_000, ea);
    expect(await outcomeOf(closing)).toBe('SENT');
    await ea.broker({ symbols: [EURUSD] });
    await floor.run(3000, ea);
    expect(await outcomeOf(closing)).toBe('FILLED');
    expect((await ea.state()).positions).toEqual([]);
    await expectEqualBooks(ea);
  });
});

describe('a wire that fails', () => {
  it.each(['lost_reply', 'late', 'truncated', 'refused', 'timeout', 'resend'] as const)(
    '%s, at one call after another: one execution, and the books agree',
    async (fault) => {
      const ea = await attached();
      for (let call = 0; call < 4; call++) {
        const story = await floor.signal(trader);
        await floor.run(500 * call, ea);
        await ea.wire(fault);
        await floor.run(8000, ea);
        expect(await outcomeOf(story)).toBe('FILLED');
      }
      expect((await ea.state()).positions).toHaveLength(4);
      await expectEqualBooks(ea);
    },
  );

  it('for a minute: nothing is opened late, and the books agree again', async () => {
    const ea = await attached();
    const first = await floor.signal(trader);
    await floor.run(3000, ea);
    const ticket = (await ea.state()).positions[0]?.ticket;
    await ea.wire('refused', 1000);
    await floor.run(1000, ea);
    const late = await floor.signal(trader);
    await ea.command('close_by_hand', { ticket });
    await floor.run(60_000, ea);
    await ea.command('wire_heals');
    await floor.run(35_000, ea);
    expect(await outcomeOf(first)).toBe('FILLED');
    expect(await outcomeOf(late)).not.toBe('FILLED');
    expect((await ea.state()).positions).toEqual([]);
    await expectEqualBooks(ea);
  });
});

describe('a power cut', () => {
  it.each([
    ['RECEIVED is on the disk', 'FileFlush', 'after', 1, 'FILLED'],
    ['SENDING is on the disk', 'FileFlush', 'after', 2, 'NOT_EXECUTED'],
    ['before OrderSend', 'OrderSend', 'before', 1, 'NOT_EXECUTED'],
    ['after OrderSend', 'OrderSend', 'after', 1, 'FILLED'],
    ['DONE is on the disk', 'FileFlush', 'after', 3, 'FILLED'],
  ] as const)(
    '%s: at most one execution, and the backend learns which',
    async (_, api, when, nth, outcome) => {
      const ea = await attached();
      await ea.crashAt(api, when, nth);
      const story = await floor.signal(trader);
      floor.clock.advance(1000);
      await ea.runUntilDead(3000);
      const again = await floor.restart(ea);
      await floor.run(110_000, again);
      expect(await outcomeOf(story)).toBe(outcome);
      const [order] = await trader.ordersOf(story);
      expect(executionsOf(await again.state(), String(order?.['order_id']))).toBe(
        outcome === 'FILLED' ? 1 : 0,
      );
      await expectEqualBooks(again);
    },
  );
});

describe('a return code', () => {
  it.each([
    ['done', {}, 'FILLED'],
    ['in part', { retcode: 10010, fill_fraction: 0.5 }, 'PARTIALLY_FILLED'],
    ['placed, executed later', { retcode: 10008, execute_after_ms: 4000 }, 'FILLED'],
    ['no money', { retcode: 10019 }, 'REJECTED'],
    ['a requote', { retcode: 10004 }, 'FILLED'],
    ['too many requests', { retcode: 10024 }, 'FILLED'],
    ['a timeout, executed', { retcode: 10012, executes: true, hides_tickets: true }, 'FILLED'],
    [
      'a timeout, executed late',
      { retcode: 10012, executes: true, execute_after_ms: 20_000, hides_tickets: true },
      'FILLED',
    ],
    ['a timeout, not executed', { retcode: 10012, executes: false }, 'NOT_EXECUTED'],
    ['no connection, executed', { retcode: 10031, executes: true, hides_tickets: true }, 'FILLED'],
    ['an unknown code, executed', { retcode: 10999, executes: true, hides_tickets: true }, 'FILLED'],
  ] as const)('says %s', async (_, answer, outcome) => {
    const ea = await attached();
    await ea.outcomes(answer);
    const story = await floor.signal(trader);
    await floor.run(outcome === 'NOT_EXECUTED' ? 110_000 : 30_000, ea);
    expect(await outcomeOf(story)).toBe(outcome);
    await expectEqualBooks(ea);
  });
});

describe('stops, hands and limits', () => {
  it('a stop loss and a close by hand reach the backend without an order', async () => {
    const ea = await attached();
    await floor.signal(trader);
    await floor.signal(trader, { stop_loss: 1.09 });
    await floor.run(3000, ea);
    await ea.quote('EURUSD', 1.0949, 1.0951);
    await floor.run(2000, ea);
    await expectEqualBooks(ea);
    const ticket = (await ea.state()).positions[0]?.ticket;
    await ea.command('close_by_hand', { ticket });
    await floor.run(2000, ea);
    await expectEqualBooks(ea);
    const reasons = (await trader.list('/trading/history')).map(({ reason }) => reason);
    expect(reasons).toEqual(expect.arrayContaining(['SL', 'CLIENT', 'EXPERT']));
  });

  it('the trader’s own limit in the inputs stands above the backend', async () => {
    const ea = await floor.attach(trader, { inputs: { MaxOpenPositions: 1 } });
    await floor.run(2000, ea);
    await floor.signal(trader);
    await floor.run(2000, ea);
    const refused = await floor.signal(trader);
    await floor.run(3000, ea);
    expect(await outcomeOf(refused)).toBe('REJECTED');
    expect((await ea.state()).positions).toHaveLength(1);
  });
});

describe('who may speak', () => {
  it('a revoked token: the terminal stops, and says why', async () => {
    const ea = await attached();
    await trader.revoke();
    await floor.run(5000, ea);
    await floor.signal(trader);
    await floor.run(40_000, ea);
    expect((await ea.state()).positions).toEqual([]);
    expect(ea.texts('alert').join()).toContain('The token is refused');
  });

  it('two terminals on one account: the second takes over, the first stops, nothing is executed twice', async () => {
    const first = await attached();
    const second = await attached();
    await floor.run(3000, first, second);
    const story = await floor.signal(trader);
    await floor.run(5000, first, second);
    expect(await outcomeOf(story)).toBe('FILLED');
    const [order] = await trader.ordersOf(story);
    const magic = String(order?.['order_id']);
    expect(executionsOf(await first.state(), magic)).toBe(0);
    expect(executionsOf(await second.state(), magic)).toBe(1);
    expect(first.texts('alert').join()).toContain('Another terminal has taken over');
  });

  it('a mirrored trade reaches the other account, and not the one it comes from', async () => {
    const source = await floor.attach(trader, { inputs: { MirrorTrades: true } });
    const follower = await floor.attach(trader, {
      broker: { symbols: [EURUSD], account: { login: '2', server: 'Other-Live' } },
    });
    await floor.run(2000, source, follower);
    await source.command('trade_by_hand', {
      symbol: 'EURUSD',
      type: 'BUY',
      volume: 0.2,
      sl: 1.095,
      tp: 1.11,
    });
    await floor.run(6000, source, follower);
    expect((await source.state()).positions).toHaveLength(1);
    expect((await follower.state()).positions).toMatchObject([{ symbol: 'EURUSD', volume: 0.2 }]);
    await expectEqualBooks(source, follower);
  });
});

describe('fifty terminals at once', () => {
  it('execute one signal once each', async () => {
    const hosts = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        floor.attach(trader, { broker: { symbols: [EURUSD], account: { login: String(1000 + i) } } }),
      ),
    );
    await floor.run(2000, ...hosts);
    const story = await floor.signal(trader);
    await floor.run(3000, ...hosts);
    const states = await Promise.all(hosts.map((host) => host.state()));
    expect(states.map(({ positions }) => positions.length)).toEqual(hosts.map(() => 1));
    const orders = await trader.ordersOf(story);
    expect(orders.map(({ status }) => status)).toEqual(hosts.map(() => 'FILLED'));
  });
});
