import { type OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { ApiClient, type Answer, type Json } from '../support/api-client';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { head, sendRaw } from '../support/raw-http';
import { startTestApp, type TestApp } from '../support/test-app';

interface Parameter {
  readonly name: string;
  readonly in: string;
}
interface Operation {
  readonly security?: readonly object[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly content: Record<string, { readonly examples?: Record<string, { readonly value: unknown }> }>;
  };
  readonly responses: Record<string, unknown>;
}
interface Route {
  readonly name: string;
  readonly method: string;
  /** Without the prefix, with `{id}` and the like in it. */
  readonly path: string;
  readonly open: boolean;
  readonly parameters: readonly Parameter[];
  readonly statuses: readonly number[];
  readonly examples: readonly Json[];
}

const PREFIX = '/api/v1';
const AN_ID = /(?:^|_)id$|^(?:session|account|signal|order|cursor)$/;
const RUNS = 30;
/** Ends the login it is called with, so that all that follows would be refused for another reason. */
const ENDS_LOGINS = ['/auth/logout', '/auth/password'];
const IDS = [
  '0',
  '-1',
  '1e9',
  '9223372036854775808',
  'null',
  'undefined',
  '%00',
  "1'--",
  '..%2f..%2fetc',
  '00000000-0000-4000-8000-000000000000',
  'x'.repeat(300),
  '%F0%9F%92%A9',
];
const HOSTILE = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    0,
    -0,
    -1,
    0.015,
    1e-320,
    1e300,
    2 ** 60,
    'NaN',
    'Infinity',
    "' OR 1=1--",
    '\u202e',
    '\ud800',
    '=cmd()',
    '\r\n{"level":"error"}',
    '2025-02-30',
    [],
    {},
    [[]],
    { toString: 1 },
    'x'.repeat(10_000),
  ),
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
);

/** Too long to stand in a request's random id by chance. */
const BERTS_NUMBER = '471147114711';

