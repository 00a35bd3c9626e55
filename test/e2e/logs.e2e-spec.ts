import { LOG } from '../../src/platform/logging/logging.module';
import { createLog } from '../../src/platform/logging/log';
import { UsersRepository } from '../../src/auth/users.repository';
import { ApiClient } from '../support/api-client';
import { makeApiToken, PASSWORD, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

describe('the log of a running service', () => {
  const lines: string[] = [];
  let test: TestApp;
  let anybody: ApiClient;

  beforeAll(async () => {
    const log = createLog('debug', { write: (line) => lines.push(line) });
    test = await startTestApp({ override: (builder) => builder.overrideProvider(LOG).useValue(log) });
    anybody = new ApiClient(test.url);
  });

  beforeEach(() => {
    lines.length = 0;
  });

  afterAll(() => test.close());

  /** The lines of one request, once its access line is there. */
  async function linesOf(requestId: string): Promise<Record<string, unknown>[]> {
    for (let waits = 0; waits < 100; waits++) {
      const found = lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter((line) => line['trace.id'] === requestId);
      if (found.some((line) => line['log.logger'] === 'Access')) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no access line for ${requestId}`);
  }

  it('has one line per request, without its query', async () => {
    const person = await registerPerson(anybody, 'logged');
    const { headers } = await person.api.get('/auth/me?secret=hidden');
    const found = await linesOf(String(headers['x-request-id']));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      level: 'INFO',
      'http.request.method': 'GET',
      'url.path': '/api/v1/auth/me',
      'user.id': person.id,
      'client.ip': '127.0.0.1',
      'event.duration': expect.any(Number) as number,
    });
  });

  it('says with which code a request was refused', async () => {
    const { headers } = await anybody.post('/auth/login', { username: 'nobody' });
    const [line] = await linesOf(String(headers['x-request-id']));
    expect(line).toMatchObject({ 'http.response.status_code': 422, 'error.code': 'REQUEST.INVALID' });
  });

  it('tells us what we tell nobody else: where a failure came from', async () => {
    const users = test.app.get(UsersRepository);
    const person = await registerPerson(anybody, 'unlucky');
    jest
      .spyOn(users, 'find')
      .mockRejectedValueOnce(new Error('the cause', { cause: new Error('beneath it') }));
    const { status, headers } = await person.api.get('/auth/me');
    expect(status).toBe(500);
    const found = await linesOf(String(headers['x-request-id']));
    const error = found.find((line) => line['level'] === 'ERROR');
    expect(error).toMatchObject({ message: 'the cause', 'user.id': person.id });
    expect(error?.['error.stack_trace']).toMatch(/logs\.e2e-spec[^]*caused by: Error: beneath it/);
  });

  it('holds no password and no token that was used, and neither does the database', async () => {
    const person = await registerPerson(anybody, 'secretive');
    const { token } = await makeApiToken(person, ['read']);
    await anybody.as(token).get('/auth/tokens');
    await anybody.get(`/auth/me?access_token=${person.accessToken}`);
    await anybody.post('/auth/refresh', { refresh_token: person.refreshToken });
    await anybody.post('/auth/login', { username: 'secretive', password: `wrong${PASSWORD}` });
    await anybody.post('/auth/login', `{"username":"secretive","password":"${PASSWORD}"`);
    await anybody.post('/auth/login', { username: 'secretive', passwort: PASSWORD });
    await anybody.get(`/${person.accessToken}`);
    const logged = lines.join('');
    const stored = JSON.stringify(await everything(test));
    for (const secret of [PASSWORD, token, person.accessToken, person.refreshToken]) {
      expect(logged).not.toContain(secret);
      expect(stored).not.toContain(secret);
    }
  });

  it('cannot be forged by what a request says', async () => {
    const forged = encodeURIComponent('\r\n{"level":"ERROR","message":"forged"}');
    const response = await fetch(`${test.url}/${forged}`, { headers: { 'user-agent': '{"level":"ERROR"}' } });
    const found = await linesOf(String(response.headers.get('x-request-id')));
    expect(found).toHaveLength(1);
    expect(lines.filter((line) => /^\{"level":"ERROR"/m.test(line))).toEqual([]);
  });
});

/** Every row of every table. */
async function everything({ dataSource }: TestApp): Promise<unknown[]> {
  const tables = await dataSource.query<{ name: string }[]>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  return Promise.all(tables.map(({ name }) => dataSource.query<unknown>(`SELECT * FROM ${name}`)));
}
