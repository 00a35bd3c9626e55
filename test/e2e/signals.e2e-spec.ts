import { contract, shapeOf } from '../support/contract';
import { ApiClient, type Json } from '../support/api-client';
import { registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TradingDesk } from '../support/trading-desk';

describe('POST /trading/signals', () => {
  let app: TestApp;
  let desk: TradingDesk;
  let people = 0;

  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    people += 1;
    desk = await TradingDesk.open(app, `sender_${String(people)}`);
  });

  it('answers 201 the first time, then 200 with the same body and says so', async () => {
    const key = { 'Idempotency-Key': 'a-key-of-mine' };
    const first = await desk.signal({}, key);
    expect(first.status).toBe(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    // What becomes of the signal meanwhile changes nothing about the answer.
    await desk.story(first.body['signal_id'] as number);
    const again = await desk.signal({}, key);
    expect(again.status).toBe(200);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('makes one signal of fifty at once with the same key', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => desk.signal({}, { 'Idempotency-Key': 'fifty' })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => body['signal_id'])).size).toBe(1);
  });

  it('refuses the same key for another body', async () => {
    await desk.signal({ client_signal_id: 'mine' });
    expect(await desk.signal({ client_signal_id: 'mine', volume: 0.2 })).toMatchObject({
      status: 422,
      body: { code: 'SIGNAL.KEY_REUSED' },
    });
  });

  it.each([['with space'], ['x'.repeat(256)], ['clé']])('refuses the key %j', async (key) => {
    expect(await desk.signal({}, { 'Idempotency-Key': Buffer.from(key).toString('latin1') })).toMatchObject({
      status: 422,
      body: { code: 'SIGNAL.KEY_INVALID' },
    });
  });

  it('records an old opening as refused, with its age, and takes an old close', async () => {
    const old = new Date(app.clock.now().getTime() - 31_536_000_000).toISOString();
    const answer = await desk.signal({ signal_time: old });
    expect(answer).toMatchObject({ status: 201, body: { status: 'REJECTED' } });
    expect(shapeOf(answer.body)).toEqual(shapeOf(contract('signals/signal-stale.response')));
    expect(answer.body).toMatchObject({
      code: 'SIGNAL_TIME_OUT_OF_RANGE',
      detail: { age_seconds: 31_536_000, max_age_seconds: 120 },
    });
    expect(await desk.close({ signal_time: old })).toMatchObject({
      status: 201,
      body: { status: 'PENDING' },
    });
    const ahead = new Date(app.clock.now().getTime() + 6000).toISOString();
    expect((await desk.signal({ signal_time: ahead })).body).toMatchObject({ status: 'REJECTED' });
  });

  it.each([
    [{ entry_price: 0 }, '/entry_price'],
    [{ entry_price: 'NaN' }, '/entry_price'],
    [{ stop_loss: -1 }, '/stop_loss'],
    [{ volume: 0 }, '/volume'],
    [{ volume: 1e-320 }, '/volume'],
    [{ symbol: 'EUR\tUSD' }, '/symbol'],
    [{ symbol: 'EURUSD\u0000' }, '/symbol'],
    [{ signal_type: 'HOLD' }, '/signal_type'],
    [{ signal_time: '2025-10-23T10:00:00' }, '/signal_time'],
    [{ signal_time: '2025-02-30T10:00:00Z' }, '/signal_time'],
    [{ confidence: 1.1 }, '/confidence'],
    [{ session_id: 'uuid' }, '/session_id'],
    [{ lots: 1 }, '/lots'],
  ])('refuses %j and points at it', async (change, pointer) => {
    const { status, body } = await desk.signal(change);
    expect([400, 422]).toContain(status);
    if (status === 422) expect((body['errors'] as { pointer: string }[])[0]?.pointer).toBe(pointer);
    expect((await desk.person.get('/trading/signals')).body['data']).toEqual([]);
  });

  it.each([
    ['signal.request', { account_number: '12345678' }],
    ['mirrored-signal.request', {}],
    ['close-signal.request', {}],
  ])('takes the example %s', async (name, change) => {
    const body = { ...contract(`signals/${name}`), signal_time: app.clock.now().toISOString(), ...change };
    expect(await desk.terminal.post('/trading/signals', body)).toMatchObject({ status: 201 });
  });

  it('needs the right to send signals', async () => {
    const { person } = desk;
    const made = await person.post('/auth/tokens', { name: 'reader', scopes: ['read'] });
    const reader = person.as(made.body['token'] as string);
    expect((await reader.post('/trading/signals', contract('signals/signal.seed.request'))).status).toBe(403);
    expect((await reader.get('/trading/signals')).status).toBe(200);
    expect((await new ApiClient(app.url).get('/trading/signals')).status).toBe(401);
  });
});

