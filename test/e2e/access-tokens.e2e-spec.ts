import { generateKeyPairSync } from 'node:crypto';
import { UserAccess } from '../../src/auth/user-access';
import { ApiClient, type Answer, type Json } from '../support/api-client';
import { forge, partsOf } from '../support/json-web-tokens';
import { logIn, makeApiToken, PASSWORD, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const SECRET = 'jwt-of-this-test-jwt-of-this-test-jwt-of';
const HOUR_MS = 3_600_000;

describe('access tokens', () => {
  let test: TestApp;
  let anybody: ApiClient;
  let ana: Person;

  beforeAll(async () => {
    test = await startTestApp({ environment: { JWT_SECRET: SECRET } });
    anybody = new ApiClient(test.url);
    ana = await registerPerson(anybody, 'ana');
  });

  afterAll(async () => {
    await test.close();
  });

  const expectStranger = (answer: Answer): void => {
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body['code']).toBe('AUTH.UNAUTHENTICATED');
  };

  it('are asked for on every route that is not open', async () => {
    expectStranger(await anybody.get('/auth/me'));
    expectStranger(await anybody.get('/auth/tokens'));
    expectStranger(await anybody.post('/auth/logout', {}));
  });

  it.each([
    '',
    'Bearer',
    'Bearer ',
    'Bearer  ',
    'Bearer a b',
    'Basic YW5hOnBhc3N3b3Jk',
    'garbage',
    'Bearer ée',
  ])('are not found in "Authorization: %s"', async (authorization) => {
    expectStranger(
      await anybody.get('/auth/me', {
        headers: { authorization: Buffer.from(authorization).toString('latin1') },
      }),
    );
  });

  it('are not looked for in the address', async () => {
    expectStranger(await anybody.get(`/auth/me?access_token=${ana.accessToken}`));
    expectStranger(await anybody.get(`/auth/me?token=${ana.accessToken}`));
  });

  it('are accepted whatever the case of "bearer"', async () => {
    const { status } = await anybody.get('/auth/me', {
      headers: { authorization: `bearer ${ana.accessToken}` },
    });
    expect(status).toBe(200);
  });

  it('say who they are for, and until when', () => {
    const { header, payload } = partsOf(ana.accessToken);
    expect(header).toEqual({
      alg: 'HS256',
      typ: 'at+jwt',
      kid: expect.stringMatching(/^[\w-]{8}$/) as string,
    });
    const now = test.clock.now().getTime() / 1000;
    expect(payload).toEqual({
      sub: ana.id,
      kind: 'access',
      sid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      epoch: 1,
      iss: 'rubi-studio',
      aud: 'rubi-studio-api',
      iat: now,
      nbf: now,
      exp: now + 3600,
      auth_time: now,
    });
  });

  describe('made by somebody else', () => {
    const callWith = (change: { header?: Json; payload?: Json; secret?: string | null }): Promise<Answer> => {
      const { header, payload } = partsOf(ana.accessToken);
      const { secret = SECRET } = change;
      return anybody
        .as(forge({ ...header, ...change.header }, { ...payload, ...change.payload }, secret))
        .get('/auth/me');
    };

    it('are accepted only when they are exact copies, so that the refusals below are for their reason', async () => {
      expect((await callWith({})).status).toBe(200);
    });

    it.each<[string, { header?: Json; payload?: Json; secret?: string | null }]>([
      ['unsigned', { header: { alg: 'none' }, secret: null }],
      ['unsigned but for the signature', { header: { alg: 'none' } }],
      ['signed by an algorithm that is not the configured one', { header: { alg: 'HS512' } }],
      ['signed with the secret of the manual', { secret: 'your-jwt-secret-change-in-production' }],
      ['signed with nothing', { secret: '' }],
      ['that name a key', { header: { jwk: { kty: 'oct', k: 'AAAA' } } }],
      ['that name the address of a key', { header: { jku: 'https://evil.example/keys' } }],
      ['that name the id of a key', { header: { kid: '../../dev/null' } }],
      ['of another type', { header: { typ: 'JWT' } }],
      ['from another issuer', { payload: { iss: 'somebody' } }],
      ['for another audience', { payload: { aud: 'another-api' } }],
      ['for another purpose', { payload: { kind: 'refresh' } }],
      ['of no purpose', { payload: { kind: undefined } }],
      ['without an end', { payload: { exp: undefined } }],
      ['with an end that is no number', { payload: { exp: 'never' } }],
      ['for nobody', { payload: { sub: undefined } }],
      ['for somebody who does not exist', { payload: { sub: '7d0f1c7e-3f0a-4a57-9a0f-0b6f4f2d9c11' } }],
      ['for a user that is no UUID', { payload: { sub: "' OR 1=1 --" } }],
      ['of an epoch to come', { payload: { epoch: 2 } }],
      ['of no epoch', { payload: { epoch: undefined } }],
    ])('are refused when they are %s', async (_, change) => {
      expectStranger(await callWith(change));
    });

    it('are refused when they end now, or begin in an hour', async () => {
      const now = test.clock.now().getTime() / 1000;
      expect((await callWith({ payload: { exp: now + 1 } })).status).toBe(200);
      expectStranger(await callWith({ payload: { exp: now } }));
      expectStranger(await callWith({ payload: { exp: now - 1 } }));
      expectStranger(await callWith({ payload: { nbf: now + 3600 } }));
    });

    it('are refused when they are signed with a public key as if it were the secret', async () => {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
      expectStranger(await callWith({ secret: pem }));
    });
  });

  it('are not refresh tokens, nor the other way round', async () => {
    expectStranger(await anybody.as(ana.refreshToken).get('/auth/me'));
    const { status, body } = await anybody.post('/auth/refresh', { refresh_token: ana.accessToken });
    expect([status, body['code']]).toEqual([401, 'AUTH.REFRESH_REFUSED']);
  });

  it('are refused after an hour, also when they were accepted a moment ago', async () => {
    const { api } = await logIn(anybody, 'ana');
    test.clock.advance(HOUR_MS - 1000);
    expect((await api.get('/auth/me')).status).toBe(200);
    test.clock.advance(1000);
    expectStranger(await api.get('/auth/me'));
  });

  it('are refused at once after logout, on every device; the other devices refresh and go on', async () => {
    const here = await logIn(anybody, 'ana');
    const elsewhere = await logIn(anybody, 'ana');
    for (const { api } of [here, elsewhere]) expect((await api.get('/auth/me')).status).toBe(200);

    const { status } = await here.api.post('/auth/logout', { refresh_token: here.refreshToken });
    expect(status).toBe(200);
    for (const { api } of [here, elsewhere]) expectStranger(await api.get('/auth/me'));
    expect((await anybody.post('/auth/refresh', { refresh_token: here.refreshToken })).status).toBe(401);

    const next = await anybody.post('/auth/refresh', { refresh_token: elsewhere.refreshToken });
    expect(next.status).toBe(200);
    expect((await anybody.as(next.body['access_token'] as string).get('/auth/me')).status).toBe(200);
  });

  it('end with all logins when the logout names none', async () => {
    const here = await logIn(anybody, 'ana');
    const elsewhere = await logIn(anybody, 'ana');
    expect((await here.api.post('/auth/logout', {})).status).toBe(200);
    for (const { refreshToken } of [here, elsewhere]) {
      expect((await anybody.post('/auth/refresh', { refresh_token: refreshToken })).status).toBe(401);
    }
  });

  it("do not end another user's login", async () => {
    const ben = await registerPerson(anybody, 'ben');
    const here = await logIn(anybody, 'ana');
    expect((await here.api.post('/auth/logout', { refresh_token: ben.refreshToken })).status).toBe(200);
    expect((await ben.api.get('/auth/me')).status).toBe(200);
    expect((await anybody.post('/auth/refresh', { refresh_token: ben.refreshToken })).status).toBe(200);
  });

  it('are refused within five seconds after the user is disabled, API tokens too', async () => {
    const carl = await registerPerson(anybody, 'carl');
    const terminal = await makeApiToken(carl, ['read']);
    expect((await carl.api.get('/auth/me')).status).toBe(200);
    expect((await terminal.api.get('/auth/me')).status).toBe(403); // recognised, and not a person
    const access = new UserAccess(test.dataSource, test.clock);
    expect(await access.disable('nobody at all')).toBe(false);
    expect(await access.disable(' Carl ')).toBe(true);
    test.clock.advance(5000);
    expectStranger(await carl.api.get('/auth/me'));
    expectStranger(await terminal.api.get('/auth/me'));
    expect((await anybody.post('/auth/refresh', { refresh_token: carl.refreshToken })).status).toBe(401);
    expect((await anybody.post('/auth/login', { username: 'carl', password: PASSWORD })).status).toBe(401);

    expect(await access.enable('carl')).toBe(true);
    expectStranger(await carl.api.get('/auth/me'));
    expect((await (await logIn(anybody, 'carl')).api.get('/auth/me')).status).toBe(200);
    expect((await terminal.api.get('/auth/me')).status).toBe(403);
    const audited: { action: string }[] = await test.dataSource.query(
      `SELECT action FROM audit_log WHERE user_id = $1 AND actor = 'system' ORDER BY id`,
      [carl.id],
    );
    expect(audited.map(({ action }) => action)).toEqual(['auth.disabled', 'auth.enabled']);
  });

  it('are refused within five seconds by the other processes', async () => {
    const other = await startTestApp({
      environment: { JWT_SECRET: SECRET, DATABASE_URL: test.databaseUrl },
      clock: test.clock,
    });
    try {
      const there = new ApiClient(other.url);
      const dora = await registerPerson(anybody, 'dora');
      const terminal = await makeApiToken(dora, ['read']);
      expect((await there.as(dora.accessToken).get('/auth/me')).status).toBe(200);
      expect((await there.as(terminal.token).get('/auth/me')).status).toBe(403);
      expect((await dora.api.delete(`/auth/tokens/${terminal.id}`)).status).toBe(204);
      expect((await dora.api.post('/auth/logout', {})).status).toBe(200);
      test.clock.advance(5000);
      expectStranger(await there.as(dora.accessToken).get('/auth/me'));
      expectStranger(await there.as(terminal.token).get('/auth/me'));
    } finally {
      await other.close();
    }
  });
});
