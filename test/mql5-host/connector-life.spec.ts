import { once } from 'node:events';
import { type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { type Duplex } from 'node:stream';
import { eventually } from '../support/eventually';
import { executionsOf, panelOf, startConnector, TOKEN } from './harness/connector';
import { Bench } from './harness/bench';

const bench = new Bench();
beforeEach(() => bench.open());
afterEach(() => bench.close());

describe('OnInit', () => {
  it('succeeds while the backend is down, and connects when it is there', async () => {
    const ea = await bench.attach();
    await ea.wire('refused', 1000);
    await ea.run(20_000);
    expect((await ea.state()).attached).toBe(true);
    await ea.command('wire_heals');
    await ea.run(31_000);
    expect(bench.backend.bodiesOf('/mt5/connect')).toHaveLength(1);
  });

  it.each([
    ['no address', { BackendURL: '' }, 'BackendURL is empty'],
    ['no token', { APIToken: '' }, 'APIToken is empty'],
  ])('succeeds with %s, and says what to do', async (_, inputs, words) => {
    const ea = await bench.attach({ inputs });
    await ea.run(3000);
    expect((await ea.state()).attached).toBe(true);
    expect(ea.texts('alert').join()).toContain(words);
    expect(bench.backend.heard).toEqual([]);
  });

  it('is silent in the Strategy Tester', async () => {
    const ea = await bench.attach({ terminal: { tester: true, allowed_urls: [bench.backend.url] } });
    await ea.run(10_000);
    expect((await ea.state()).calls['WebRequest']).toBe(0);
    expect(ea.texts()).toEqual([]);
  });
});

describe('the panel', () => {
  it('shows the connection, the orders and the risk state', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(4000);
    expect(panelOf(await ea.state())).toEqual([
      'Rubi Studio 3.0.0 - 12345678',
      'Connected',
      expect.stringMatching(/^Last sync: \d s {3}Latency: \d+ ms$/),
      'Orders under way: 0   executed: 1',
      'Positions: 1 / 5',
      'Trading: allowed',
    ]);
  });

  it.each([
    [
      'English',
      'Error 4014, the URL is not allowed: Tools > Options > Expert Advisors, tick "Allow WebRequest for listed URL" and add',
    ],
    [
      'French',
      'Erreur 4014, URL non autorisée : Outils > Options > Expert Advisors, cochez "Autoriser WebRequest pour les URL listées" et ajoutez',
    ],
  ])(
    'names the fix when the URL is not allowed, in the language of the terminal: %s',
    async (language, words) => {
      const ea = await bench.attach({ terminal: { language, allowed_urls: [] } });
      await ea.run(2000);
      expect(ea.texts('alert')).toEqual([`RubiStudio: ${words} ${bench.backend.url}`]);
      const lines = panelOf(await ea.state());
      expect(lines.slice(6).join(' ')).toBe(`${words} ${bench.backend.url}`);
      expect(lines.every((line) => line.length <= 63)).toBe(true);
    },
  );

  it.each([
    [{ connected: false }, {}, 'not connected to the broker'],
    [{ trade_allowed: false }, {}, 'AutoTrading is off'],
    [{ ea_trade_allowed: false }, {}, 'Algo trading is off for this EA'],
    [{}, { trade_allowed: false }, 'not the investor password'],
    [{}, { trade_expert: false }, 'The broker does not allow Expert Advisors'],
  ])('names what forbids trading: %j %j', async (terminal, account, words) => {
    const ea = await bench.attach({
      terminal: { allowed_urls: [bench.backend.url], ...terminal },
      broker: { symbols: [{ name: 'EURUSD', bid: 1.1, ask: 1.1001 }], account },
    });
    await ea.run(3000);
    expect(
      panelOf(await ea.state())
        .slice(6)
        .join(' '),
    ).toContain(words);
    expect(ea.texts('alert').join()).toContain(words);
  });

  it('leaves nothing on the chart', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    await ea.command('remove');
    expect((await ea.state()).chart).toEqual({});
  });
});

