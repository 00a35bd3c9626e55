import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { FixedClock } from '../support/fixed-clock';
import { BrokerModel } from './broker-model';
import { Market } from './market';
import { RETCODE } from './retcodes';
import { type PendingSignal } from './seed-wire';
import { SeedTerminal } from './seed-terminal';

const SIGNAL: PendingSignal = {
  signal_id: 17,
  order_id: '42',
  symbol: 'EURUSD',
  signal_type: 'BUY',
  entry_price: 1.1,
  stop_loss: 1.095,
  take_profit: 1.11,
  volume: 0.1,
  signal_time: '2025-10-23T12:00:00Z',
  status: 'PENDING',
  magic: '42',
  comment: 'RS42',
  expires_in_ms: 29_500,
  delivery_count: 1,
  possible_resend: false,
  targets: [],
};
const NOW = '2025-10-23T12:00:00.000Z';

describe('SeedTerminal', () => {
  let server: Server;
  let calls: { path: string; body: unknown }[];
  let pending: PendingSignal[];
  let losesStatus: boolean;

  beforeEach(async () => {
    [calls, pending, losesStatus] = [[], [], false];
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const path = (request.url ?? '').replace('/api/v1', '');
        calls.push({ path, body: text === '' ? null : (JSON.parse(text) as unknown) });
        if (losesStatus && path.endsWith('/status')) response.destroy();
        else response.end(JSON.stringify(answerTo(path)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function answerTo(path: string): unknown {
    if (path.startsWith('/trading/signals/pending')) return { data: pending, next_cursor: null };
    if (path.endsWith('/status'))
      return { signal_id: 17, status: 'EXECUTED', applied: true, server_time: NOW };
    return { session_id: 'session', status: 'ACTIVE', server_time: NOW };
  }

  function setUp() {
    const clock = new FixedClock();
    const market = new Market(clock);
    market.setBid('EURUSD', '1.10000', 0);
    const broker = new BrokerModel({ clock, market });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const boot = () => new SeedTerminal({ url, token: 'token', broker, clock });
    return { broker, boot };
  }

  const statuses = () => calls.filter(({ path }) => path.endsWith('/status')).map(({ body }) => body);

  it('makes the calls of the first product in their order', async () => {
    await setUp().boot().cycle();

    expect(calls.map(({ path }) => path)).toEqual([
      '/mt5/connect',
      '/mt5/ping',
      '/trading/signals/pending?session_id=session',
      '/trading/positions/update',
      '/mt5/account/update',
    ]);
  });

  it('executes a pending signal and posts its ticket', async () => {
    pending = [SIGNAL];
    await setUp().boot().cycle();

    expect(statuses()).toMatchObject([
      { signal_id: 17, status: 'EXECUTED', message: 'Order ticket: 100000001, 0.1 lots at 1.1' },
    ]);
    expect(calls.at(-2)?.body).toMatchObject({
      positions: [{ ticket: '100000001', type: 'BUY', volume: 0.1 }],
    });
  });

  it('closes the positions that the signal names', async () => {
    const { broker, boot } = setUp();
    const terminal = boot();
    pending = [SIGNAL];
    await terminal.cycle();

    const targets = [{ ticket: '100000001', volume: 0.1 }];
    pending = [{ ...SIGNAL, signal_id: 18, magic: '43', signal_type: 'CLOSE_BUY', targets }];
    await terminal.cycle();

    expect(broker.book.positions()).toEqual([]);
    expect(statuses()).toMatchObject([{ signal_id: 17 }, { signal_id: 18, status: 'EXECUTED' }]);
  });

  it('posts a status again whose answer was lost, without executing again', async () => {
    const { broker, boot } = setUp();
    const terminal = boot();
    pending = [SIGNAL];
    losesStatus = true;
    await terminal.cycle();
    losesStatus = false;
    await terminal.cycle();

    expect(statuses()).toHaveLength(2);
    expect(broker.ledger.sendsOf('42')).toBe(1);
  });

  it('looks for its magic before it sends what it has forgotten', async () => {
    const { broker, boot } = setUp();
    pending = [SIGNAL];
    losesStatus = true;
    await boot().cycle();
    losesStatus = false;

    await boot().cycle();

    expect(broker.ledger.sendsOf('42')).toBe(1);
    expect(statuses()).toMatchObject([{ status: 'EXECUTED' }, { status: 'EXECUTED' }]);
  });

  it('says nothing of a trade it is not sure of, until it finds it', async () => {
    const { broker, boot } = setUp();
    broker.script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'now' });
    const terminal = boot();
    pending = [SIGNAL];
    await terminal.cycle();
    expect(statuses()).toEqual([]);

    await terminal.cycle();

    expect(statuses()).toMatchObject([{ status: 'EXECUTED' }]);
    expect(broker.ledger.sendsOf('42')).toBe(1);
  });
});
