import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import WebSocket from 'ws';
import { ServerSwitch } from '../../src/orders/server-switch';
import { liveContractCheck } from '../support/live-contract';
import { startTestApp, type TestApp } from '../support/test-app';

type Json = Record<string, unknown>;

/** What a client of either transport has seen, and a way to wait for more. */
class Seen {
  readonly messages: Json[] = [];

  private readonly check = liveContractCheck();

  add(message: Json): void {
    if (message['type'] !== 'connect_error') this.check(message);
    this.messages.push(message);
  }

  /** The first message of this type, as soon as there is one. */
  async of(type: string): Promise<Json> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const message = this.messages.find((each) => each['type'] === type);
      if (message) return message;
      await pause(25);
    }
    throw new Error(`No ${type} came, only ${JSON.stringify(this.messages)}`);
  }
}

describe('the live feed', () => {
  let test: TestApp;
  let traderToken: string;
  let strangerToken: string;
  let sessionId: string;
  const open: (() => void)[] = [];

  beforeAll(async () => {
    test = await startTestApp();
    [traderToken, strangerToken] = await Promise.all([person('trader'), person('stranger')]);
    sessionId = await connect('12345678');
  });

  afterEach(() => {
    for (const close of open.splice(0)) close();
  });

  afterAll(async () => {
    await test.close();
  });

  async function post(path: string, token: string, body: Json): Promise<Json> {
    const response = await fetch(`${test.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Json;
  }

  /** Connects a terminal on this account, and answers its session. */
  async function connect(accountNumber: string): Promise<string> {
    const facts = { broker: 'IC Markets', balance: 10_000, equity: 10_000, currency: 'USD' };
    const answer = await post('/mt5/connect', traderToken, { account_number: accountNumber, ...facts });
    return answer['session_id'] as string;
  }

  async function person(username: string): Promise<string> {
    const password = 'A long passphrase 42!';
    await post('/auth/register', '', { email: `${username}@example.com`, username, password });
    return (await post('/auth/login', '', { username, password }))['access_token'] as string;
  }

  let signals = 0;
  /** Posts one more signal and answers its number. */
  async function signal(change: Json = {}): Promise<number> {
    signals += 1;
    const body = {
      symbol: 'EURUSD',
      signal_type: 'BUY',
      entry_price: 1.1,
      stop_loss: 1.095,
      client_signal_id: `signal-${signals}`,
      signal_time: test.clock.now().toISOString(),
      ...change,
    };
    return (await post('/trading/signals', traderToken, body))['signal_id'] as number;
  }

  function follow(auth: Json): { seen: Seen; socket: Socket } {
    const seen = new Seen();
    const socket = io(test.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    socket.onAny((_name: string, message: Json) => {
      seen.add(message);
    });
    socket.on('connect_error', (error) => {
      seen.add({ type: 'connect_error', code: error.message });
    });
    open.push(() => socket.disconnect());
    return { seen, socket };
  }

  function followRaw(
    path: string,
    ...rest: ConstructorParameters<typeof WebSocket> extends [unknown, ...infer R] ? R : never
  ) {
    const seen = new Seen();
    const socket = new WebSocket(`${test.url.replace('http', 'ws')}${path}`, ...rest);
    socket.on('message', (message: Buffer) => {
      seen.add(JSON.parse(message.toString('utf8')) as Json);
    });
    open.push(() => {
      socket.terminate();
    });
    return { seen, socket };
  }

  describe('on Socket.IO', () => {
    it('tells of a signal, with the id to go on from', async () => {
      const { seen } = follow({ token: traderToken });
      await seen.of('ready');
      const signalId = await signal();
      const message = await seen.of('signal.received');
      expect(message).toMatchObject({ v: 1, data: { signal_id: signalId, symbol: 'EURUSD' } });
      expect(message['id']).toMatch(/^\d+-\d+$/);
    });

    it('goes on after the last id: nothing is missed and nothing comes twice', async () => {
      const first = follow({ token: traderToken });
      const { id: start } = await first.seen.of('ready');
      first.socket.disconnect();
      const missed = [await signal(), await signal(), await signal()];
      const second = follow({ token: traderToken, after: start });
      const latest = await signal();
      const numbers = (): unknown[] =>
        second.seen.messages
          .filter((message) => message['type'] === 'signal.received')
          .map((message) => (message['data'] as Json)['signal_id']);
      for (let attempt = 0; attempt < 200 && !numbers().includes(latest); attempt += 1) await pause(25);
      expect(numbers()).toEqual([...missed, latest]);
    });

    it.each([
      ['no token', {}],
      ['a wrong token', { token: 'rbs_live_0000' }],
    ])('refuses %s', async (_, auth) => {
      const { seen } = follow(auth);
      expect(await seen.of('connect_error')).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    });

    it("refuses another owner's session like an unknown one", async () => {
      const theirs = follow({ token: strangerToken, session_id: sessionId });
      const unknown = follow({ token: strangerToken, session_id: '00000000-0000-4000-8000-000000000000' });
      expect(await theirs.seen.of('connect_error')).toEqual(await unknown.seen.of('connect_error'));
    });

    it("shows nobody another owner's news", async () => {
      const stranger = follow({ token: strangerToken });
      const trader = follow({ token: traderToken });
      await Promise.all([stranger.seen.of('ready'), trader.seen.of('ready')]);
      await signal();
      await trader.seen.of('signal.received');
      await pause(100);
      expect(stranger.seen.messages.map((message) => message['type'])).toEqual(['ready']);
    });

    it('tells everybody who has an account that the operator has stopped the server', async () => {
      const { seen } = follow({ token: traderToken });
      await seen.of('ready');
      const server = test.app.get(ServerSwitch, { strict: false });
      await server.move('HALTED', 'the broker quotes nonsense');
      expect(await seen.of('risk.state_changed')).toMatchObject({
        session_id: null,
        data: { scope: 'SERVER', account_id: null, state: 'HALTED', reason: 'the broker quotes nonsense' },
      });
      await server.move('ACTIVE', 'it has corrected its quotes');
    });

    it("refuses a terminal's token that names no session", async () => {
      const { token } = await post('/auth/tokens', traderToken, { name: 'terminal', scopes: ['terminal'] });
      const { seen } = follow({ token });
      expect(await seen.of('connect_error')).toMatchObject({ code: 'AUTH.SCOPE_MISSING' });
    });

    it('refuses an id that is none of ours', async () => {
      const { seen } = follow({ token: traderToken, after: 'yesterday' });
      expect(await seen.of('connect_error')).toMatchObject({ code: 'LIVE.POSITION_UNKNOWN' });
    });

    it('refuses a page of a foreign origin', async () => {
      const seen = new Seen();
      const socket = io(test.url, {
        auth: { token: traderToken },
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        extraHeaders: { Origin: 'https://evil.example' },
      });
      socket.on('connect_error', () => {
        seen.add({ type: 'connect_error' });
      });
      open.push(() => socket.disconnect());
      await seen.of('connect_error');
      expect(socket.connected).toBe(false);
    });

    it('ends a line whose token was revoked', async () => {
      const { id, token } = await post('/auth/tokens', traderToken, { name: 'screen', scopes: ['read'] });
      const { seen, socket } = follow({ token });
      await seen.of('ready');
      const ended = once(socket as never, 'disconnect');
      await fetch(`${test.url}/api/v1/auth/tokens/${String(id)}`, {
        method: 'DELETE',
        headers: { Authorization: `Bearer ${traderToken}` },
      });
      await ended;
      expect(await seen.of('refused')).toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    });

    it('ends a line that floods', async () => {
      const { seen, socket } = follow({ token: traderToken });
      await seen.of('ready');
      for (let count = 0; count < 100; count += 1) socket.emit('noise', {});
      expect(await seen.of('refused')).toMatchObject({ code: 'LIVE.FLOOD' });
    });
  });

  describe('on a plain WebSocket', () => {
    it('answers a ping before anybody has said who he is', async () => {
      const { seen, socket } = followRaw('/ws/trading/live/session_id');
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'ping' }));
      await seen.of('pong');
    });

    it.each([
      ['a header', { headers: (): Json => ({ Authorization: `Bearer ${traderToken}` }) }],
      ['a subprotocol', { protocols: (): string[] => ['rubi.v1', traderToken] }],
      ['the first message', { message: (): Json => ({ type: 'auth', token: traderToken }) }],
    ])(
      'takes the token in %s',
      async (_, way: { headers?: () => Json; protocols?: () => string[]; message?: () => Json }) => {
        const { seen, socket } = followRaw(`/ws/trading/live/${sessionId}`, way.protocols?.() ?? [], {
          headers: way.headers?.() as Record<string, string>,
        });
        await once(socket, 'open');
        if (way.message) socket.send(JSON.stringify(way.message()));
        await seen.of('ready');
        const signalId = await signal();
        expect(await seen.of('signal.received')).toMatchObject({ data: { signal_id: signalId } });
      },
    );

    it('rings at the terminal when an order is ready for it, and tells it nothing else', async () => {
      const { token } = await post('/auth/tokens', traderToken, { name: 'terminal', scopes: ['terminal'] });
      const session = await connect('87654321');
      const { seen } = followRaw(`/ws/trading/live/${session}`, ['rubi.v1', String(token)]);
      await seen.of('ready');
      await signal({ account_number: '87654321' });
      await seen.of('doorbell');
      expect(new Set(seen.messages.map((message) => message['type']))).toEqual(
        new Set(['ready', 'doorbell']),
      );
    });

    it("closes with 4404 for another owner's session, and for an unknown one", async () => {
      for (const path of [`/ws/trading/live/${sessionId}`, '/ws/trading/live/session_id']) {
        const { seen, socket } = followRaw(path, ['rubi.v1', strangerToken]);
        const [code] = (await once(socket, 'close')) as [number];
        expect(code).toBe(4404);
        expect(await seen.of('refused')).toEqual({ type: 'refused', code: 'MT5_SESSION.NOT_FOUND' });
      }
    });

    it('never takes a token from the address', async () => {
      const { socket } = followRaw(`/ws/trading/live/${sessionId}?token=${traderToken}`);
      await expect(once(socket, 'open')).rejects.toThrow();
    });
  });
});