describe('the life of the program', () => {
  it('goes on through a change of the chart: the same session, and the orders that wait', async () => {
    const ea = await bench.attach({ broker: { symbols: [{ name: 'EURUSD', bid: 0, ask: 0 }] } });
    bench.backend.give('42');
    await ea.run(2000);
    await ea.command('chart_change');
    await ea.quote('EURUSD', 1.09998, 1.1);
    await ea.run(3000);
    expect(bench.backend.statesOf('42')).toEqual(['RECEIVED', 'FILLED']);
    expect(bench.backend.bodiesOf('/mt5/connect')).toHaveLength(1);
    expect(bench.backend.bodiesOf('/mt5/disconnect')).toEqual([]);
  });

  it('connects anew with a new token', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    await ea.command('parameters', { inputs: { APIToken: 'rbs_live_other' } });
    await ea.run(1000);
    expect(bench.backend.heard.at(-1)?.headers.authorization).toBe('Bearer rbs_live_other');
    expect(bench.backend.bodiesOf('/mt5/connect')).toHaveLength(2);
  });

  it('waits for the terminal to log in', async () => {
    const ea = await bench.attach({ broker: { account: { login: '0' } } });
    await ea.run(5000);
    expect(bench.backend.heard).toEqual([]);
    await ea.broker({ account: { login: '12345678' } });
    await ea.run(3000);
    expect(bench.backend.bodiesOf('/mt5/connect')).toMatchObject([{ account_number: '12345678' }]);
  });

  it('obeys new inputs', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    await ea.command('parameters', { inputs: { EnableAutoTrading: 'false' } });
    bench.backend.give('42');
    await ea.run(3000);
    expect(bench.backend.statesOf('42')).toEqual(['REJECTED']);
  });

  it('keeps one installation over a restart, with a new epoch', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    await ea.exit();
    const again = await bench.restart(ea);
    await again.run(1000);
    const [first, second] = bench.backend.bodiesOf('/mt5/connect');
    expect(second?.['instance_id']).toBe(first?.['instance_id']);
    expect(bench.backend.bodiesOf('/mt5/sync').at(-1)?.['epoch']).toBe(2);
  });

  it('keeps the books of two accounts apart', async () => {
    const ea = await bench.attach();
    bench.backend.give('42');
    await ea.run(2000);
    await ea.broker({ account: { login: '87654321' } });
    await ea.run(3000);
    const [first, second] = bench.backend.bodiesOf('/mt5/connect');
    expect(second?.['account_number']).toBe('87654321');
    expect(second?.['instance_id']).not.toBe(first?.['instance_id']);
  });

  it('leaves within a second and a half from a backend that does not answer', async () => {
    const deaf = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const url = `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`;
    const ea = await bench.attach();
    await ea.run(2000);
    await ea.terminal({ allowed_urls: [bench.backend.url, url] });
    await ea.wire('timeout', 1, '/mt5/disconnect');
    const started = performance.now();
    await ea.exit();
    expect(performance.now() - started).toBeLessThan(2400);
    expect(ea.events.map(({ event }) => event)).not.toContain('killed');
    deaf.close();
  });

  it('runs on one chart only: the second one waits for the first to leave', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    const { globals } = await ea.state();
    const owner = Object.keys(globals).find((name) => name.startsWith('RubiStudio.owner.'));
    expect(owner).toBe('RubiStudio.owner.12345678-Demo_Server');
    await ea.command('remove');
    await ea.command('global', { name: owner, value: 4711 });
    await ea.command('global', {
      name: 'RubiStudio.alive.12345678-Demo_Server',
      value: (await ea.state()).tick_ms / 1000,
    });
    const heard = bench.backend.heard.length;
    await ea.command('attach');
    await ea.run(10_000);
    expect(bench.backend.heard.length).toBe(heard);
    expect(ea.texts('alert').join()).toContain('already runs on another chart');
    // The other chart is silent for half a minute: it has died without a goodbye.
    await ea.run(25_000);
    expect(bench.backend.heard.length).toBeGreaterThan(heard);
  });
});

