import { SYMBOL } from '../../src/platform/http/field-decorators';
import { contract, shapeOf } from '../support/contract';
import { executionsOf, HEDGING, TOKEN } from './harness/connector';
import { Bench } from './harness/bench';

type Json = Record<string, unknown>;

const bench = new Bench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

/** The fields of a message with the names of their types; a null stands for whatever it may be. */
function fieldsOf(value: unknown): Record<string, unknown> {
  return shapeOf(value) as Record<string, unknown>;
}

/** A connector whose terminal holds a position of a symbol that the wire has no name for. */
async function attachUntellable(): Promise<Awaited<ReturnType<Bench['attach']>>> {
  const symbol = 'US\u00A0500';
  const symbols = [
    { name: 'EURUSD', bid: 1.1, ask: 1.1001 },
    { name: symbol, bid: 5000, ask: 5001 },
  ];
  const ea = await bench.attach({ broker: { symbols } });
  await ea.command('trade_by_hand', { symbol, type: 'BUY', volume: 0.1 });
  return ea;
}

describe('what the connector says', () => {
  it('connects in the words of the contract', async () => {
    const ea = await bench.attach({
      broker: { symbols: [], account: { company: 'Courtier "Été" 📈 Ltd', margin_mode: HEDGING } },
    });
    await ea.run(500);
    const [request] = bench.backend.bodiesOf('/mt5/connect');
    expect(fieldsOf(request)).toEqual(fieldsOf(contract('mt5/connect.request')));
    expect(request).toMatchObject({
      account_number: '12345678',
      broker: 'Courtier "Été" 📈 Ltd',
      margin_mode: 'HEDGING',
    });
    expect(request?.['clock']).toMatchObject({ utc_offset_seconds: 10_800 });
    expect(request?.['instance_id']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('reports positions, deals, reports, quotes and its clock in the words of the contract', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(5000);
    const example = contract('mt5/sync.request');
    const told = bench.backend.bodiesOf('/mt5/sync').reduce((all, body) => ({ ...all, ...body }), {});
    // Its history is told by who is asked for it: connector-history.spec.ts.
    for (const field of Object.keys(example).filter((name) => name !== 'history')) {
      expect([field, shapeOf(told[field])]).toEqual([field, shapeOf(example[field])]);
    }
    // 0.4 lots × 3.50 a lot
    expect(told['positions']).toMatchObject([{ commission: -1.4, magic: '42', comment: 'RS42' }]);
    expect(told['deals']).toMatchObject([{ entry: 'IN', reason: 'EXPERT', type: 'BUY', commission: -1.4 }]);
  });

  it('tells the specifications that are asked for in the words of the contract, and those of its chart', async () => {
    bench.backend.symbolsWanted = ['EURUSD'];
    const ea = await bench.attach();
    await ea.run(1000);
    const [told] = bench.backend.bodiesOf('/mt5/symbols');
    expect(fieldsOf(told)).toEqual(fieldsOf(contract('mt5/symbols.request')));
    expect(told?.['symbols']).toMatchObject([example('mt5/symbols.request')]);
  });

  it('tells all that a broker may mean by a name', async () => {
    bench.backend.symbolsWanted = ['EURUSD'];
    const symbols = ['EURUSD.m', 'EURUSDpro', 'USDJPY.m'].map((name) => ({
      name,
      bid: 1.1,
      ask: 1.1001,
      selected: false,
    }));
    const ea = await bench.attach({ broker: { symbols }, terminal: { chart_symbol: 'USDJPY.m' } });
    await ea.run(1000);
    const [told] = bench.backend.bodiesOf('/mt5/symbols');
    expect((told?.['symbols'] as Json[]).map(({ symbol }) => symbol)).toEqual([
      'EURUSD.m',
      'EURUSDpro',
      'USDJPY.m',
    ]);
  });

  it('tells a symbol once a minute, however often it is asked for', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ name: 'EURUSD.m', bid: 1.1, ask: 1.1001 }] } });
    for (let second = 0; second < 50; second++) {
      bench.backend.symbolsWanted = ['EURUSD'];
      await ea.run(1000);
    }
    expect(bench.backend.bodiesOf('/mt5/symbols')).toHaveLength(1);
  });

  it('tells the pairs by which a symbol becomes money of the account: one, or two by way of the dollar', async () => {
    const gbpjpy = { name: 'GBPJPY', bid: 190, ask: 190.02, digits: 3 };
    const others = ['USDJPY', 'EURUSD', 'GBPUSD', 'AUDCAD'].map((name) => ({
      name,
      bid: 1.1,
      ask: 1.1001,
      selected: false,
    }));
    const ea = await bench.attach({
      broker: { symbols: [gbpjpy, ...others], account: { currency: 'EUR' } },
      terminal: { allowed_urls: [bench.backend.url], chart_symbol: 'GBPJPY' },
    });
    await ea.run(1000);
    const [told] = bench.backend.bodiesOf('/mt5/symbols');
    // The profit is in JPY: USDJPY and EURUSD. The margin is in GBP: GBPUSD and EURUSD.
    expect((told?.['symbols'] as Json[]).map(({ symbol }) => symbol)).toEqual([
      'GBPJPY',
      'USDJPY',
      'EURUSD',
      'GBPUSD',
    ]);
  });

  it('repeats positions only when they change, and every half a minute', async () => {
    const ea = await bench.attach();
    await ea.run(29_000);
    const withPositions = (): number =>
      bench.backend.bodiesOf('/mt5/sync').filter((body) => 'positions' in body).length;
    expect(withPositions()).toBe(1);
    await bench.byHand({});
    await ea.run(1200);
    expect(withPositions()).toBe(2);
    await ea.run(30_000);
    expect(withPositions()).toBe(3);
  });

  describe('while only prices move', () => {
    const told = (): Json[] =>
      bench.backend.bodiesOf('/mt5/sync').filter((body) => 'positions' in body || 'moved' in body);
    const forms = (): string[] => told().map((body) => ('moved' in body ? 'moved' : 'positions'));

    it('says those alone, in the words of the contract, and the whole list every half a minute', async () => {
      const ea = await bench.attach();
      const ticket = await bench.byHand({});
      await ea.run(2000);
      await ea.quote('EURUSD', 1.105, 1.1052);
      await ea.run(2000);
      expect(forms()).toEqual(['positions', 'moved']);
      const [, moved] = told();
      expect(shapeOf(moved?.['moved'])).toEqual(shapeOf(contract('mt5/sync.moved.request')['moved']));
      expect(moved?.['moved']).toMatchObject([{ ticket, current_price: 1.105 }]);
      expect(moved).not.toHaveProperty('complete');
      for (let second = 0; second < 30; second++) {
        await ea.quote('EURUSD', 1.106 + second / 100_000, 1.1062 + second / 100_000);
        await ea.run(1000);
      }
      expect(forms().filter((form) => form === 'positions')).toHaveLength(2);
      expect(forms().length).toBeGreaterThan(25);
    });

    it('says everything once more to a backend that wants it, and after any change that lasts', async () => {
      const ea = await bench.attach();
      await bench.byHand({});
      await ea.run(2000);
      bench.backend.positionsWanted = true;
      await ea.quote('EURUSD', 1.105, 1.1052);
      await ea.run(1000);
      bench.backend.positionsWanted = false;
      await ea.run(2000);
      expect(forms()).toEqual(['positions', 'moved', 'positions']);
      await bench.byHand({});
      await ea.quote('EURUSD', 1.106, 1.1062);
      await ea.run(2000);
      expect(forms()).toEqual(['positions', 'moved', 'positions', 'positions']);
    });

    it('says everything to a backend that does not know prices alone', async () => {
      bench.backend.positionsWanted = undefined;
      const ea = await bench.attach();
      await bench.byHand({});
      await ea.run(2000);
      await ea.quote('EURUSD', 1.105, 1.1052);
      await ea.run(2000);
      expect(forms()).toEqual(['positions', 'positions']);
    });

    it('says everything after a message was refused', async () => {
      const ea = await bench.attach();
      await bench.byHand({});
      await ea.run(2000);
      bench.backend.refuse({ path: '/mt5/sync', status: 422, code: 'REQUEST.INVALID' });
      await ea.quote('EURUSD', 1.105, 1.1052);
      await ea.run(5000);
      expect(forms().at(-1)).toBe('positions');
    });

    it('says everything, and that it is not all, when a position cannot be told', async () => {
      const ea = await attachUntellable();
      await bench.byHand({});
      await ea.run(2000);
      await ea.quote('EURUSD', 1.105, 1.1052);
      await ea.run(2000);
      expect(forms()).toEqual(['positions', 'positions']);
      expect(told()).toMatchObject([{ complete: false }, { complete: false }]);
    });
  });

  it('does not call a snapshot complete that leaves a position out', async () => {
    const ea = await attachUntellable();
    await ea.run(3000);
    const [told] = bench.backend.bodiesOf('/mt5/sync');
    expect(told).toMatchObject({ complete: false, positions: [] });
  });

  it.each(['US 500', '[DJI30]', 'BTC/USD', '黄金', '"OR 1=1'])(
    'reports what is held in %s, as its broker names it',
    async (name) => {
      const ea = await bench.attach({ broker: { symbols: [{ name, bid: 5000, ask: 5001 }] } });
      await ea.command('trade_by_hand', { symbol: name, type: 'BUY', volume: 0.1 });
      await ea.run(3000);
      const [told] = bench.backend.bodiesOf('/mt5/sync');
      expect(told).toMatchObject({
        complete: true,
        positions: [{ symbol: name }],
        deals: [{ symbol: name }],
      });
      expect(name).toMatch(SYMBOL);
    },
  );

  it('says nothing that the backend would refuse in a text', async () => {
    const ea = await bench.attach();
    await bench.byHand({ comment: 'tab\tand \u202Ebidi "quoted" \\ é' });
    await ea.run(2000);
    expect(bench.lastPositions()).toMatchObject([{ comment: 'taband bidi "quoted" \\ é' }]);
  });

  it('gives the token in the header and nowhere else', async () => {
    const ea = await bench.attach();
    await ea.run(2000);
    expect(bench.backend.heard.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(
      true,
    );
    expect(JSON.stringify(bench.backend.heard.map(({ body }) => body))).not.toContain(TOKEN);
    expect(ea.texts().join('\n')).not.toContain(TOKEN);
  });

  it('says goodbye with its counters', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(3000);
    await ea.exit();
    const [goodbye] = bench.backend.bodiesOf('/mt5/disconnect');
    expect(fieldsOf(goodbye)).toEqual(fieldsOf(contract('mt5/disconnect.request')));
    expect(goodbye).toMatchObject({ total_orders_executed: 1, total_signals_received: 1 });
  });

  it('asks at most as rarely as CheckInterval, and as often as the backend likes', async () => {
    const ea = await bench.attach({ inputs: { CheckInterval: 2000 } });
    bench.backend.nextSyncMs = 60_000;
    await ea.run(1000);
    const before = bench.backend.bodiesOf('/mt5/sync').length;
    await ea.run(20_000);
    expect(bench.backend.bodiesOf('/mt5/sync').length - before).toBe(10);
    bench.backend.nextSyncMs = 250;
    await ea.run(2000);
    const fast = bench.backend.bodiesOf('/mt5/sync').length;
    await ea.run(5000);
    // Every 250 ms, on a timer of 100 ms: each 300 ms.
    expect(bench.backend.bodiesOf('/mt5/sync').length - fast).toBeGreaterThanOrEqual(16);
  });
});

