import { QueryFailedError } from 'typeorm';
import { Logins } from '../../src/auth/logins';
import { type Problem } from '../../src/platform/http/problem';
import { startTestApp, type TestApp } from '../support/test-app';
import { head, sendRaw } from '../support/raw-http';

const JSON_TYPE = { 'content-type': 'application/json' };
const CREDENTIALS = '{"username":"trader1","password":"SecurePassword123!"}';

describe('a request', () => {
  let test: TestApp;
  /** What happens behind the door when somebody logs in. */
  let logIn: () => unknown;

  beforeAll(async () => {
    test = await startTestApp({
      override: (builder) => builder.overrideProvider(Logins).useValue({ logIn: () => logIn() }),
    });
  });

  beforeEach(() => {
    logIn = () => Promise.resolve({ accessToken: 'a', refreshToken: 'r', expiresInSeconds: 1 });
  });

  afterAll(() => test.close());

  function post(body: string | Buffer, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
    return fetch(`${test.url}/api/v1/auth/login`, {
      method: 'POST',
      headers,
      body: new Uint8Array(Buffer.from(body)),
    });
  }

  async function problemOf(response: Response): Promise<Problem> {
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const problem = (await response.json()) as Problem;
    expect(response.headers.get('x-error-code')).toBe(problem.code);
    expect(response.headers.get('x-request-id')).toBe(problem.request_id);
    expect(problem).toMatchObject({
      status: response.status,
      statusCode: response.status,
      message: problem.detail,
    });
    expect(problem.type).toBe(`https://docs.rubi-studio.com/errors/${problem.code.toLowerCase()}`);
    return problem;
  }

  describe('with a body', () => {
    it.each([
      ['as it should be', CREDENTIALS, {}],
      ['with the zero byte of MQL5', `${CREDENTIALS}\0`, {}],
      ['with a charset', CREDENTIALS, { 'content-type': 'application/json; charset=UTF-8' }],
      ['that says it is not compressed', CREDENTIALS, { 'content-encoding': 'identity' }],
      ['that tries to be another method', CREDENTIALS, { 'x-http-method-override': 'DELETE' }],
    ])('%s is read', async (_, body, headers) => {
      expect((await post(body, { ...JSON_TYPE, ...headers })).status).toBe(200);
    });

    it.each([
      ['text/plain'],
      ['application/xml'],
      ['application/x-www-form-urlencoded'],
      ['multipart/form-data; boundary=x'],
      ['application/json; charset=iso-8859-1'],
      ['application/jsonp'],
      ['application/json, text/plain'],
    ])('of type %s is refused with 415', async (type) => {
      const response = await post(CREDENTIALS, { 'content-type': type });
      expect(response.status).toBe(415);
      expect((await problemOf(response)).code).toBe('REQUEST.UNSUPPORTED_MEDIA_TYPE');
    });

    it('of no type is refused with 415', async () => {
      const answer = await sendRaw(
        test.url,
        head('POST', '/api/v1/auth/login', ['Content-Length: 2']) + '{}',
      );
      expect(answer.status).toBe(415);
    });

    it('that is compressed is refused with 415: nobody needs it, and bombs come so', async () => {
      const response = await post(CREDENTIALS, { ...JSON_TYPE, 'content-encoding': 'gzip' });
      expect(response.status).toBe(415);
      expect(response.headers.get('accept-encoding')).toBe('identity');
    });

    it('of 101 KB is refused with 413, whether it says its length or not', async () => {
      const large = `{"username":"${'x'.repeat(101 * 1024)}","password":"SecurePassword123!"}`;
      const response = await post(large);
      expect(response.status).toBe(413);
      expect((await problemOf(response)).code).toBe('REQUEST.BODY_TOO_LARGE');
      const chunked = await sendRaw(
        test.url,
        head('POST', '/api/v1/auth/login', ['Content-Type: application/json', 'Transfer-Encoding: chunked']) +
          `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`,
      );
      expect(chunked.status).toBe(413);
    });

    it('of 100 KB is read', async () => {
      const filler = 'x'.repeat(100 * 1024 - 60);
      const response = await post(`{"username":"${filler}","password":"SecurePassword123!"}`);
      expect(response.status).toBe(422); // read, and then too long for a name
    });

    it.each([
      ['no JSON', '{"username":', 'MALFORMED'],
      ['a list', '[]', 'MALFORMED'],
      ['null', 'null', 'MALFORMED'],
      ['a byte order mark', `\uFEFF${CREDENTIALS}`, 'MALFORMED'],
      ['bytes after the zero byte', `${CREDENTIALS}\0old"}`, 'TRAILING_BYTES'],
      ['a key given twice', '{"username":"a","username":"b","password":"x"}', 'DUPLICATE_KEY'],
      ['40 000 levels', `{"username":${'['.repeat(40_000)}${']'.repeat(40_000)}}`, 'JSON_TOO_DEEP'],
      ['__proto__', '{"__proto__":{},"username":"a","password":"b"}', 'FORBIDDEN_KEY'],
      ['constructor', '{"constructor":{},"username":"a","password":"b"}', 'FORBIDDEN_KEY'],
      ['a NUL', '{"username":"a\\u0000","password":"b"}', 'FORBIDDEN_CHARACTER'],
      ['a number beyond all', '{"username":"a","password":"b","x":1e309}', 'NUMBER_OUT_OF_RANGE'],
      ['Latin-1', Buffer.from('{"username":"André","password":"b"}', 'latin1'), 'NOT_UTF8'],
    ])('that is or holds %s is refused with 400', async (_, body, code) => {
      const response = await post(body);
      expect(response.status).toBe(400);
      expect((await problemOf(response)).code).toBe(`REQUEST.${code}`);
    });

    it('that breaks off is nobody’s business any more, and the next request is served', async () => {
      const bytes = head('POST', '/api/v1/auth/login', [
        'Content-Type: application/json',
        'Content-Length: 500',
      ]);
      await new Promise<void>((resolve) => {
        void import('node:net').then(({ connect }) => {
          const socket = connect(Number(new URL(test.url).port), '127.0.0.1', () => {
            socket.write(`${bytes}{"username"`, () => {
              socket.destroy();
              resolve();
            });
          });
        });
      });
      expect((await post(CREDENTIALS)).status).toBe(200);
    });

    it('whose length is said in two ways is refused, and the connection closed', async () => {
      const answer = await sendRaw(
        test.url,
        head('POST', '/api/v1/auth/login', [
          'Content-Type: application/json',
          'Content-Length: 5',
          'Transfer-Encoding: chunked',
        ]) + '0\r\n\r\n',
      );
      expect(answer.status).toBe(400);
    });

    it('is told all its wrong fields at once', async () => {
      const response = await post('{"username":"","passwort":"x","a/b~c":1}');
      expect(response.status).toBe(422);
      const problem = await problemOf(response);
      expect(problem.code).toBe('REQUEST.INVALID');
      expect(problem.detail).toBe(`${problem.errors.length} fields are wrong`);
      expect(problem.errors).toEqual(
        expect.arrayContaining([
          { pointer: '/passwort', message: 'is not a known field' },
          { pointer: '/a~1b~0c', message: 'is not a known field' },
          { pointer: '/username', message: expect.stringContaining('must be') as string },
        ]),
      );
    });

    it('full of unknown fields is answered briefly', async () => {
      const fields = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`f${i}`, 1]));
      const response = await post(JSON.stringify(fields));
      expect(response.status).toBe(422);
      expect((await response.text()).length).toBeLessThan(4_000);
    });

    it('may be left out where nothing is needed', async () => {
      const response = await fetch(`${test.url}/api/v1/auth/login`, { method: 'POST' });
      expect(response.status).toBe(422);
      expect((await problemOf(response)).errors.map(({ pointer }) => pointer)).toEqual([
        '/username',
        '/password',
      ]);
    });
  });

  describe('to an address', () => {
    it.each([['/nothing'], ['/api/v1/nothing'], ['/api/v1/auth'], ['/api/v2/auth/login'], ['/%E0%A4%A']])(
      'nobody serves (%s) is answered 404, as everything else is: a problem, and no word of the framework',
      async (path) => {
        const response = await fetch(test.url + path);
        expect([400, 404]).toContain(response.status);
        expect(JSON.stringify([await problemOf(response), [...response.headers]])).not.toMatch(
          /express|nest/i,
        );
      },
    );

    it('of the API is never answered by a page, even to who would rather have one', async () => {
      const response = await fetch(`${test.url}/api/v1/nothing`, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(404);
      expect((await problemOf(response)).code).toBe('REQUEST.ROUTE_NOT_FOUND');
    });

    it.each([
      ['DELETE', '/api/v1/auth/login', 'POST'],
      ['PUT', '/api/v1/auth/login', 'POST'],
      ['POST', '/api/v1/auth/me', 'GET, HEAD, PATCH'],
      ['POST', '/health', 'GET, HEAD'],
      ['DELETE', '/metrics', 'GET, HEAD'],
    ])(
      'with a method it does not answer (%s %s) is answered 405 with what it does',
      async (method, path, allow) => {
        const response = await fetch(test.url + path, { method });
        expect(response.status).toBe(405);
        expect(response.headers.get('allow')).toBe(allow);
        expect((await problemOf(response)).code).toBe('REQUEST.METHOD_NOT_ALLOWED');
      },
    );

    it('by TRACE is refused and not echoed', async () => {
      const answer = await sendRaw(
        test.url,
        head('TRACE', '/api/v1/auth/login', ['Authorization: Bearer x']),
      );
      expect(answer.status).toBe(405);
      expect(answer.body).not.toContain('Bearer');
    });
  });

  describe('that fails within', () => {
    it('is told a request id and nothing else', async () => {
      logIn = () => {
        throw new Error('SELECT secret FROM users; at /work/src/logins.ts:12');
      };
      const response = await post(CREDENTIALS);
      expect(response.status).toBe(500);
      const problem = await problemOf(response);
      expect(problem).toMatchObject({ code: 'SERVER.FAULT', errors: [] });
      expect(JSON.stringify(problem)).not.toMatch(/SELECT|users|\/work|logins|Error:/);
    });

    it('does so too when something other than an Error is thrown', async () => {
      logIn = () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what a careless library does
        throw 'postgresql://rubi:secret@db/rubi';
      };
      const response = await post(CREDENTIALS);
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain('secret');
    });

    it.each([
      ['a lock that was not given in time', failedQuery('55P03')],
      ['a statement that took too long', failedQuery('57014')],
      ['too many connections', failedQuery('53300')],
      ['a database that is starting', failedQuery('57P03')],
      ['a deadlock', failedQuery('40P01')],
      ['a pool that is empty', new Error('timeout exceeded when trying to connect')],
      ['a connection that broke', new Error('Connection terminated unexpectedly')],
      [
        'a connection that broke between two statements',
        new Error('Query runner already released. Cannot run queries anymore.'),
      ],
      [
        'the same, seen by an entity manager',
        new Error(
          'Database connection provided by a query runner was already released, cannot continue to use its querying methods anymore.',
        ),
      ],
      ['a server that is not there', Object.assign(new Error('x'), { code: 'ECONNREFUSED' })],
      [
        'a server whose socket is not there',
        Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'connect' }),
      ],
      [
        'several servers that are not there',
        new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })]),
      ],
      ['the same, wrapped', new Error('not stored', { cause: failedQuery('08006') })],
    ])('for %s is told to come back', async (_, error) => {
      logIn = () => Promise.reject(error);
      const response = await post(CREDENTIALS);
      expect(response.status).toBe(503);
      expect(response.headers.get('retry-after')).toMatch(/^[1-5]$/);
      expect((await problemOf(response)).code).toBe('SERVER.UNAVAILABLE');
    });

    it('for a query that is wrong in itself is our fault, not "come back"', async () => {
      logIn = () => Promise.reject(failedQuery('42703'));
      expect((await post(CREDENTIALS)).status).toBe(500);
    });

    it('for a file that is missing is our fault as well', async () => {
      logIn = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT', syscall: 'open' }));
      expect((await post(CREDENTIALS)).status).toBe(500);
    });
  });

  describe('that names a language', () => {
    it.each([
      ['fr-FR,fr;q=0.9,en;q=0.8', 'Introuvable'],
      ['de, fr;q=0.5', 'Introuvable'],
      ['en, fr;q=0.5', 'Not Found'],
      ['de', 'Not Found'],
      ['fr;q=0', 'Not Found'],
    ])('(%s) is refused in it: %s', async (language, title) => {
      const response = await fetch(`${test.url}/nothing`, { headers: { 'accept-language': language } });
      expect((await problemOf(response)).title).toBe(title);
    });
  });

  describe('and its id', () => {
    it('is the one it brought, when that is harmless', async () => {
      const response = await fetch(`${test.url}/nothing`, { headers: { 'x-request-id': 'ea-42.7:x_Y' } });
      expect((await problemOf(response)).request_id).toBe('ea-42.7:x_Y');
    });

    it.each([['a b'], ['x'.repeat(65)], ['<script>'], ['"quoted"']])(
      'is a new one instead of %s',
      async (id) => {
        const response = await fetch(`${test.url}/nothing`, { headers: { 'x-request-id': id } });
        expect((await problemOf(response)).request_id).toMatch(/^[0-9a-f-]{36}$/);
      },
    );
  });
});

function failedQuery(code: string): QueryFailedError {
  return new QueryFailedError('SELECT 1', [], Object.assign(new Error('failed'), { code }));
}
