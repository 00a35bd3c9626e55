import { DE40, EURUSD, executionsOf, NETTING, USDJPY, XAUUSD } from './harness/connector';
import { Bench } from './harness/bench';

const bench = new Bench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

describe('an opening order', () => {
  it('is executed once and reported with its tickets, whatever is delivered again', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(5000);

    const { positions, deals } = await ea.state();
    expect(positions).toMatchObject([
      { symbol: 'EURUSD', type: 0, volume: 0.4, sl: 1.095, tp: 1.11, magic: '42', comment: 'RS42' },
    ]);
    expect(bench.backend.storyOf('42')).toMatchObject([
      {
        state: 'FILLED',
        retcode: 10009,
        volume: 0.4,
        price: 1.1,
        deal_ticket: deals[0]?.ticket,
        position_ticket: positions[0]?.ticket,
      },
    ]);
  });

  it('sells at the bid', async () => {
    const ea = await bench.attach();
    bench.backend.give('42', { side: 'SELL', stop_loss: 1.105, take_profit: 1.09 });
    await ea.run(2000);
    expect((await ea.state()).positions).toMatchObject([{ type: 1, price: 1.09998, sl: 1.105, tp: 1.09 }]);
  });

  it('floors the volume to the step and says that less was executed', async () => {
    const ea = await bench.attach();
    bench.backend.give('42', { volume: 0.405 });
    await ea.run(2000);
    expect((await ea.state()).positions).toMatchObject([{ volume: 0.4 }]);
    expect(bench.backend.storyOf('42')).toMatchObject([{ state: 'PARTIALLY_FILLED', volume: 0.4 }]);
  });

  it.each([0.29, 0.3, 0.57, 1.1])('does not lose a step of %d lots to binary fractions', async (volume) => {
    const ea = await bench.attach();
    bench.backend.give('42', { volume, stop_loss: 1.0995, take_profit: null });
    await ea.run(2000);
    expect((await ea.state()).positions).toMatchObject([{ volume }]);
  });

  it('trades yen, gold and an index on their own ticks and steps', async () => {
    const ea = await bench.attach({
      broker: { symbols: [EURUSD, USDJPY, XAUUSD, { ...DE40, execution: 1 }] },
      inputs: { MaxRiskPercent: 5 },
    });
    bench.backend.give('1', {
      symbol: 'USDJPY',
      volume: 0.3,
      entry_price: 150,
      stop_loss: 149.5,
      take_profit: 151,
    });
    bench.backend.give('2', {
      symbol: 'XAUUSD',
      volume: 0.2,
      entry_price: 2000,
      stop_loss: 1995,
      take_profit: 2010,
    });
    bench.backend.give('3', {
      symbol: 'DE40',
      volume: 0.99,
      entry_price: 18000,
      stop_loss: 17900,
      take_profit: 18200,
    });
    await ea.run(3000);
    expect((await ea.state()).positions).toMatchObject([
      { symbol: 'USDJPY', volume: 0.3, price: 150, sl: 149.5 },
      { symbol: 'XAUUSD', volume: 0.2, price: 2000, sl: 1995 },
      { symbol: 'DE40', volume: 0.9, price: 18000, sl: 17900 },
    ]);
  });

  it('puts its stops on the tick grid', async () => {
    const ea = await bench.attach({
      broker: { symbols: [{ ...DE40, tick_size: 0.5, digits: 1 }, EURUSD] },
    });
    bench.backend.give('42', {
      symbol: 'DE40',
      volume: 0.5,
      entry_price: 18000,
      stop_loss: 17900.3,
      take_profit: 18200.2,
    });
    await ea.run(2000);
    expect((await ea.state()).positions).toMatchObject([{ sl: 17900.5, tp: 18200 }]);
  });

  it('expires on the monotonic clock, however the wall clock is set', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ ...EURUSD, bid: 0, ask: 0 }] } });
    bench.backend.give('42', { expires_in_ms: 4000 });
    await ea.run(2000);
    await ea.terminal({ pc_clock_error_ms: -3_600_000 });
    await ea.run(3000);
    await ea.quote('EURUSD', 1.09998, 1.1);
    await ea.run(2000);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'EXPIRED']);
  });

  it('waits for a price, then opens inside its time', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ ...EURUSD, bid: 0, ask: 0 }] } });
    bench.backend.give('42');
    await ea.run(3000);
    await ea.quote('EURUSD', 1.09998, 1.1);
    await ea.run(3000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'FILLED']);
  });

  it('is cancelled only if it was not sent', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ ...EURUSD, bid: 0, ask: 0 }] } });
    bench.backend.give('42');
    await ea.run(1500);
    bench.backend.cancelled = ['42'];
    await ea.run(2500);
    await ea.quote('EURUSD', 1.09998, 1.1);
    await ea.run(3000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'CANCELLED']);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
  });

  it('finds a broker symbol with the suffix of the inputs, and reports it without', async () => {
    const ea = await bench.attach({
      broker: { symbols: [{ ...EURUSD, name: 'EURUSD.m' }] },
      terminal: { chart_symbol: 'EURUSD.m' },
      inputs: { SymbolSuffix: '.m' },
    });
    bench.backend.give('42');
    await ea.run(3000);
    expect((await ea.state()).positions).toMatchObject([{ symbol: 'EURUSD.m' }]);
    expect(bench.lastPositions()).toMatchObject([{ symbol: 'EURUSD' }]);
  });

  it('adds the magic base for the broker and takes it off for the backend', async () => {
    const ea = await bench.attach({ inputs: { MagicBase: '7000000000' } });
    bench.backend.give('42');
    await ea.run(3000);
    expect((await ea.state()).positions).toMatchObject([{ magic: '7000000042' }]);
    expect(bench.lastPositions()).toMatchObject([{ magic: '42' }]);
  });

  it('takes the filling mode that the symbol has', async () => {
    const fokOnly = { ...EURUSD, filling: 1 };
    const neither = { ...USDJPY, filling: 0, execution: 1 };
    const ea = await bench.attach({ broker: { symbols: [fokOnly, neither] } });
    bench.backend.give('1');
    bench.backend.give('2', {
      symbol: 'USDJPY',
      volume: 0.1,
      entry_price: 150,
      stop_loss: 149,
      take_profit: null,
    });
    await ea.run(2000);
    expect((await ea.state()).positions).toHaveLength(2);
  });

  it('tries the other filling once when the broker refuses the first', async () => {
    const ea = await bench.attach();
    await ea.outcomes({ retcode: 10030 });
    bench.backend.give('42');
    await ea.run(2000);
    expect(bench.backend.statesOf('42')).toEqual(['FILLED']);
    expect((await ea.state()).calls['OrderSend']).toBe(2);
  });
});