describe('every operation of the API', () => {
  let test: TestApp;
  let anna: Person;
  let bert: Person;
  let routes: Route[];
  let anybody: ApiClient;

  beforeAll(async () => {
    test = await startTestApp();
    anybody = new ApiClient(test.url);
    anna = await registerPerson(anybody, 'anna');
    bert = await registerPerson(anybody, 'bert');
    routes = routesOf((await (await fetch(`${test.url}/docs-json`)).json()) as OpenAPIObject);
  });
  afterAll(() => test.close());

  const protectedRoutes = (): Route[] => routes.filter(({ open }) => !open);
  const call = (api: ApiClient, route: Route, path: string, body?: unknown): Promise<Answer> =>
    api.call(
      route.method,
      path,
      route.method === 'POST' || route.method === 'PUT' ? { body: body ?? {} } : {},
    );

  it('is found in the documentation', () => {
    expect(routes.length).toBeGreaterThan(30);
    expect(protectedRoutes().length).toBeGreaterThan(25);
  });

  it('is closed to who brings no token, and says so in one way', async () => {
    for (const route of protectedRoutes()) {
      const answer = await call(anybody, route, filled(route.path, '1'), route.examples[0]);
      expect([route.name, answer.status, answer.headers['content-type']]).toEqual([
        route.name,
        401,
        'application/problem+json; charset=utf-8',
      ]);
      expect(answer.headers['www-authenticate']).toContain('Bearer');
    }
  });

  it('is closed to a token that may only read, if it writes', async () => {
    const reader = await makeApiToken(anna, ['read']);
    for (const route of protectedRoutes().filter(({ method }) => method !== 'GET')) {
      const answer = await call(reader.api, route, filled(route.path, '1'), route.examples[0]);
      expect([route.name, answer.status]).toEqual([route.name, 403]);
    }
  });

  it('takes no id that is none, and never breaks on one', async () => {
    for (const route of protectedRoutes().filter(({ path }) => path.includes('{'))) {
      for (const id of IDS) {
        const answer = await call(anna.api, route, filled(route.path, id), route.examples[0]);
        expect([route.name, id, answer.status, answer.status >= 400 && answer.status < 500]).toEqual([
          route.name,
          id,
          answer.status,
          true,
        ]);
      }
    }
  });

  /** Ids of everything that Bert has: a session, a signal, a token, an account, himself and his logins. */
  async function possessionsOfBert(): Promise<string[]> {
    const { body: token } = await bert.api.post('/auth/tokens', { name: 'his', scopes: ['terminal'] });
    const terminal = anybody.as(String(token['token']));
    const connected = await terminal.post('/mt5/connect', {
      account_number: BERTS_NUMBER,
      broker: 'Somebody',
      currency: 'USD',
      balance: 1000,
      equity: 1000,
      leverage: 100,
    });
    expect([connected.status, connected.text]).toEqual([
      expect.any(Number),
      expect.stringContaining('session_id'),
    ]);
    const signal = await terminal.post('/trading/signals', {
      symbol: 'EURUSD',
      signal_type: 'BUY',
      entry_price: 1.1,
      stop_loss: 1.095,
      signal_time: test.clock.now().toISOString(),
    });
    const { rows } = await accountOf(test, bert.id);
    const logins = (await bert.api.get('/auth/sessions')).body['data'] as Json[];
    const one = [connected.body['session_id'], signal.body['signal_id'], token['id'], rows, bert.id];
    return [...one, ...logins.map(({ id }) => id)].map(String);
  }

  it("answers another owner's ids as those of nobody", async () => {
    const his = await possessionsOfBert();
    for (const route of protectedRoutes().filter(({ path }) => path.includes('{'))) {
      const nobody = await call(anna.api, route, filled(route.path, '7777'), route.examples[0]);
      for (const id of his) {
        const answer = await call(anna.api, route, filled(route.path, id), route.examples[0]);
        expect([route.name, id, [400, 404, 409, 422].includes(answer.status)]).toEqual([
          route.name,
          id,
          true,
        ]);
        expect(answer.text).not.toContain(BERTS_NUMBER);
        expect(answer.text).not.toContain(bert.email);
      }
      expect(nobody.status).not.toBe(200);
    }
  });

  it("answers another owner's ids in a query or a body as those of nobody", async () => {
    const his = await possessionsOfBert();
    for (const route of protectedRoutes()) {
      const queried = route.parameters.filter((each) => each.in === 'query' && AN_ID.test(each.name));
      for (const { name } of queried) {
        for (const id of his) await sameAsNobodys(route, id, (value) => [`?${name}=${value}`, undefined]);
      }
      const example = route.examples[0] ?? {};
      for (const name of Object.keys(example).filter((key) => AN_ID.test(key))) {
        for (const id of his) {
          await sameAsNobodys(route, id, (value) => [
            '',
            { ...example, [name]: likewise(example[name], value) },
          ]);
        }
      }
    }
  }, 120_000);

  /** Asks for what is Bert's, and for what is nobody's: Anna cannot tell which is which. */
  async function sameAsNobodys(
    route: Route,
    id: string,
    asked: (id: string) => readonly [query: string, body: Json | undefined],
  ): Promise<void> {
    const ask = async (value: string): Promise<Answer> => {
      const [query, body] = asked(value);
      return call(anna.api, route, filled(route.path, '7777') + query, body);
    };
    const nobody = /^\d+$/.test(id) ? '777777' : '00000000-0000-4000-8000-000000000000';
    const [foreign, unknown] = [await ask(id), await ask(nobody)];
    expect([route.name, id, foreign.status]).toEqual([route.name, id, unknown.status]);
    expect([route.name, foreign.body['code']]).toEqual([route.name, unknown.body['code']]);
    for (const secret of [BERTS_NUMBER, 'Somebody', bert.email]) expect(foreign.text).not.toContain(secret);
  }

  it('answers whatever it is sent with a status that it documents, and never with a 5xx', async () => {
    const writing = routes.filter(
      ({ method, path }) => (method === 'POST' || method === 'PUT') && !ENDS_LOGINS.includes(path),
    );
    for (const route of writing) {
      await fc.assert(
        fc.asyncProperty(bodiesFor(route), async (body) => {
          const answer = await call(route.open ? anybody : anna.api, route, filled(route.path, '1'), body);
          if (answer.status >= 500 || !route.statuses.includes(answer.status)) {
            throw new Error(`${route.name} answers ${answer.status}: ${answer.text}`);
          }
        }),
        { numRuns: RUNS },
      );
    }
  }, 120_000);

  it.each([
    ['cannot be read', 400, ['Content-Type: application/json'], '{"a":'],
    ['is no object', 400, ['Content-Type: application/json'], '[1]'],
    ['is of another type', 415, ['Content-Type: text/plain'], 'hello'],
    ['has more bytes than fit', 413, ['Content-Type: application/json'], `"${'x'.repeat(600 * 1024)}"`],
  ])(
    'says the same of a body that %s, whether it asks for one or not, and documents it',
    async (_, status, headers, body) => {
      for (const route of routes) {
        const own = [
          ...headers,
          `Authorization: Bearer ${anna.accessToken}`,
          `Content-Length: ${body.length}`,
        ];
        const answer = await sendRaw(
          test.url,
          head(route.method, PREFIX + filled(route.path, '1'), own) + (status === 413 ? '' : body),
        );
        expect([route.name, answer.status]).toEqual([route.name, status]);
        expect([route.name, route.statuses]).toEqual([route.name, expect.arrayContaining([status])]);
      }
    },
  );

  it('reads any query without breaking', async () => {
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const names = [
        ...route.parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        'user_id',
      ];
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...names),
          fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('1e9', '-1', "' OR 1=1--", '')),
          async (name, value) => {
            const query = new URLSearchParams({ [name]: value }).toString();
            const answer = await anna.api.get(`${filled(route.path, '1')}?${query}`);
            expect([route.name, query, answer.status < 500]).toEqual([route.name, query, true]);
          },
        ),
        { numRuns: RUNS },
      );
    }
  }, 120_000);
});

