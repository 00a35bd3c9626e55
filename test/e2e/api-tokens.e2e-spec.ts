import { ApiTokensRepository } from '../../src/auth/api-tokens.repository';
import { LastUse } from '../../src/auth/last-use';
import { mintApiToken } from '../../src/auth/opaque-tokens';
import { UsersRepository } from '../../src/auth/users.repository';
import { ApiClient, type Answer, type Json } from '../support/api-client';
import { contract, shapeOf } from '../support/contract';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { StatementRecorder } from '../support/recorded-statements';
import { startTestApp, type TestApp } from '../support/test-app';

const UNKNOWN = '5f0c1d2e-1111-4c3b-8a9d-6e7f8a9b0c1d';
/** A route that programs may call: what it answers besides is its own business. */
const OPEN_TO_READERS = '/trading/signals';

describe('/auth/tokens', () => {
  let test: TestApp;
  let anybody: ApiClient;
  let ana: Person;
  let ben: Person;

  beforeAll(async () => {
    test = await startTestApp();
    anybody = new ApiClient(test.url);
    ana = await registerPerson(anybody, 'ana');
    ben = await registerPerson(anybody, 'ben');
  });

  afterAll(async () => {
    await test.close();
  });

  const listOf = async (person: Person): Promise<Json[]> =>
    (await person.api.get('/auth/tokens')).body['data'] as Json[];

  it('makes a token that is shown once, as the wire is written down', async () => {
    const made = await ana.api.post('/auth/tokens', contract('auth/create-token.request'));
    expect(made.status).toBe(201);
    expect(made.headers['cache-control']).toBe('no-store');
    expect(shapeOf(made.body)).toEqual(shapeOf(contract('auth/create-token.response')));
    const token = made.body['token'] as string;
    expect(token).toMatch(/^rbs_live_[0-9A-Za-z]{36}$/);
    expect(token.length).toBeLessThanOrEqual(64);

    const listed = await ana.api.get('/auth/tokens');
    expect(shapeOf(listed.body)).toEqual(shapeOf(contract('auth/list-tokens.response')));
    expect(listed.text).not.toContain(token);
    expect(await listOf(ana)).toMatchObject([
      { id: made.body['id'], prefix: token.slice(0, 13), last_four: token.slice(-4), last_used_at: null },
    ]);
    const [stored]: { line: string }[] = await test.dataSource.query(
      'SELECT t::text AS line FROM api_tokens t',
    );
    expect(stored?.line).not.toContain(token.slice(13, -4));
  });

  it.each<[string, Json, string]>([
    ['no name', { name: '' }, '/name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, '/name'],
    ['no scopes', { scopes: [] }, '/scopes'],
    ['an unknown scope', { scopes: ['admin'] }, '/scopes'],
    ['a scope twice', { scopes: ['read', 'read'] }, '/scopes'],
    ['scopes that are no list', { scopes: 'read' }, '/scopes'],
    ['an end in the past', { expires_at: '2025-10-23T11:59:59Z' }, '/expires_at'],
    ['an end without a zone', { expires_at: '2025-12-01T10:00:00' }, '/expires_at'],
    ['a token of their own choice', { token: 'rbs_live_mine' }, '/token'],
    ['another owner', { user_id: UNKNOWN }, '/user_id'],
  ])('refuses %s', async (_, change, pointer) => {
    const { status, body } = await ana.api.post('/auth/tokens', { name: 'x', scopes: ['read'], ...change });
    expect(status).toBe(422);
    expect(body['errors']).toEqual([expect.objectContaining({ pointer })]);
  });

  it('lists newest first, page by page, and nobody else their tokens', async () => {
    const carl = await registerPerson(anybody, 'carl');
    const made: string[] = [];
    for (let number = 1; number <= 5; number += 1) {
      // Two of them in the same millisecond: the order is settled all the same.
      if (number !== 3) test.clock.advance(1);
      made.push((await makeApiToken(carl, ['read'])).id);
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await carl.api.get(`/auth/tokens?limit=2${cursor}`);
      expect(status).toBe(200);
      seen.push(...(body['data'] as { id: string }[]).map(({ id }) => id));
      const next = body['next_cursor'] as string | null;
      cursor = next === null ? '' : `&cursor=${next}`;
    } while (cursor !== '');
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen[0]).toBe(made[4]);
    expect(seen[4]).toBe(made[0]);
    expect((await listOf(ana)).map(({ id }) => id)).not.toContain(made[0]);
  });

  it('stops at a hundred tokens that can be used', async () => {
    const { api, id } = await registerPerson(anybody, 'hoarder');
    await test.dataSource.query(
      `INSERT INTO api_tokens (user_id, name, token_hash, prefix, last_four, scopes, created_at)
       SELECT $1, 'many', sha256(n::text::bytea), 'rbs_live_xxxx', 'xxxx', '{read}', now() FROM generate_series(1, 99) n`,
      [id],
    );
    expect((await api.post('/auth/tokens', { name: 'x', scopes: ['read'] })).status).toBe(201);
    const { status, body } = await api.post('/auth/tokens', { name: 'x', scopes: ['read'] });
    expect([status, body['code']]).toEqual([409, 'AUTH.TOO_MANY_TOKENS']);
  });

  describe('DELETE', () => {
    it('revokes a token: it is refused from then on, and stays in the list', async () => {
      const { id, api } = await makeApiToken(ana, ['read']);
      expect((await api.get(OPEN_TO_READERS)).status).toBe(200);
      expect((await ana.api.delete(`/auth/tokens/${id}`)).status).toBe(204);
      expect((await api.get(OPEN_TO_READERS)).status).toBe(401);
      expect((await listOf(ana)).find((token) => token['id'] === id)?.['revoked_at']).toBe(
        '2025-10-23T12:00:00.004Z',
      );
    });

    it('is done the second time too', async () => {
      const { id } = await makeApiToken(ana, ['read']);
      expect((await ana.api.delete(`/auth/tokens/${id}`)).status).toBe(204);
      expect((await ana.api.delete(`/auth/tokens/${id}`)).status).toBe(204);
    });

    it("answers another user's token as one that does not exist, and leaves it alone", async () => {
      const { id, api } = await makeApiToken(ana, ['read']);
      const others = await ben.api.delete(`/auth/tokens/${id}`);
      const unknown = await ben.api.delete(`/auth/tokens/${UNKNOWN}`);
      expect([others.status, others.body['code']]).toEqual([404, 'AUTH.TOKEN_NOT_FOUND']);
      expect([unknown.status, unknown.body['code']]).toEqual([404, 'AUTH.TOKEN_NOT_FOUND']);
      expect((await api.get(OPEN_TO_READERS)).status).toBe(200);
    });

    it.each(['1', 'null', '%00', `${UNKNOWN}'`, '..%2f'])('finds nothing under the id %s', async (id) => {
      expect([400, 404]).toContain((await ana.api.delete(`/auth/tokens/${id}`)).status);
    });
  });

  describe('a token', () => {
    it('is refused when mistyped, without a question to the database', async () => {
      const { token } = await makeApiToken(ana, ['read']);
      const mistyped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
      const questions = [
        jest.spyOn(test.app.get(ApiTokensRepository), 'findLive'),
        jest.spyOn(test.app.get(UsersRepository), 'accessEpochOf'),
      ];
      expect((await anybody.as(mistyped).get(OPEN_TO_READERS)).status).toBe(401);
      for (const question of questions) expect(question).not.toHaveBeenCalled();
      expect((await anybody.as(token).get(OPEN_TO_READERS)).status).toBe(200);
      expect(questions[0]).toHaveBeenCalledTimes(1);
      jest.restoreAllMocks();
    });

    it('opens what its scopes open, and nothing else', async () => {
      const reader = await makeApiToken(ana, ['read']);
      expect((await reader.api.get(OPEN_TO_READERS)).status).toBe(200);
      const refused = await reader.api.post(OPEN_TO_READERS, contract('signals/signal.seed.request'));
      expect([refused.status, refused.body['code']]).toEqual([403, 'AUTH.SCOPE_MISSING']);
    });

    it.each<[string, (api: ApiClient) => Promise<Answer>]>([
      ['make tokens', (api) => api.post('/auth/tokens', { name: 'x', scopes: ['terminal'] })],
      ['list tokens', (api) => api.get('/auth/tokens')],
      ['revoke tokens', (api) => api.delete(`/auth/tokens/${UNKNOWN}`)],
      ['change the password', (api) => api.post('/auth/password', contract('auth/password.request'))],
      ['log the person out', (api) => api.post('/auth/logout', {})],
      ['read the profile', (api) => api.get('/auth/me')],
    ])('of a terminal cannot %s', async (_, call) => {
      const { api } = await makeApiToken(ana, ['terminal', 'signals:write', 'read']);
      const { status, body } = await call(api);
      expect([status, body['code']]).toEqual([403, 'AUTH.PERSON_REQUIRED']);
      expect((await ana.api.get('/auth/me')).status).toBe(200);
    });

    it('is refused after its end, to the second', async () => {
      const end = new Date(test.clock.now().getTime() + 60_000);
      const { api } = await makeApiToken(ana, ['read'], { expires_at: end.toISOString() });
      test.clock.advance(59_999);
      expect((await api.get(OPEN_TO_READERS)).status).toBe(200);
      test.clock.advance(1);
      expect((await api.get(OPEN_TO_READERS)).status).toBe(401);
    });

    it('goes on after a logout and a password change', async () => {
      const dora = await registerPerson(anybody, 'dora');
      const { api } = await makeApiToken(dora, ['read']);
      await dora.api.post('/auth/password', contract('auth/password.request'));
      expect((await api.get(OPEN_TO_READERS)).status).toBe(200);
    });

    it('is looked up together with others that come at the same moment, and tells each who it is', async () => {
      const made = await Promise.all(
        [ana, ben, ana, ben, ana, ben].map(async (person) => ({
          person,
          ...(await makeApiToken(person, ['read'])),
        })),
      );
      const { api: source } = await makeApiToken(ana, ['signals:write']);
      const fired = { signal_time: test.clock.now().toISOString() };
      await source.post('/trading/signals', { ...contract('signals/signal.seed.request'), ...fired });
      const stranger = anybody.as(mintApiToken());
      const recorder = new StatementRecorder();
      const [refused, ...answers] = await Promise.all([
        stranger.get(OPEN_TO_READERS),
        ...made.map(({ api }) => api.get(OPEN_TO_READERS)),
      ]);
      const lookups = recorder.take().filter(({ text }) => text.includes('token_hash = ANY'));
      recorder.stop();

      expect(refused.status).toBe(401);
      const seen = answers.map(({ body }) => (body['data'] as Json[]).length);
      expect(seen).toEqual(made.map(({ person }) => (person === ana ? 1 : 0)));
      expect(lookups.length).toBeGreaterThan(0);
      expect(lookups.length).toBeLessThan(made.length + 1);
    });

    it('remembers when it was used, at most once a minute', async () => {
      const { id, api } = await makeApiToken(ana, ['read']);
      const lastUse = test.app.get(LastUse);
      const storedUse = async (): Promise<unknown> =>
        (await listOf(ana)).find((token) => token['id'] === id)?.['last_used_at'];

      const first = test.clock.now().toISOString();
      await api.get(OPEN_TO_READERS);
      await lastUse.flush();
      expect(await storedUse()).toBe(first);

      test.clock.advance(59_999);
      await api.get(OPEN_TO_READERS);
      await lastUse.flush();
      expect(await storedUse()).toBe(first);

      test.clock.advance(1);
      await lastUse.flush();
      expect(await storedUse()).toBe(new Date(Date.parse(first) + 59_999).toISOString());
    });
  });
});