describe('limits of the trader, whatever the backend says', () => {
  it.each([
    ['EnableAutoTrading', { EnableAutoTrading: false }, {}, 'EnableAutoTrading is off in the inputs'],
    [
      'MaxOpenPositions',
      { MaxOpenPositions: 0 },
      {},
      'MaxOpenPositions: 0 positions are open or in doubt, 0 are allowed',
    ],
    // 0.4 lots × 100 000 × 0.0050 = 200.00; 0.9 % of 10 000 = 90.00: less than half of the order would be left
    [
      'MaxRiskPercent',
      { MaxRiskPercent: 0.9 },
      {},
      'MaxRiskPercent: the loss at the stop is 200.00 USD, 90.00 USD is allowed',
    ],
    ['MaxRiskPercent', {}, { stop_loss: null }, 'MaxRiskPercent: without a stop loss the risk has no limit'],
    [
      'stops',
      {},
      { stop_loss: 1.1002 },
      'A stop is on the wrong side or closer to the price than the broker allows',
    ],
    ['volume', {}, { volume: 0.004 }, "The volume is below the broker's minimum"],
    [
      'the expected loss',
      {},
      { expected: { loss_at_stop: 20, margin: 440 } },
      'The backend expects a loss of 20.00 USD at the stop, the broker computes 200.00 USD',
    ],
    [
      'the expected margin',
      {},
      { expected: { loss_at_stop: 200, margin: 44 } },
      // 0.4 × 100 000 ÷ 100 × 1.1 = 440
      'The backend expects a margin of 44.00 USD, the broker computes 440.00 USD',
    ],
  ])('refuse an opening order: %s', async (_, inputs, change, message) => {
    const ea = await bench.attach({ inputs });
    bench.backend.give('42', change);
    await ea.run(2000);
    expect(bench.backend.storyOf('42')).toMatchObject([{ state: 'REJECTED', message }]);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
  });

  it('make an order smaller when the price has moved away from its stop', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ ...EURUSD, bid: 1.10098, ask: 1.101 }] } });
    bench.backend.give('42');
    await ea.run(2000);
    // 0.0060 instead of 0.0050: 200 ÷ 600 = 0.33 lots
    expect((await ea.state()).positions).toMatchObject([{ volume: 0.33 }]);
    expect(bench.backend.storyOf('42')).toMatchObject([
      { state: 'PARTIALLY_FILLED', volume: 0.33, message: 'Reduced to 0.33 lots by MaxRiskPercent' },
    ]);
  });

  it('let an order through whose figures agree', async () => {
    const ea = await bench.attach();
    bench.backend.give('42', { expected: { loss_at_stop: 200, margin: 440 } });
    await ea.run(2000);
    expect(bench.backend.statesOf('42')).toEqual(['FILLED']);
  });

  it('refuse stops inside the stops level: 60 points, 50 points away', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ ...EURUSD, stops_level: 60 }] } });
    bench.backend.give('42', { stop_loss: 1.09948, take_profit: null, volume: 0.1 });
    await ea.run(2000);
    expect(bench.backend.statesOf('42')).toEqual(['REJECTED']);
  });

  it('count an order in doubt as an open position', async () => {
    const ea = await bench.attach({ inputs: { MaxOpenPositions: 1 } });
    await ea.outcomes({ retcode: 10012, executes: false });
    bench.backend.give('1');
    await ea.run(2000);
    bench.backend.give('2');
    await ea.run(2000);
    expect(bench.backend.statesOf('2')).toEqual(['REJECTED']);
  });

  it('refuse to open against the position of a netting account', async () => {
    const ea = await bench.attach({ broker: { symbols: [EURUSD], account: { margin_mode: NETTING } } });
    await ea.command('trade_by_hand', { symbol: 'EURUSD', type: 'SELL', volume: 1 });
    bench.backend.give('42');
    await ea.run(2000);
    expect(bench.backend.storyOf('42')).toMatchObject([
      { state: 'REJECTED', message: 'A netting account holds the opposite position: opening would close it' },
    ]);
  });
});

