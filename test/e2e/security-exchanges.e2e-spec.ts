import { once } from 'node:events';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';
import { ApiClient, type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TradingDesk } from '../support/trading-desk';

/** What an attacker tries that no other test does; docs/security.md lists all of them with their tests. */
describe('an attacker', () => {
  let test: TestApp;
  let anybody: ApiClient;
  let anna: Person;
  let bert: TradingDesk;
  let hisSession: string;

  beforeAll(async () => {
    test = await startTestApp();
    anybody = new ApiClient(test.url);
    anna = await registerPerson(anybody, 'anna');
    bert = await TradingDesk.open(test, 'bert');
    hisSession = (await bert.connectConnector()).id;
  });

  afterAll(() => test.close());

  const signalOf = (change: Json = {}): Json => ({
    ...contract('signals/signal.seed.request'),
    signal_time: test.clock.now().toISOString(),
    ...change,
  });

  it("reaches nobody else's terminal with a signal that names its session", async () => {
    const sent = await anna.api.post('/trading/signals', signalOf({ session_id: hisSession }));
    expect(sent.status).toBe(201);
    expect(await bert.pending({ id: hisSession, epoch: 1, accountId: '', answer: {}, seq: 0 })).toEqual([]);
    const orders = await test.dataSource.query<{ count: string }[]>(
      'SELECT count(*) FROM trading_orders WHERE signal_id = $1',
      [sent.body['signal_id']],
    );
    expect(orders[0]?.count).toBe('0');
  });

  it('reports nothing about a signal of their own by the session of another', async () => {
    const sent = await anna.api.post('/trading/signals', signalOf({ client_signal_id: 'of anna' }));
    const told = { ...contract('signals/status.request'), signal_id: sent.body['signal_id'] };
    const answer = await anna.api.post(`/trading/signals/${String(sent.body['signal_id'])}/status`, {
      ...told,
      session_id: hisSession,
    });
    expect([404, 409]).toContain(answer.status);
    expect(answer.text).not.toContain('12345678');
  });

  it.each(['user_id', 'tenant_id', 'status', 'volume_final', 'role'])(
    'cannot write the field %s of a signal',
    async (field) => {
      const answer = await anna.api.post('/trading/signals', signalOf({ [field]: 'x' }));
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `/${field}` }] } });
    },
  );

  it('does not become an administrator by saying so: there is none', async () => {
    const answer = await anybody.post('/auth/register', {
      ...contract('auth/register.request'),
      role: 'admin',
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '/role' }] } });
    for (const path of ['/admin', '/admin/users', '/users', `/users/${anna.id}`]) {
      expect((await anna.api.get(path)).status).toBe(404);
    }
  });

  it('with the token of a terminal changes no limit, stops no rule and lifts none', async () => {
    const { api } = await makeApiToken(anna, ['terminal', 'signals:write', 'read']);
    const answers = await Promise.all([
      api.put(`/accounts/${anna.id}/risk-profile`, contract('guard/risk-profile.request')),
      api.post('/risk/resume', contract('guard/resume.request')),
      api.post('/risk/kill', contract('guard/kill.request')),
    ]);
    expect(answers.map(({ status, body }) => [status, body['code']])).toEqual(
      answers.map(() => [403, 'AUTH.PERSON_REQUIRED']),
    );
  });

  it('finds no more about the inside than a probe needs', async () => {
    const live = await fetch(`${test.url}/health/live`);
    expect(await live.json()).toEqual({ status: 'ok' });
    expect((await fetch(`${test.url}/health/detail`)).status).toBe(404);
    const metrics = await (await fetch(`${test.url}/metrics`)).text();
    for (const secret of ['anna', 'bert', anna.id, hisSession, '12345678']) {
      expect(metrics).not.toContain(secret);
    }
  });

  it('uses the idempotency key of another, and each gets a signal of their own', async () => {
    const headers = { 'Idempotency-Key': 'the-same-key' };
    const hers = await anna.api.post('/trading/signals', signalOf(), { headers });
    const his = await bert.person.post('/trading/signals', signalOf(), { headers });
    expect([hers.status, his.status]).toEqual([201, 201]);
    expect(hers.body['signal_id']).not.toBe(his.body['signal_id']);
  });

  it('gives no address that this server would call', async () => {
    for (const field of ['webhook_url', 'callback', 'url']) {
      const answer = await anna.api.post(
        '/trading/signals',
        signalOf({ [field]: 'http://169.254.169.254/' }),
      );
      expect(answer.status).toBe(422);
    }
  });

  describe('on the live feed', () => {
    it('is cut off for one message of 100 KB', async () => {
      const socket = new WebSocket(`${test.url.replace('http', 'ws')}/ws/trading/live/${hisSession}`);
      await once(socket, 'open');
      socket.on('error', () => undefined);
      socket.send('x'.repeat(101 * 1024));
      const [code] = (await once(socket, 'close')) as [number];
      expect([1006, 1009]).toContain(code);
    });

    it('does not come back with a token that was revoked, wherever they were', async () => {
      const { id, token } = await makeApiToken(anna, ['read']);
      const follow = (after?: string): ReturnType<typeof io> =>
        io(test.url, {
          auth: { token, after },
          transports: ['websocket'],
          reconnection: false,
          forceNew: true,
        });
      const first = follow();
      const ready = await new Promise<{ id: string }>((resolve) => {
        first.once('ready', (said: { id: string }) => {
          resolve(said);
        });
      });
      first.disconnect();
      expect((await anna.api.delete(`/auth/tokens/${id}`)).status).toBeLessThan(300);
      const second = follow(ready.id);
      const refused = await new Promise<Error>((resolve) => second.once('connect_error', resolve));
      second.disconnect();
      expect(refused.message).toBe('AUTH.UNAUTHENTICATED');
    });
  });
});

describe('a request that came unencrypted to a production proxy', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({
      settings: { production: true, trustedProxies: ['127.0.0.1'] },
    });
  });

  afterAll(() => test.close());

  const me = (headers: Record<string, string>, localAddress = '127.0.0.1'): ReturnType<ApiClient['get']> =>
    new ApiClient(test.url, 'rbs_live_x').get('/auth/me', { headers, localAddress });

  it('is refused before anybody looks at its token, and never redirected', async () => {
    const answer = await me({ 'x-forwarded-proto': 'http' });
    expect([answer.status, answer.body['code']]).toEqual([403, 'REQUEST.NOT_ENCRYPTED']);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.headers['x-error-code']).toBe('REQUEST.NOT_ENCRYPTED');
  });

  it('is told apart by the proxy alone: by what others say of the way nothing is decided', async () => {
    expect((await me({ 'x-forwarded-proto': 'https' })).status).toBe(401);
    expect((await me({})).status).toBe(401);
    expect((await me({ 'x-forwarded-proto': 'http' }, '127.0.0.2')).status).toBe(401);
  });

  it('makes browsers come encrypted the next time', async () => {
    const { headers } = await me({ 'x-forwarded-proto': 'https' });
    expect(headers['strict-transport-security']).toMatch(/^max-age=31536000; includeSubDomains$/);
  });

  it('is answered to probes, which come from within', async () => {
    const live = await fetch(`${test.url}/health/live`, { headers: { 'x-forwarded-proto': 'http' } });
    expect(live.status).toBe(200);
  });
});