describe('GET /trading/signals', () => {
  let app: TestApp;
  let desk: TradingDesk;

  beforeAll(async () => {
    app = await startTestApp();
    desk = await TradingDesk.open(app, 'lister');
    await desk.connectConnector();
    for (let n = 0; n < 5; n += 1) await desk.decided(desk.signal({ client_signal_id: `s-${String(n)}` }));
    await desk.decided(desk.close({ symbol: 'GBPUSD' }));
  });
  afterAll(() => app.close());

  async function list(query: string): Promise<Json[]> {
    return (await desk.person.get(`/trading/signals?${query}`)).body['data'] as Json[];
  }

  it('answers the printed query', async () => {
    const { status, body } = await desk.terminal.get(
      '/trading/signals?symbol=EURUSD&status=PENDING&limit=100',
    );
    expect(status).toBe(200);
    expect(body['data']).toHaveLength(5);
    expect(Object.keys((body['data'] as Json[])[0] ?? {}).sort()).toEqual(
      Object.keys((contract('signals/list.response')['data'] as Json[])[0] ?? {}).sort(),
    );
  });

  it('filters by state, type and time', async () => {
    expect(await list('status=REJECTED')).toMatchObject([{ symbol: 'GBPUSD', code: 'NOTHING_TO_CLOSE' }]);
    expect(await list('type=CLOSE_BUY')).toHaveLength(1);
    expect(await list(`from=${app.clock.now().toISOString()}`)).toHaveLength(6);
    expect(await list(`to=${app.clock.now().toISOString()}`)).toHaveLength(0);
  });

  it('goes through the pages, newest first, without gap or repetition', async () => {
    const seen: unknown[] = [];
    let cursor: string | null = null;
    do {
      const query = cursor === null ? 'limit=4' : `limit=4&cursor=${cursor}`;
      const { body } = await desk.person.get(`/trading/signals?${query}`);
      seen.push(...(body['data'] as Json[]).map((signal) => signal['signal_id']));
      cursor = body['next_cursor'] as string | null;
    } while (cursor !== null);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)));
    expect(new Set(seen).size).toBe(6);
  });

  it.each(['limit=0', 'limit=501', 'status=NEW', 'cursor=%00', 'colour=red', 'symbol[]=EURUSD'])(
    'refuses the query %s',
    async (query) => {
      expect([400, 422]).toContain((await desk.person.get(`/trading/signals?${query}`)).status);
    },
  );

  it('shows another user nothing: every route answers as if it did not exist', async () => {
    const [{ signal_id: signalId } = {}] = await list('status=PENDING');
    const [{ order_id: orderId } = {}] = (await desk.person.get('/trading/orders')).body['data'] as Json[];
    const sessions = (await desk.person.get('/mt5/sessions')).body['data'] as Json[];
    const { session_id: sessionId, account_id: accountId, epoch } = sessions[0] ?? {};
    const { api: other } = await registerPerson(new ApiClient(app.url), 'stranger');
    const limits = { risk_percent: 1, max_open_positions: 1, opening_ttl_seconds: 1 };
    const ping = { ...contract('mt5/ping.request'), session_id: sessionId };
    const sync = { ...contract('mt5/sync.idle.request'), session_id: sessionId, epoch };
    const executed = { ...contract('signals/status.request'), signal_id: signalId };

    expect((await other.get('/trading/signals')).body['data']).toEqual([]);
    expect((await other.get('/trading/orders')).body['data']).toEqual([]);
    const answers = await Promise.all([
      other.get(`/trading/signals/${String(signalId)}`),
      other.get(`/trading/orders/${String(orderId)}`),
      other.get(`/trading/signals/pending?session_id=${String(sessionId)}`),
      other.post(`/trading/signals/${String(signalId)}/status`, executed),
      other.post(`/trading/signals/${String(signalId)}/cancel`, {}),
      other.get(`/accounts/${String(accountId)}/risk-profile`),
      other.put(`/accounts/${String(accountId)}/risk-profile`, limits),
      other.post('/risk/kill', { account_id: accountId, reason: 'not mine' }),
      other.post('/mt5/ping', ping),
      other.post('/mt5/sync', sync),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await other.get('/stats')).body).toMatchObject({ signals: { total: 0 }, sessions: { total: 0 } });
    expect((await other.get('/risk/state')).body).toEqual({ state: 'ACTIVE', switches: [] });

    const mine = await other.post('/trading/signals', {
      ...contract('signals/signal.seed.request'),
      signal_time: app.clock.now().toISOString(),
      session_id: sessionId,
    });
    expect(mine.status).toBe(201);
    expect(await list('')).toHaveLength(6);
  });
});
