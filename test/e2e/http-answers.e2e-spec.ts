import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../support/api-client';
import { makeApiToken, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestRedis } from '../support/test-redis';

const ORIGIN = 'https://app.rubi-studio.com';

describe('an answer', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ environment: { CORS_ORIGINS: `["${ORIGIN}"]` } });
  });

  afterAll(() => test.close());

  it('tells browsers how little they may do with it, and nobody what made it', async () => {
    const { headers } = await fetch(`${test.url}/api/v1/auth/me`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('strict-transport-security')).toContain('max-age=');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('www-authenticate')).toBe('Bearer');
    expect(headers.has('x-powered-by')).toBe(false);
    expect(headers.has('server')).toBe(false);
    expect(headers.has('etag')).toBe(false);
  });

  it('is JSON, even for who would rather have HTML', async () => {
    const response = await fetch(`${test.url}/health`, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  it('may be read by the web pages that are named, and by no other', async () => {
    const ask = (origin: string): Promise<Response> =>
      fetch(`${test.url}/health/live`, { headers: { origin } });
    const named = await ask(ORIGIN);
    expect(named.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(named.headers.get('access-control-expose-headers')).toContain('X-Error-Code');
    const foreign = await ask('https://evil.example');
    expect(foreign.headers.has('access-control-allow-origin')).toBe(false);
    for (const { headers } of [named, foreign]) {
      expect(headers.has('access-control-allow-credentials')).toBe(false);
      expect(headers.get('vary')).toBe('Origin');
    }
  });

  it('to the question of a browser names methods and headers, to named pages only', async () => {
    const ask = (origin: string): Promise<Response> =>
      fetch(`${test.url}/api/v1/trading/signals`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const named = await ask(ORIGIN);
    expect(named.status).toBe(204);
    expect(named.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(named.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
    expect((await ask('https://evil.example')).headers.has('access-control-allow-origin')).toBe(false);
  });
});

describe('a rate limit', () => {
  let test: TestApp;
  let anybody: ApiClient;

  beforeAll(async () => {
    test = await startTestApp({ environment: { RATE_LIMIT_FACTOR: '1' } });
    anybody = new ApiClient(test.url);
  });

  beforeEach(() => {
    test.clock.advance(10 * 60_000);
  });

  afterAll(() => test.close());

  /** Refused by its form, so that no password is hashed. */
  const attempt = (
    headers: Record<string, string> = {},
    localAddress = '127.0.0.1',
  ): ReturnType<ApiClient['post']> => anybody.post('/auth/login', {}, { headers, localAddress });

  it('says how much is left', async () => {
    const { headers } = await attempt();
    expect(headers['ratelimit-policy']).toBe('"auth";q=60;w=60');
    expect(headers['ratelimit']).toBe('"auth";r=59;t=60');
  });

  it('lets 60 strangers’ requests a minute through and tells the next when to come back', async () => {
    for (let i = 0; i < 60; i++) expect((await attempt()).status).toBe(422);
    test.clock.advance(20_000);
    const refused = await attempt();
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('40');
    expect(refused.headers['ratelimit']).toBe('"auth";r=0;t=40');
    expect(refused.body).toMatchObject({ code: 'REQUEST.TOO_MANY', params: { retry_after_seconds: 40 } });
    expect((await attempt({}, '127.0.0.2')).status).toBe(422);
    test.clock.advance(40_000);
    expect((await attempt()).status).toBe(422);
  });

  it('believes nobody who claims to be somebody else', async () => {
    for (let i = 0; i < 60; i++) await attempt({ 'x-forwarded-for': `10.0.0.${i}` });
    expect((await attempt({ 'x-forwarded-for': '1.2.3.4' })).status).toBe(429);
  });

  it('sends those away for five minutes who go on regardless', async () => {
    for (let i = 0; i < 60 + 50 + 1; i++) await attempt();
    expect((await attempt()).headers['retry-after']).toBe('300');
    test.clock.advance(299_000);
    expect((await attempt()).status).toBe(429);
  });

  it('counts each person for themselves, whatever their address', async () => {
    const [one, other] = [
      await registerPerson(anybody, 'limited1'),
      await registerPerson(anybody, 'limited2'),
    ];
    const first = await one.api.get('/auth/me');
    expect(first.headers['ratelimit']).toBe('"read";r=2999;t=60');
    await one.api.get('/auth/me');
    expect((await one.api.get('/auth/me')).headers['ratelimit']).toBe('"read";r=2997;t=60');
    expect((await other.api.get('/auth/me')).headers['ratelimit']).toBe('"read";r=2999;t=60');
  });

  it('counts each terminal for itself, though they share a token', async () => {
    const person = await registerPerson(anybody, 'terminals');
    const { token } = await makeApiToken(person, ['terminal']);
    const ping = (session: string): ReturnType<ApiClient['post']> =>
      anybody.as(token).post('/mt5/ping', { session_id: `0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a2${session}` });
    await ping('0');
    expect((await ping('0')).headers['ratelimit']).toBe('"terminal";r=3598;t=60');
    expect((await ping('1')).headers['ratelimit']).toBe('"terminal";r=3599;t=60');
  });

  it('never stands before a probe', async () => {
    const { headers } = await fetch(`${test.url}/health/live`);
    expect(headers.has('ratelimit')).toBe(false);
  });
});

describe('a rate limit behind a proxy that is trusted', () => {
  it('counts the callers that the proxy names', async () => {
    const test = await startTestApp({ environment: { RATE_LIMIT_FACTOR: '1', TRUSTED_PROXIES: 'loopback' } });
    const anybody = new ApiClient(test.url);
    const from = (address: string): ReturnType<ApiClient['post']> =>
      anybody.post('/auth/login', {}, { headers: { 'x-forwarded-for': address } });
    await from('203.0.113.1');
    expect((await from('203.0.113.1')).headers['ratelimit']).toContain('r=58');
    expect((await from('203.0.113.2')).headers['ratelimit']).toContain('r=59');
    await test.close();
  });
});

describe('a rate limit over two processes', () => {
  it('is one limit while there is a Redis, and two when it is gone', async () => {
    const redis = await TestRedis.start();
    const environment = { RATE_LIMIT_FACTOR: '1', REDIS_URL: redis.url };
    const tests = [await startTestApp({ environment }), await startTestApp({ environment })] as const;
    const [one, other] = tests.map(({ url }) => new ApiClient(url));
    const attempt = (client: ApiClient | undefined): ReturnType<ApiClient['post']> => {
      if (!client) throw new Error('no client');
      return client.post('/auth/login', {});
    };
    try {
      for (let i = 0; i < 40; i++) await attempt(one);
      await pause(500);
      await attempt(other);
      await pause(500);
      // 40 there, 1 here, and this one: 60 − 42 = 18 are left
      expect((await attempt(other)).headers['ratelimit']).toContain('r=18');

      await redis.kill();
      expect((await attempt(one)).status).toBe(422);
      await pause(600);
      const health = await fetch(`${tests[0].url}/health`);
      expect(health.status).toBe(200);
      expect(await health.json()).toMatchObject({
        status: 'degraded',
        checks: { database: { status: 'up' }, redis: { status: 'degraded' } },
      });

      await redis.start();
      await expectEventually(async () => (await fetch(`${tests[0].url}/health`)).text(), /"status":"ok"/);
      await pause(2_000); // the queues' own connections come back as well, and can be closed in order
    } finally {
      await Promise.all(tests.map((test) => test.close()));
      await redis.kill();
    }
  }, 30_000);
});

async function expectEventually(ask: () => Promise<string>, pattern: RegExp): Promise<void> {
  for (let waits = 0; waits < 100; waits++) {
    if (pattern.test(await ask())) return;
    await pause(100);
  }
  expect(await ask()).toMatch(pattern);
}
