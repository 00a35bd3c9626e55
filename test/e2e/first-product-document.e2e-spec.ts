import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../src/platform/time/clock';
import { HAS_DEBIAN_POSTGRES } from '../support/debian-postgres';
import { type DebianServices, startDebianServices } from '../support/debian-services';
import { startTestApp, type TestApp } from '../support/test-app';

type Json = Record<string, unknown>;

/** The bodies that the first product's document prints, to the letter. */
function printed(message: string): Json {
  return JSON.parse(readFileSync(join(process.cwd(), 'contract', `${message}.json`), 'utf8')) as Json;
}

/** The document's calls in the document's order: each answer is what its reader was promised. */
const installations: readonly (readonly [string, () => Promise<DebianServices | null>])[] = [
  ['with the database it brings along', () => Promise.resolve(null)],
  ...(HAS_DEBIAN_POSTGRES ? [['on PostgreSQL 15 and Redis', startDebianServices] as const] : []),
];

describe.each(installations)("the first product's document, followed %s", (_, startServices) => {
  let services: DebianServices | null;
  let test: TestApp<Clock>;
  let token: string;
  let sessionId: string;
  let signalId: number;

  async function call(
    method: 'GET' | 'POST',
    path: string,
    body?: Json,
  ): Promise<{ status: number; body: Json }> {
    const response = await fetch(`${test.url}${path}`, {
      method,
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith('{') ? (JSON.parse(text) as Json) : { text } };
  }

  async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const seen = await look();
      if (seen !== undefined) return seen;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('It did not happen within five seconds');
  }

  beforeAll(async () => {
    token = '';
    services = await startServices();
    test = await startTestApp({ clock: new Clock(), environment: services?.environment ?? {} });
  });

  afterAll(async () => {
    await test.close();
    await services?.stop();
  });

  it('is healthy', async () => {
    const { status, body } = await call('GET', '/health');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ok' });
  });

  it('shows its documentation', async () => {
    expect((await call('GET', '/docs')).status).toBe(200);
  });

  it('registers the trader and logs him in', async () => {
    expect(await call('POST', '/api/v1/auth/register', printed('auth/register.request'))).toMatchObject({
      status: 201,
      body: { username: 'trader1', email: 'trader@example.com' },
    });
    const login = await call('POST', '/api/v1/auth/login', printed('auth/login.request'));
    expect(login).toMatchObject({ status: 200, body: { token_type: 'bearer', expires_in: 3600 } });
    token = login.body['access_token'] as string;
  });

  it('connects the terminal', async () => {
    const { status, body } = await call('POST', '/api/v1/mt5/connect', printed('mt5/connect.seed.request'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ACTIVE', epoch: 1 });
    sessionId = body['session_id'] as string;
  });

  it('takes the ping, with its timestamp of long ago', async () => {
    const body = { ...printed('mt5/ping.request'), session_id: sessionId };
    expect(await call('POST', '/api/v1/mt5/ping', body)).toMatchObject({
      status: 200,
      body: { status: 'ACTIVE' },
    });
  });

  it('lists the active session', async () => {
    const { body } = await call('GET', '/api/v1/mt5/sessions');
    expect(body).toMatchObject({
      data: [{ session_id: sessionId, account_number: '12345678', status: 'ACTIVE' }],
    });
  });

  it('records a signal of last year and refuses it as stale, with its age', async () => {
    const { status, body } = await call(
      'POST',
      '/api/v1/trading/signals',
      printed('signals/signal.seed.request'),
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({
      status: 'REJECTED',
      code: 'SIGNAL_TIME_OUT_OF_RANGE',
      detail: { max_age_seconds: 120 },
    });
    expect((body['detail'] as Json)['age_seconds']).toBeGreaterThan(86_400);
  });

  it('takes the same signal of this moment', async () => {
    const body = { ...printed('signals/signal.seed.request'), signal_time: new Date().toISOString() };
    const answer = await call('POST', '/api/v1/trading/signals', body);
    expect(answer).toMatchObject({ status: 201, body: { status: 'PENDING' } });
    signalId = answer.body['signal_id'] as number;
  });

  it('hands it to the terminal with the volume that was asked, which is less than the risk allows', async () => {
    const pending = await until(async () => {
      const { status, body } = await call('GET', `/api/v1/trading/signals/pending?session_id=${sessionId}`);
      expect(status).toBe(200);
      const [first] = body['data'] as Json[];
      return first;
    });
    // 10,050 (the ping's equity) × 2 % = 201; 500 ticks × 1 = 500; 201 ÷ 500 = 0.40; 0.10 was asked
    expect(pending).toMatchObject({
      signal_id: signalId,
      symbol: 'EURUSD',
      signal_type: 'BUY',
      entry_price: 1.1,
      stop_loss: 1.095,
      take_profit: 1.11,
      volume: 0.1,
    });
  });

  it('finds it by the printed query', async () => {
    const { status, body } = await call(
      'GET',
      '/api/v1/trading/signals?symbol=EURUSD&status=PENDING&limit=100',
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ data: [{ signal_id: signalId, status: 'PENDING' }] });
  });

  it('hears that it was executed', async () => {
    const body = { ...printed('signals/status.request'), signal_id: signalId };
    expect(await call('POST', `/api/v1/trading/signals/${signalId}/status`, body)).toMatchObject({
      status: 200,
      body: { signal_id: signalId, status: 'EXECUTED', applied: true },
    });
    expect(await call('GET', `/api/v1/trading/signals/${signalId}`)).toMatchObject({
      body: { status: 'EXECUTED', decisions: [{ outcome: 'ORDERED', volume: 0.1 }] },
    });
  });

  it('follows the position', async () => {
    const body = { ...printed('positions/update.request'), session_id: sessionId };
    expect(await call('POST', '/api/v1/trading/positions/update', body)).toMatchObject({
      status: 200,
      body: { applied: true, opened: 1 },
    });
    expect(await call('GET', `/api/v1/trading/positions?session_id=${sessionId}`)).toMatchObject({
      status: 200,
      body: {
        data: [
          { ticket: '123456789', symbol: 'EURUSD', type: 'BUY', volume: 0.1, profit: 20, commission: -0.7 },
        ],
      },
    });
  });

  it('follows the account', async () => {
    const body = { ...printed('mt5/account-update.request'), session_id: sessionId };
    expect(await call('POST', '/api/v1/mt5/account/update', body)).toMatchObject({ status: 200 });
    expect(await call('GET', `/api/v1/mt5/account/${sessionId}`)).toMatchObject({
      status: 200,
      body: {
        balance: 10050,
        equity: 10070,
        margin: 100,
        margin_free: 9970,
        margin_level: 10070,
        profit: 20,
      },
    });
  });

  it('counts what happened', async () => {
    const { status, body } = await call('GET', '/api/v1/stats');
    expect(status).toBe(200);
    expect(body).toEqual({
      signals: { total: 2, executed: 1, pending: 0, rejected: 1 },
      sessions: { active: 1, total: 1 },
      positions: { open: 1 },
    });
  });

  it('shows its metrics', async () => {
    const { status, body } = await call('GET', '/metrics');
    expect(status).toBe(200);
    expect(body['text']).toContain('rubi_signals_total');
  });

  it('lets the terminal go', async () => {
    const body = { ...printed('mt5/disconnect.request'), session_id: sessionId };
    expect(await call('POST', '/api/v1/mt5/disconnect', body)).toMatchObject({
      status: 200,
      body: { status: 'DISCONNECTED' },
    });
    expect(await call('GET', '/api/v1/stats')).toMatchObject({ body: { sessions: { active: 0, total: 1 } } });
  });
});
