import { ApiClient, type Json } from '../support/api-client';
import { contract, shapeOf } from '../support/contract';
import { logIn, makeApiToken, PASSWORD, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

/** Elsewhere than on Linux this machine has one loopback address only, and nobody else to call from. */
const itFromTwoAddresses = process.platform === 'linux' ? it : it.skip;

describe('/auth', () => {
  let test: TestApp;
  let anybody: ApiClient;

  beforeAll(async () => {
    test = await startTestApp();
    anybody = new ApiClient(test.url);
  });

  afterAll(async () => {
    await test.close();
  });

  const auditOf = async (userId: string): Promise<string[]> => {
    const rows: { action: string }[] = await test.dataSource.query(
      'SELECT action FROM audit_log WHERE user_id = $1 ORDER BY id',
      [userId],
    );
    return rows.map(({ action }) => action);
  };

  describe('as the wire is written down', () => {
    it('registers, logs in, refreshes, tells who is calling, changes the password and logs out', async () => {
      const registered = await anybody.post('/auth/register', contract('auth/register.request'));
      expect(registered.status).toBe(201);
      expect(shapeOf(registered.body)).toEqual(shapeOf(contract('auth/register.response')));
      expect(registered.body).toMatchObject({ email: 'trader@example.com', username: 'trader1' });

      const login = await anybody.post('/auth/login', contract('auth/login.request'));
      expect(login.status).toBe(200);
      expect(login.headers['cache-control']).toBe('no-store');
      expect(shapeOf(login.body)).toEqual(shapeOf(contract('auth/login.response')));
      expect(login.body).toMatchObject({ token_type: 'bearer', expires_in: 3600 });

      const refreshed = await anybody.post('/auth/refresh', {
        ...contract('auth/refresh.request'),
        refresh_token: login.body['refresh_token'],
      });
      expect(refreshed.status).toBe(200);
      expect(refreshed.headers['cache-control']).toBe('no-store');
      expect(shapeOf(refreshed.body)).toEqual(shapeOf(contract('auth/refresh.response')));

      const trader = anybody.as(refreshed.body['access_token'] as string);
      const me = await trader.get('/auth/me');
      expect(me.status).toBe(200);
      expect(shapeOf(me.body)).toEqual(shapeOf(contract('auth/me.response')));
      expect(me.body).toMatchObject({ id: registered.body['id'], username: 'trader1', language: 'en' });

      const changed = await trader.post('/auth/password', contract('auth/password.request'));
      expect(changed.status).toBe(200);
      expect(shapeOf(changed.body)).toEqual(shapeOf(contract('auth/password.response')));

      const left = await anybody.as(changed.body['access_token'] as string).post('/auth/logout', {
        ...contract('auth/logout.request'),
        refresh_token: changed.body['refresh_token'],
      });
      expect([left.status, left.body]).toEqual([200, contract('auth/logout.response')]);

      expect(await auditOf(registered.body['id'] as string)).toEqual([
        'auth.registered',
        'auth.logged_in',
        'auth.password_changed',
        'auth.logged_out',
      ]);
    });
  });

  describe('PATCH /auth/me', () => {
    it('changes how a person reads, piece by piece', async () => {
      const { api } = await registerPerson(anybody, 'reader');
      const request = contract('auth/me.request');
      const changed = await api.patch('/auth/me', request);
      expect(changed).toMatchObject({ status: 200, body: request });
      expect((await api.patch('/auth/me', { currency: null })).body).toMatchObject({
        ...request,
        currency: null,
      });
      expect((await api.patch('/auth/me', {})).body).toMatchObject({ language: 'fr', currency: null });
      expect((await api.get('/auth/me')).body).toMatchObject({ time_zone: 'Europe/Paris', currency: null });
    });

    it.each([
      [{ language: 'de' }, '/language'],
      [{ time_zone: 'Europe/Atlantis' }, '/time_zone'],
      [{ time_zone: '+02:00' }, '/time_zone'],
      [{ time_zone: '' }, '/time_zone'],
      [{ currency: 'eur' }, '/currency'],
      [{ email: 'other@example.com' }, '/email'],
    ])('refuses %j', async (change, pointer) => {
      const { api } = await logIn(anybody, 'reader');
      const answer = await api.patch('/auth/me', change);
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
    });

    it('is for the person, not for a token of theirs', async () => {
      const { token } = await makeApiToken(await registerPerson(anybody, 'reader2'), ['read', 'terminal']);
      expect((await anybody.as(token).patch('/auth/me', { language: 'fr' })).status).toBe(403);
    });
  });

  describe('POST /auth/register', () => {
    const register = (change: Json): ReturnType<ApiClient['post']> =>
      anybody.post('/auth/register', {
        email: 'nobody@example.com',
        username: 'nobody-yet',
        password: PASSWORD,
        ...change,
      });

    it.each<[string, Json, string]>([
      ['a role', { role: 'admin' }, '/role'],
      ['an id', { id: '7d0f1c7e-3f0a-4a57-9a0f-0b6f4f2d9c11' }, '/id'],
      ['an owner', { user_id: '7d0f1c7e-3f0a-4a57-9a0f-0b6f4f2d9c11' }, '/user_id'],
      ['a language that is not spoken', { language: 'de' }, '/language'],
      ['an e-mail address without a domain', { email: 'trader' }, '/email'],
      ['a username that looks like an address', { username: 'a@example.com' }, '/username'],
      ['a password that is a number', { password: 12_345_678 }, '/password'],
      ['a password of 7 characters', { password: 'k3v9x2q' }, '/password'],
      ['a password of 129 characters', { password: 'k3'.repeat(64) + 'v' }, '/password'],
      ['a password that everybody uses', { password: 'password1' }, '/password'],
      ['the username as password', { password: 'Nobody-Yet' }, '/password'],
    ])('refuses %s', async (_, change, pointer) => {
      const { status, body } = await register(change);
      expect(status).toBe(422);
      expect(body['errors']).toEqual([expect.objectContaining({ pointer })]);
    });

    it.each([
      ['of 8 characters', 'k3v9x2qf'],
      ['of 64 spaces and letters of another script', `${' '.repeat(57)}торговля`],
      ['of 128 characters', 'k3'.repeat(64)],
    ])('takes a password %s, to the letter', async (length, password) => {
      const username = `p${length.replaceAll(/[^0-9]/g, '')}`.padEnd(4, 'x');
      expect((await register({ username, password })).status).toBe(201);
      expect((await anybody.post('/auth/login', { username, password })).status).toBe(200);
      expect((await anybody.post('/auth/login', { username, password: password.trim() + ' ' })).status).toBe(
        401,
      );
    });

    it('does not hash a password of a megabyte', async () => {
      expect((await register({ password: 'x'.repeat(1_000_000) })).status).toBe(413);
    });

    it('refuses a username that somebody has, in any case', async () => {
      await registerPerson(anybody, 'ana');
      const { status, body } = await register({ username: 'Ana' });
      expect([status, body['code']]).toEqual([409, 'AUTH.USERNAME_TAKEN']);
    });

    it('makes one account of two requests at once', async () => {
      const both = await Promise.all([register({ username: 'twin' }), register({ username: 'twin' })]);
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it('answers a known e-mail address as a new one, and the account works', async () => {
      const known = await registerPerson(anybody, 'eve');
      const again = await register({
        email: known.email,
        username: 'eve-again',
        password: 'the second of eve',
      });
      const fresh = await register({ email: 'fresh@example.com', username: 'fresh' });
      expect(again.status).toBe(fresh.status);
      expect(shapeOf(again.body)).toEqual(shapeOf(fresh.body));
      // By address each finds their own account; by name too.
      const idBy = async (name: string, password: string): Promise<unknown> =>
        (await (await logIn(anybody, name, password)).api.get('/auth/me')).body['id'];
      expect(await idBy(known.email, 'the second of eve')).toBe(again.body['id']);
      expect(await idBy('eve-again', 'the second of eve')).toBe(again.body['id']);
      expect(await idBy(known.email, PASSWORD)).toBe(known.id);
    });

    it('stores no password', async () => {
      await registerPerson(anybody, 'hashed');
      const [row]: { password_hash: string }[] = await test.dataSource.query(
        `SELECT password_hash FROM users WHERE username = 'hashed'`,
      );
      expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });
  });

  describe('POST /auth/login', () => {
    it('answers an unknown name as a wrong password', async () => {
      await registerPerson(anybody, 'known');
      const wrong = await anybody.post('/auth/login', { username: 'known', password: 'not the password' });
      const unknown = await anybody.post('/auth/login', {
        username: 'unknown',
        password: 'not the password',
      });
      expect(wrong.status).toBe(401);
      expect(unknown.status).toBe(401);
      expect({ ...unknown.body, request_id: null }).toEqual({ ...wrong.body, request_id: null });
      expect(wrong.body['request_id']).toBe(wrong.headers['x-request-id']);
      expect(wrong.body['code']).toBe('AUTH.LOGIN_REFUSED');
    });

    it('takes the e-mail address for a name, in any case', async () => {
      const person = await registerPerson(anybody, 'bylines');
      const { api } = await logIn(anybody, 'ByLines@Example.com');
      expect((await api.get('/auth/me')).body['id']).toBe(person.id);
    });

    it('refuses a disabled user as a wrong password', async () => {
      const { id } = await registerPerson(anybody, 'disabled');
      await test.dataSource.query('UPDATE users SET disabled_at = now() WHERE id = $1', [id]);
      const { status, body } = await anybody.post('/auth/login', {
        username: 'disabled',
        password: PASSWORD,
      });
      expect([status, body['code']]).toEqual([401, 'AUTH.LOGIN_REFUSED']);
    });

    itFromTwoAddresses(
      'closes one name to one address after five wrong attempts, and to no other',
      async () => {
        const { id } = await registerPerson(anybody, 'victim');
        await registerPerson(anybody, 'neighbour');
        const attempt = (
          username: string,
          password: string,
          localAddress: string,
        ): ReturnType<ApiClient['post']> =>
          anybody.post('/auth/login', { username, password }, { localAddress });

        for (let wrong = 1; wrong <= 5; wrong += 1) {
          expect((await attempt('victim', `guess ${wrong}`, '127.0.0.2')).status).toBe(401);
        }
        const sixth = await attempt('victim', PASSWORD, '127.0.0.2');
        expect(sixth.status).toBe(429);
        expect(sixth.body['code']).toBe('AUTH.TOO_MANY_ATTEMPTS');
        expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(890);
        expect(Number(sixth.headers['retry-after'])).toBeLessThanOrEqual(900); // 15 × 60
        expect((await attempt('victim', PASSWORD, '127.0.0.3')).status).toBe(200);
        expect((await attempt('neighbour', PASSWORD, '127.0.0.2')).status).toBe(200);
        expect((await auditOf(id)).filter((action) => action === 'auth.login_refused')).toHaveLength(5);
      },
    );

    it('forgets wrong attempts after a right one', async () => {
      await registerPerson(anybody, 'clumsy');
      for (let round = 1; round <= 3; round += 1) {
        for (let wrong = 1; wrong <= 4; wrong += 1) {
          const { status } = await anybody.post('/auth/login', { username: 'clumsy', password: 'no' });
          expect(status).toBe(401);
        }
        expect((await anybody.post('/auth/login', { username: 'clumsy', password: PASSWORD })).status).toBe(
          200,
        );
      }
    });

    itFromTwoAddresses('stops one address after a hundred wrong attempts at many names', async () => {
      await registerPerson(anybody, 'bystander');
      const guess = (number: number): ReturnType<ApiClient['post']> =>
        anybody.post(
          '/auth/login',
          { username: `user${number}`, password: 'guess' },
          { localAddress: '127.0.0.9' },
        );
      for (let from = 0; from < 100; from += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(from + index)));
        expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
      }
      const last = await guess(100);
      expect(last.status).toBe(429);
      expect(Number(last.headers['retry-after'])).toBeGreaterThan(80_000); // of the 86,400 of a day
      expect((await anybody.post('/auth/login', { username: 'bystander', password: PASSWORD })).status).toBe(
        200,
      );
    });
  });

  describe('POST /auth/password', () => {
    const NEW = 'An even longer passphrase 42';

    it('refuses without the current password, and closes after five guesses', async () => {
      const { api } = await registerPerson(anybody, 'guarded');
      expect((await api.post('/auth/password', { new_password: NEW })).status).toBe(422);
      for (let wrong = 1; wrong <= 5; wrong += 1) {
        const { status, body } = await api.post('/auth/password', {
          current_password: `guess ${wrong}`,
          new_password: NEW,
        });
        expect([status, body['code']]).toEqual([403, 'AUTH.CURRENT_PASSWORD_WRONG']);
      }
      const sixth = await api.post('/auth/password', { current_password: PASSWORD, new_password: NEW });
      expect(sixth.status).toBe(429);
      await logIn(anybody, 'guarded');
    });

    it('refuses a weak new one', async () => {
      const { api } = await registerPerson(anybody, 'lazy');
      const { status, body } = await api.post('/auth/password', {
        current_password: PASSWORD,
        new_password: 'password123',
      });
      expect([status, body['code']]).toEqual([422, 'AUTH.PASSWORD_WEAK']);
      expect(body['errors']).toEqual([expect.objectContaining({ pointer: '/new_password' })]);
    });

    it('ends every other login, and begins a new one for who changed it', async () => {
      const here = await registerPerson(anybody, 'mover');
      const elsewhere = await logIn(anybody, 'mover');
      const changed = await here.api.post('/auth/password', {
        current_password: PASSWORD,
        new_password: NEW,
      });
      expect(changed.status).toBe(200);

      for (const { api, refreshToken } of [here, elsewhere]) {
        expect((await api.get('/auth/me')).status).toBe(401);
        expect((await anybody.post('/auth/refresh', { refresh_token: refreshToken })).status).toBe(401);
      }
      expect((await anybody.as(changed.body['access_token'] as string).get('/auth/me')).status).toBe(200);
      const next = await anybody.post('/auth/refresh', { refresh_token: changed.body['refresh_token'] });
      expect(next.status).toBe(200);
      expect((await anybody.post('/auth/login', { username: 'mover', password: PASSWORD })).status).toBe(401);
      await logIn(anybody, 'mover', NEW);
    });
  });

  it('keeps no password and no token in the audit log', async () => {
    const rows: { line: string }[] = await test.dataSource.query(
      'SELECT audit_log::text AS line FROM audit_log',
    );
    expect(rows.length).toBeGreaterThan(20);
    for (const { line } of rows)
      expect(line).not.toMatch(/SecurePassword|passphrase|guess|rbs_live_|rbr_|eyJ/);
  });

  it('lets nobody change or delete the audit log', async () => {
    await expect(test.dataSource.query(`UPDATE audit_log SET action = 'nothing'`)).rejects.toThrow(
      'append-only',
    );
    await expect(test.dataSource.query('DELETE FROM audit_log')).rejects.toThrow('append-only');
  });
});
