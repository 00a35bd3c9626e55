import { EndedLogins } from '../../src/auth/ended-logins';
import { ApiClient, type Answer } from '../support/api-client';
import { logIn, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const SECOND = 1000;
const DAY = 86_400_000;

describe('POST /auth/refresh', () => {
  let test: TestApp;
  let anybody: ApiClient;

  beforeAll(async () => {
    test = await startTestApp();
    anybody = new ApiClient(test.url);
    await registerPerson(anybody, 'ana');
  });

  afterAll(async () => {
    await test.close();
  });

  const refresh = (refreshToken: unknown): Promise<Answer> =>
    anybody.post('/auth/refresh', { refresh_token: refreshToken });

  const expectRefused = async (refreshToken: unknown): Promise<void> => {
    const { status, body } = await refresh(refreshToken);
    expect([status, body['code']]).toEqual([401, 'AUTH.REFRESH_REFUSED']);
  };

  const next = async (refreshToken: unknown): Promise<string> => {
    const { status, body } = await refresh(refreshToken);
    expect(status).toBe(200);
    return body['refresh_token'] as string;
  };

  it('gives a new pair, each time another', async () => {
    const { refreshToken } = await logIn(anybody, 'ana');
    const second = await next(refreshToken);
    const third = await next(second);
    expect(new Set([refreshToken, second, third]).size).toBe(3);
  });

  it('repeats its answer for ten seconds, in case it was lost', async () => {
    const { refreshToken } = await logIn(anybody, 'ana');
    const first = await refresh(refreshToken);
    test.clock.advance(10 * SECOND);
    const again = await refresh(refreshToken);
    expect(again.status).toBe(200);
    expect(again.body['refresh_token']).toBe(first.body['refresh_token']);
    expect((await anybody.as(again.body['access_token'] as string).get('/auth/me')).status).toBe(200);
    await next(again.body['refresh_token']);
  });

  it('gives two requests at once the same successor', async () => {
    const { refreshToken } = await logIn(anybody, 'ana');
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
    expect(new Set(answers.map(({ body }) => body['refresh_token'])).size).toBe(1);
  });

  it('takes a token that comes back later for a stolen one: the whole family ends', async () => {
    const thief = await logIn(anybody, 'ana');
    const owner = await refresh(thief.refreshToken);
    test.clock.advance(10 * SECOND + 1);
    await expectRefused(thief.refreshToken);
    await expectRefused(owner.body['refresh_token']);
    expect((await anybody.as(owner.body['access_token'] as string).get('/auth/me')).status).toBe(401);
    const rows: unknown[] = await test.dataSource.query(
      `SELECT 1 FROM audit_log WHERE action = 'auth.refresh_token_reused'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('takes it for stolen within the ten seconds too, once its successor has been used', async () => {
    const { refreshToken } = await logIn(anybody, 'ana');
    const second = await next(refreshToken);
    const third = await next(second);
    await expectRefused(refreshToken);
    await expectRefused(third);
  });

  it('leaves the other logins of the person alone', async () => {
    const stolen = await logIn(anybody, 'ana');
    const other = await logIn(anybody, 'ana');
    await next(stolen.refreshToken);
    test.clock.advance(11 * SECOND);
    await expectRefused(stolen.refreshToken);
    await next(other.refreshToken);
  });

  it('refuses a token that lay unused for a week', async () => {
    const used = await logIn(anybody, 'ana');
    const unused = await logIn(anybody, 'ana');
    test.clock.advance(7 * DAY - 1);
    await next(used.refreshToken);
    test.clock.advance(1);
    await expectRefused(unused.refreshToken);
  });

  it('ends a login after thirty days, however active', async () => {
    let { refreshToken } = await logIn(anybody, 'ana');
    for (let day = 6; day <= 24; day += 6) {
      test.clock.advance(6 * DAY);
      refreshToken = await next(refreshToken);
    }
    test.clock.advance(6 * DAY - 1); // 5 × 6 = 30 days, less a millisecond
    refreshToken = await next(refreshToken);
    test.clock.advance(1);
    await expectRefused(refreshToken);
  });

  it.each(['', 'rbr_', 'rbr_4fT8wQ2mZk1vXyN0aBcDeFgHiJkLmNoPqRsTuVwX', 'x'.repeat(3000), null, 42, ['rbr_']])(
    'refuses %j',
    async (refreshToken) => {
      expect([401, 422]).toContain((await refresh(refreshToken)).status);
    },
  );

  it('is forgotten a month after its login ended, and no sooner', async () => {
    const countOf = async (): Promise<number> => {
      const [row]: { count: string }[] = await test.dataSource.query('SELECT count(*) FROM refresh_tokens');
      return Number(row?.count);
    };
    const endedLogins = test.app.get(EndedLogins);
    test.clock.advance(100 * DAY);
    await endedLogins.sweep();
    expect(await countOf()).toBe(0);
    await logIn(anybody, 'ana');
    test.clock.advance(60 * DAY); // 30 of life, 30 of memory
    await endedLogins.sweep();
    expect(await countOf()).toBe(1);
    test.clock.advance(1);
    await endedLogins.sweep();
    expect(await countOf()).toBe(0);
  });

  it('stores hashes only', async () => {
    const { refreshToken } = await logIn(anybody, 'ana');
    const rows: { line: string }[] = await test.dataSource.query(
      'SELECT t::text AS line FROM refresh_tokens t',
    );
    for (const { line } of rows) expect(line).not.toContain(refreshToken.slice(4));
  });
});
