import { ApiClient, type Json } from '../support/api-client';
import { contract, shapeOf } from '../support/contract';
import { logIn, makeApiToken, PASSWORD, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const UNKNOWN = '5f0c1d2e-1111-4c3b-8a9d-6e7f8a9b0c1d';
const DAY = 86_400_000;
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
  'Version/18.6 Mobile/15E148 Safari/604.1';

interface Login {
  readonly api: ApiClient;
  readonly refreshToken: string;
}

describe('/auth/sessions', () => {
  let test: TestApp;
  let anybody: ApiClient;
  let ben: Person;

  beforeAll(async () => {
    test = await startTestApp();
    anybody = new ApiClient(test.url);
    await registerPerson(anybody, 'ana');
    ben = await registerPerson(anybody, 'ben');
  });

  afterAll(async () => {
    await test.close();
  });

  /** Later than every login before, so that it is the first of the list. */
  const logInWith = async (userAgent: string, username = 'ana'): Promise<Login> => {
    test.clock.advance(1);
    const { body } = await anybody.post(
      '/auth/login',
      { username, password: PASSWORD },
      { headers: { 'User-Agent': userAgent } },
    );
    return {
      api: anybody.as(body['access_token'] as string),
      refreshToken: body['refresh_token'] as string,
    };
  };
  const renew = async (refreshToken: string): Promise<{ status: number } & Login> => {
    const { status, body } = await anybody.post('/auth/refresh', { refresh_token: refreshToken });
    return {
      status,
      api: anybody.as(body['access_token'] as string),
      refreshToken: body['refresh_token'] as string,
    };
  };
  const listOf = async (api: ApiClient): Promise<Json[]> =>
    (await api.get('/auth/sessions')).body['data'] as Json[];
  const currentOf = async (api: ApiClient): Promise<string> =>
    (await listOf(api)).find(({ current }) => current)?.['id'] as string;

  it('lists each login with its device, as the wire is written down, and marks the one that asks', async () => {
    const desk = await logInWith(FIREFOX);
    const phone = await logInWith(SAFARI);

    const answer = await phone.api.get('/auth/sessions');
    expect(shapeOf({ ...answer.body, data: (answer.body['data'] as Json[]).slice(0, 1) })).toEqual(
      shapeOf(contract('auth/list-sessions.response')),
    );
    expect(await listOf(phone.api)).toMatchObject([
      { browser: 'Safari', system: 'iPhone', current: true, client_ip: '127.0.0.1' },
      { browser: 'Firefox', system: 'Windows', current: false },
      { browser: null, system: null, current: false },
    ]);
    expect((await listOf(desk.api)).map(({ current }) => current)).toEqual([false, true, false]);
    expect(answer.text).not.toContain(desk.refreshToken);
  });

  it('keeps a login one line when it is renewed, and says when that was', async () => {
    const before = await logInWith(FIREFOX);
    const [first] = await listOf(before.api);
    test.clock.advance(60_000);
    const after = await renew(before.refreshToken);
    const [second] = await listOf(after.api);
    expect(second).toMatchObject({
      id: first?.['id'],
      current: true,
      logged_in_at: first?.['logged_in_at'],
      last_used_at: new Date(Date.parse(String(first?.['last_used_at'])) + 60_000).toISOString(),
    });
  });

  it('lists page by page, the latest first', async () => {
    const dan = await registerPerson(anybody, 'dan');
    for (let number = 1; number <= 4; number += 1) {
      // Two of them in the same millisecond: the order is settled all the same.
      if (number !== 3) test.clock.advance(1);
      await logIn(anybody, 'dan');
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await dan.api.get(`/auth/sessions?limit=2${cursor}`);
      seen.push(...(body['data'] as Json[]).map(({ id }) => String(id)));
      const next = body['next_cursor'] as string | null;
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    expect(seen).toEqual((await listOf(dan.api)).map(({ id }) => id));
    expect(new Set(seen).size).toBe(5);
    expect(seen.at(-1)).toBe(await currentOf(dan.api));
  });

  describe('DELETE', () => {
    it('ends a login: its tokens are refused at once, the others go on, and it is written down', async () => {
      const lost = await logInWith(SAFARI);
      const here = await logInWith(FIREFOX);
      const id = await currentOf(lost.api);
      expect((await here.api.delete(`/auth/sessions/${id}`)).status).toBe(204);

      expect((await lost.api.get('/auth/me')).status).toBe(401);
      expect((await renew(lost.refreshToken)).status).toBe(401);
      // The one who asked has to renew as well, and can.
      expect((await here.api.get('/auth/me')).status).toBe(401);
      const renewed = await renew(here.refreshToken);
      expect((await listOf(renewed.api)).map((session) => session['id'])).not.toContain(id);
      const rows: unknown[] = await test.dataSource.query(
        `SELECT 1 FROM audit_log WHERE action = 'auth.session_ended' AND detail->>'session_id' = $1`,
        [id],
      );
      expect(rows).toHaveLength(1);
    });

    it('is done the second time too, and disturbs nobody then', async () => {
      const id = await currentOf((await logInWith(SAFARI)).api);
      let here = await logInWith(FIREFOX);
      expect((await here.api.delete(`/auth/sessions/${id}`)).status).toBe(204);
      here = await renew(here.refreshToken);
      expect((await here.api.delete(`/auth/sessions/${id}`)).status).toBe(204);
      expect((await here.api.get('/auth/me')).status).toBe(200);
    });

    it('lets a person end the login that they ask with', async () => {
      const here = await logInWith(FIREFOX);
      expect((await here.api.delete(`/auth/sessions/${await currentOf(here.api)}`)).status).toBe(204);
      expect((await renew(here.refreshToken)).status).toBe(401);
    });

    it("answers another user's login as one that does not exist, and leaves it alone", async () => {
      const login = await logInWith(FIREFOX);
      const id = await currentOf(login.api);
      const others = await ben.api.delete(`/auth/sessions/${id}`);
      const unknown = await ben.api.delete(`/auth/sessions/${UNKNOWN}`);
      expect([others.status, others.body['code']]).toEqual([404, 'AUTH.SESSION_NOT_FOUND']);
      expect([unknown.status, unknown.body['code']]).toEqual([404, 'AUTH.SESSION_NOT_FOUND']);
      expect((await login.api.get('/auth/me')).status).toBe(200);
      expect((await listOf(ben.api)).map((session) => session['id'])).not.toContain(id);
    });

    it.each(['1', 'null', '%00', `${UNKNOWN}'`, '..%2f'])('finds nothing under the id %s', async (id) => {
      expect([400, 404]).toContain((await ben.api.delete(`/auth/sessions/${id}`)).status);
    });
  });

  it('is for persons: a program sees and ends nobody’s login', async () => {
    const { api } = await makeApiToken(ben, ['terminal', 'signals:write', 'read']);
    for (const answer of [await api.get('/auth/sessions'), await api.delete(`/auth/sessions/${UNKNOWN}`)]) {
      expect([answer.status, answer.body['code']]).toEqual([403, 'AUTH.PERSON_REQUIRED']);
    }
  });

  it('keeps as much of a user agent as names the device', async () => {
    const { api } = await logInWith(`${FIREFOX} ${'x'.repeat(4000)}`);
    expect((await listOf(api))[0]).toMatchObject({ browser: 'Firefox', system: 'Windows' });
  });

  it('does not list what is over: logged out, left alone for a week, ended by another password', async () => {
    const cleo = await registerPerson(anybody, 'cleo');
    const out = await logIn(anybody, 'cleo');
    await out.api.post('/auth/logout', { refresh_token: out.refreshToken });
    const { api, refreshToken } = await renew(cleo.refreshToken);
    expect(await listOf(api)).toHaveLength(1);

    test.clock.advance(7 * DAY - 1);
    const kept = await renew(refreshToken);
    await logIn(anybody, 'cleo');
    expect(await listOf(kept.api)).toHaveLength(2);
    test.clock.advance(7 * DAY);
    const fresh = await logIn(anybody, 'cleo');
    expect(await listOf(fresh.api)).toHaveLength(1);

    const changed = await fresh.api.post('/auth/password', contract('auth/password.request'));
    expect(await listOf(anybody.as(changed.body['access_token'] as string))).toMatchObject([
      { current: true },
    ]);
  });
});