describe('a wire that fails', () => {
  it.each(['lost_reply', 'late', 'truncated', 'refused', 'timeout', 'resend'] as const)(
    'once, at every call in turn: %s',
    async (fault) => {
      for (let call = 0; call < 6; call++) {
        const ea = await bench.attach({
          broker: {
            symbols: [{ name: 'EURUSD', bid: 1.09998, ask: 1.1 }],
            account: { login: String(1000 + call) },
          },
        });
        await ea.run(300 + call * 300);
        const order = `${call + 1}`;
        bench.backend.give(order);
        await ea.wire(fault);
        await ea.run(12_000);
        expect(executionsOf(await ea.state(), order)).toBe(1);
        expect(bench.backend.statesOf(order).at(-1)).toBe('FILLED');
        await ea.exit();
      }
    },
  );

  it('for a minute: it backs off from 1 to 30 s, comes back and reports what happened meanwhile', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(1000);
    await ea.wire('refused', 1000);
    const before = (await ea.state()).calls['WebRequest'] ?? 0;
    await bench.byHand({});
    await ea.run(60_000);
    const tries = ((await ea.state()).calls['WebRequest'] ?? 0) - before;
    // 1 + 2 + 4 + 8 + 16 + 30 s, each shortened by up to a half
    expect(tries).toBeGreaterThanOrEqual(5);
    expect(tries).toBeLessThanOrEqual(10);
    await ea.command('wire_heals');
    await ea.run(31_000);
    expect(bench.lastPositions()).toHaveLength(2);
  });

  it('counts the time to live from when the question left, not from when the answer came', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.give('42', { expires_in_ms: 3000 });
    await ea.wire('lost_reply', 3, '/mt5/sync');
    await ea.run(10_000);
    expect(bench.backend.statesOf('42')).toEqual(['EXPIRED']);
  });

  it('sends nothing while an answer is missing: it may hold a cancellation', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ name: 'EURUSD', bid: 0, ask: 0 }] } });
    bench.backend.give('42');
    await ea.run(2000);
    await ea.wire('timeout', 1000, '/mt5/sync');
    await ea.run(3000);
    await ea.quote('EURUSD', 1.09998, 1.1);
    await ea.run(5000);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
  });

  it('closes idle connections: each request on a fresh one works as well', async () => {
    const ea = await bench.attach({
      terminal: { keeps_connections: false, allowed_urls: [bench.backend.url] },
    });
    bench.backend.give('42');
    await ea.run(3000);
    expect(bench.backend.statesOf('42')).toEqual(['FILLED']);
  });
});