async function accountOf({ dataSource }: TestApp, userId: string): Promise<{ readonly rows: string }> {
  const found: { id: string }[] = await dataSource.query(
    'SELECT id FROM trading_accounts WHERE user_id = $1',
    [userId],
  );
  return { rows: found[0]?.id ?? '' };
}

function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths)
    .filter(([path]) => path.startsWith(PREFIX))
    .flatMap(([path, item]) =>
      Object.entries(item as Record<string, Operation>).map(([method, operation]) => {
        const { examples = {} } = operation.requestBody?.content['application/json'] ?? {};
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path: path.slice(PREFIX.length),
          open: (operation.security ?? []).length === 0,
          parameters: operation.parameters ?? [],
          statuses: Object.keys(operation.responses).map(Number),
          examples: Object.values(examples).map(({ value }) => value as Json),
        };
      }),
    );
}

function filled(path: string, id: string): string {
  return path.replace(/\{[^}]+\}/g, id);
}

/** The documented body with some of its fields replaced, or something else altogether. */
function bodiesFor({ examples }: Route): fc.Arbitrary<unknown> {
  const example = examples[0] ?? {};
  const names = Object.keys(example);
  const changed =
    names.length === 0
      ? fc.constant(example)
      : fc
          .dictionary(fc.constantFrom(...names), HOSTILE, { minKeys: 1, maxKeys: 3 })
          .map((change) => ({ ...example, ...change }));
  return fc.oneof(
    { arbitrary: changed, weight: 4 },
    { arbitrary: fc.jsonValue().map((value) => value ?? []), weight: 1 },
  );
}

/** The id as the example writes one: as a number, in a list, or as text. */
function likewise(shown: unknown, id: string): unknown {
  if (Array.isArray(shown)) return [id];
  return typeof shown === 'number' && /^\d+$/.test(id) ? Number(id) : id;
}