describe('mirroring', () => {
  const symbols = [
    { name: 'EURUSD', bid: 1.1, ask: 1.1001 },
    { name: 'USDJPY', bid: 150, ask: 150.01, digits: 3 },
  ];

  it('is off by default', async () => {
    const ea = await bench.attach();
    await ea.run(1000);
    await bench.byHand({});
    await ea.run(3000);
    expect(bench.backend.bodiesOf('/trading/signals')).toEqual([]);
  });

  it('tells what others open and close, never what was there before or what we did', async () => {
    const ea = await bench.attach({ inputs: { MirrorTrades: true }, broker: { symbols } });
    await bench.byHand({ volume: 0.3 });
    await ea.run(1000);
    bench.backend.give('42');
    const ticket = await bench.byHand({ volume: 0.2, sl: 1.09, tp: 1.12 });
    await ea.run(3000);
    const [opened, ...rest] = bench.backend.bodiesOf('/trading/signals');
    expect(rest).toEqual([]);
    expect(opened).toMatchObject({
      symbol: 'EURUSD',
      signal_type: 'BUY',
      volume: 0.2,
      stop_loss: 1.09,
      take_profit: 1.12,
      source_session_id: '0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20',
      client_signal_id: `mirror-12345678-${ticket}`,
    });
    await ea.command('close_by_hand', { ticket });
    await ea.run(3000);
    expect(bench.backend.bodiesOf('/trading/signals').at(-1)).toMatchObject({ signal_type: 'CLOSE_BUY' });
  });

  it('keeps to its symbols and magic number', async () => {
    const inputs = { MirrorTrades: true, MirrorSymbols: 'USDJPY, XAUUSD', MirrorMagic: 7 };
    const ea = await bench.attach({ inputs, broker: { symbols } });
    await ea.run(1000);
    await bench.byHand({ magic: '7' });
    await bench.byHand({ symbol: 'USDJPY', magic: '8' });
    await bench.byHand({ symbol: 'USDJPY', magic: '7' });
    await ea.run(3000);
    expect(bench.backend.bodiesOf('/trading/signals')).toMatchObject([{ symbol: 'USDJPY' }]);
  });

  it('remembers over a restart what it mirrored, and tells of its close', async () => {
    const inputs = { MirrorTrades: true };
    const ea = await bench.attach({ inputs, broker: { symbols } });
    await bench.byHand({ symbol: 'USDJPY' });
    await ea.run(1000);
    const ticket = await bench.byHand({});
    await ea.run(3000);
    await ea.command('close_by_hand', { ticket });
    await ea.kill();
    const again = await bench.restart(ea);
    await again.run(3000);
    const told = bench.backend
      .bodiesOf('/trading/signals')
      .map((body) => [body['signal_type'], body['client_signal_id']]);
    expect(told).toEqual([
      ['BUY', `mirror-12345678-${ticket}`],
      ['CLOSE_BUY', `mirror-close-12345678-${ticket}`],
    ]);
  });

  it('repeats a close that a restart cut off under the same number, and forgets it once it is told', async () => {
    const inputs = { MirrorTrades: true };
    const ea = await bench.attach({ inputs, broker: { symbols } });
    await ea.run(1000);
    const ticket = await bench.byHand({});
    await ea.run(3000);
    await ea.wire('lost_reply', 1, '/trading/signals');
    await ea.command('close_by_hand', { ticket });
    await ea.run(400);
    await ea.kill();
    const again = await bench.restart(ea);
    await again.run(3000);
    await again.kill();
    await (await bench.restart(again)).run(3000);
    const ids = bench.backend.bodiesOf('/trading/signals').map((body) => body['client_signal_id']);
    const closing = `mirror-close-12345678-${ticket}`;
    expect(ids).toEqual([`mirror-12345678-${ticket}`, closing, closing]);
  });

  it('repeats a signal whose answer was lost under the same number', async () => {
    const ea = await bench.attach({ inputs: { MirrorTrades: true }, broker: { symbols } });
    await ea.run(1000);
    await ea.wire('lost_reply', 1, '/trading/signals');
    await bench.byHand({});
    await ea.run(5000);
    const ids = bench.backend.bodiesOf('/trading/signals').map((body) => body['client_signal_id']);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the doorbell', () => {
  it('makes the next sync come at once; without it everything works as well', async () => {
    const guests: Duplex[] = [];
    let asked: IncomingMessage | undefined;
    bench.backend.onUpgrade((request, socket) => {
      asked = request;
      guests.push(socket);
    });
    bench.backend.nextSyncMs = 5000;
    const ea = await bench.attach({ inputs: { UseDoorbell: true } });
    await ea.run(3000);
    await eventually(async () => {
      await ea.run(100);
      expect(asked?.url).toBe('/ws/trading/live/0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20');
    });
    expect(asked?.headers.authorization).toBe(`Bearer ${TOKEN}`);
    const before = bench.backend.bodiesOf('/mt5/sync').length;
    guests[0]?.write('!');
    await eventually(async () => {
      await ea.run(200);
      expect(bench.backend.bodiesOf('/mt5/sync').length).toBe(before + 1);
    });
    guests[0]?.destroy();
    await ea.run(12_000);
    expect(bench.backend.bodiesOf('/mt5/sync').length).toBeGreaterThan(before + 1);
  });
});

describe('two terminals', () => {
  it('of one trader on two accounts trade each their own', async () => {
    const first = await bench.attach();
    const second = await startConnector({
      url: bench.backend.url,
      broker: { symbols: [], account: { login: '2' } },
    });
    await first.run(1000);
    await second.run(1000);
    expect(executionsOf(await second.state(), '42')).toBe(0);
    await second.dispose();
  });
});