describe('a backend that refuses', () => {
  it('waits as long as Retry-After says', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.refuse({ path: '/mt5/sync', status: 503, retryAfter: '20' });
    await ea.run(1500);
    const before = bench.backend.heard.length;
    await ea.run(17_000);
    expect(bench.backend.heard.length).toBe(before);
    await ea.run(4000);
    expect(bench.backend.heard.length).toBeGreaterThan(before);
  });

  it('is read by its header: the body of an error may be empty', async () => {
    const ea = await bench.attach({
      terminal: { empties_error_bodies: true, allowed_urls: [bench.backend.url] },
    });
    await ea.run(1000);
    bench.backend.refuse({ path: '/mt5/sync', status: 409, code: 'MT5_SESSION.ENDED' });
    await ea.run(5000);
    expect(bench.backend.bodiesOf('/mt5/connect')).toHaveLength(2);
  });

  it('with 401: stops trading, tries again slowly, and says so on the chart', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.refuse(...Array.from({ length: 3 }, () => ({ status: 401, code: 'AUTH.TOKEN_INVALID' })));
    bench.backend.give('42', { expires_in_ms: 20_000 });
    const before = bench.backend.heard.length;
    await ea.run(60_000);
    expect(bench.backend.heard.length - before).toBe(2);
    expect(ea.texts('alert')).toEqual([
      'RubiStudio: The token is refused: it is wrong, expired or revoked. Create a new one in Rubi Studio and enter it as APIToken (F7).',
    ]);
    await ea.run(65_000);
    expect(bench.backend.bodiesOf('/mt5/sync').length).toBeGreaterThan(3);
  });

  it('with SESSION_FENCED: gives its last reports and stops, for coming back would fence the other one', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    await ea.outcomes({ retcode: 10012, executes: true, hides_tickets: true });
    bench.backend.give('42');
    await ea.run(300);
    bench.backend.refuse(
      ...Array.from({ length: 2 }, () => ({ path: '/mt5/sync', status: 409, code: 'SESSION_FENCED' })),
    );
    await ea.run(3000);
    const heard = bench.backend.heard.length;
    const last = bench.backend.bodiesOf('/mt5/sync').at(-1);
    expect(last?.['reports']).toMatchObject([{ order_id: '42' }]);
    await ea.run(60_000);
    expect(bench.backend.heard.length).toBe(heard);
  });

  it('with MT5_SESSION.EPOCH_PASSED: its own late call did that, and it connects once more', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.refuse({ path: '/mt5/sync', status: 409, code: 'MT5_SESSION.EPOCH_PASSED' });
    bench.backend.give('42', { expires_in_ms: 60_000 });
    await ea.run(10_000);
    expect(bench.backend.bodiesOf('/mt5/connect')).toHaveLength(2);
    expect(bench.backend.statesOf('42')).toEqual(['FILLED']);
  });

  it('with MT5_SESSION.EPOCH_PASSED again and again: a copy of it runs elsewhere, and it stops', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.refuse(
      ...Array.from({ length: 20 }, () => ({
        path: '/mt5/sync',
        status: 409,
        code: 'MT5_SESSION.EPOCH_PASSED',
      })),
    );
    await ea.run(120_000);
    expect(bench.backend.bodiesOf('/mt5/connect')).toHaveLength(4);
    const heard = bench.backend.heard.length;
    await ea.run(60_000);
    expect(bench.backend.heard.length).toBe(heard);
  });

  it('with 422: writes the next message anew instead of repeating what is refused', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.refuse({ path: '/mt5/sync', status: 422, code: 'REQUEST.INVALID' });
    await ea.run(5000);
    expect(ea.texts('critical')).toEqual([]);
    expect(bench.backend.bodiesOf('/mt5/sync').length).toBeGreaterThan(3);
  });

  it('a specification: everything else goes on', async () => {
    bench.backend.refuse(
      ...Array.from({ length: 5 }, () => ({ path: '/mt5/symbols', status: 422, code: 'REQUEST.INVALID' })),
    );
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(5000);
    expect(bench.backend.statesOf('42')).toEqual(['FILLED']);
  });

  it('that answers nonsense is not obeyed', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    bench.backend.give('42', { side: 'UP' });
    bench.backend.give('43', { volume: 'much' });
    bench.backend.give('44', { expires_in_ms: null });
    await ea.run(5000);
    expect((await ea.state()).calls['OrderSend']).toBe(0);
    expect(ea.texts().join('\n')).toContain('a command is not whole and was left alone: order 42');
  });
});

/** The specification of EURUSD in an example, without its time. */
function example(name: string): Json {
  const [facts = {}] = contract(name)['symbols'] as Json[];
  return Object.fromEntries(Object.entries(facts).filter(([field]) => field !== 'quoted_at'));
}