describe('a closing order', () => {
  it.each([
    ['CLOSE_BUY', 'BUY', 'SELL'],
    ['CLOSE_SELL', 'SELL', 'BUY'],
  ])('closes by ticket on a hedging account: %s', async (_, type, side) => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ type, volume: 0.4 });
    const other = await bench.byHand({ type, volume: 0.1 });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }], { side });
    await ea.run(3000);
    expect((await ea.state()).positions.map(({ ticket: left }) => left)).toEqual([other]);
    expect(bench.backend.storyOf('43')).toMatchObject([
      { state: 'FILLED', volume: 0.4, position_ticket: ticket },
    ]);
  });

  it('closes several positions, one deal each', async () => {
    const ea = await bench.attach();
    const tickets = [await bench.byHand({ volume: 0.4 }), await bench.byHand({ volume: 0.2 })];
    bench.backend.giveClose(
      '43',
      tickets.map((ticket, i) => ({ ticket, volume: i === 0 ? 0.4 : 0.2 })),
    );
    await ea.run(3000);
    const state = await ea.state();
    expect(state.positions).toEqual([]);
    expect(executionsOf(state, '43')).toBe(2);
    expect(bench.backend.storyOf('43')).toMatchObject([{ state: 'FILLED', volume: 0.6 }]);
  });

  it('reduces a position and leaves the rest', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    bench.backend.giveClose('43', [{ ticket, volume: 0.15 }]);
    await ea.run(3000);
    expect((await ea.state()).positions).toMatchObject([{ ticket, volume: 0.25 }]);
  });

  it('never exceeds what is open: somebody reduced it meanwhile', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    await ea.command('close_by_hand', { ticket, volume: 0.3 });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }]);
    await ea.run(3000);
    expect((await ea.state()).positions).toEqual([]);
    expect(bench.backend.storyOf('43')).toMatchObject([{ state: 'PARTIALLY_FILLED', volume: 0.1 }]);
  });

  it('has reached its goal when the position is gone already', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    await ea.command('close_by_hand', { ticket });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }]);
    await ea.run(3000);
    expect(bench.backend.storyOf('43')).toMatchObject([{ state: 'FILLED', retcode: 10036, volume: 0 }]);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
  });

  it('never turns a netting position, whatever it is asked for', async () => {
    const ea = await bench.attach({ broker: { symbols: [EURUSD], account: { margin_mode: NETTING } } });
    const ticket = await bench.byHand({ volume: 0.4 });
    bench.backend.giveClose('43', [{ ticket, volume: 1.5 }]);
    await ea.run(3000);
    const { positions, deals } = await ea.state();
    expect(positions).toEqual([]);
    expect(deals.filter(({ entry }) => entry === 2)).toEqual([]);
  });

  it('leaves a position of the other side alone', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ type: 'SELL', volume: 0.4 });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }], { side: 'SELL' });
    await ea.run(3000);
    expect((await ea.state()).positions).toHaveLength(1);
    expect(bench.backend.statesOf('43')).toEqual(['REJECTED']);
  });

  it('stays due while the market is closed', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    await ea.broker({ symbols: [{ ...EURUSD, open: false }] });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }]);
    await ea.run(60_000);
    await ea.broker({ symbols: [EURUSD] });
    await ea.run(3000);
    expect(bench.backend.statesOf('43')).toEqual(['RECEIVED', 'FILLED']);
  });

  it('waits while AutoTrading is off, where an opening order is refused', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    await ea.terminal({ trade_allowed: false });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }]);
    bench.backend.give('44');
    await ea.run(5000);
    expect(bench.backend.storyOf('44')).toMatchObject([
      { state: 'REJECTED', retcode: 10027, message: 'AutoTrading is off in the terminal' },
    ]);
    expect(bench.backend.statesOf('43')).toEqual(['RECEIVED']);
    await ea.terminal({ trade_allowed: true });
    await ea.run(3000);
    expect(bench.backend.statesOf('43')).toEqual(['RECEIVED', 'FILLED']);
  });

  it('reports the rest of a position that was closed in part', async () => {
    const ea = await bench.attach();
    const ticket = await bench.byHand({ volume: 0.4 });
    await ea.outcomes({ retcode: 10010, fill_fraction: 0.5 });
    bench.backend.giveClose('43', [{ ticket, volume: 0.4 }]);
    await ea.run(3000);
    expect(bench.backend.storyOf('43')).toMatchObject([{ state: 'PARTIALLY_FILLED', volume: 0.2 }]);
    expect(bench.lastPositions()).toMatchObject([{ ticket, volume: 0.2 }]);
  });
});
