import { join } from 'node:path';
import { freePort } from '../../src/platform/database/embedded/postmaster';
import { ApiClient } from '../support/api-client';
import { contract } from '../support/contract';
import { eventually } from '../support/eventually';
import { PASSWORD, registerPerson } from '../support/people';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { Receiver } from './receiver';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const PACKAGES = /@sentry\/|@opentelemetry\/(?:sdk|exporter|otlp|resources|core)/;

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

/** What OTLP/HTTP carries as JSON, of which a test looks at the spans. */
interface Sending {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Span['attributes'] };
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

interface Report {
  readonly exception: { readonly values: readonly { readonly type: string; readonly value: string }[] };
  readonly contexts: { readonly trace: { readonly trace_id: string } };
  readonly tags: Readonly<Record<string, string>>;
  readonly release: string;
  readonly user: { readonly id: string };
}

describe('error reports and traces', () => {
  let database: TestDatabase;
  let receiver: Receiver;
  let port: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    receiver = await Receiver.open();
    port = await freePort();
  });

  afterAll(async () => {
    await receiver.close();
    await database.drop();
  });

  const start = async (environment: Readonly<Record<string, string>>): Promise<ServerProcess> => {
    const server = await ServerProcess.spawn({
      workingDirectory: process.cwd(),
      environment: {
        API_PORT: String(port),
        DATABASE_URL: database.url,
        API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
        JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
        NODE_OPTIONS: `--require ${join(__dirname, 'loaded-modules.cjs')}`,
        ...environment,
      },
    });
    await server.untilReady();
    return server;
  };

  it('go where they are configured to go, one trace from the request to the decision, and carry no secret', async () => {
    const server = await start({
      SENTRY_DSN: `http://publickey@${receiver.address}/42`,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${receiver.address}/collector/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=a%20key',
    });
    const url = `http://127.0.0.1:${port}`;
    const person = await registerPerson(new ApiClient(url), 'observed');
    const answer = await person.api.post(
      '/trading/signals',
      { ...contract('signals/signal.seed.request'), signal_time: new Date().toISOString() },
      { headers: { traceparent: `00-${TRACE}-${CALLER}-01` } },
    );
    await eventually(async () => {
      const { body } = await person.api.get(`/trading/signals/${answer.body['signal_id'] as string}`);
      expect(body['status']).not.toBe('PENDING');
    });

    await database.dataSource.query('ALTER TABLE trading_positions RENAME TO positions_elsewhere');
    const failed = await person.api.get('/trading/positions');
    await database.dataSource.query('ALTER TABLE positions_elsewhere RENAME TO trading_positions');
    expect(failed.status).toBe(500);
    // Asked to end, it sends what waits.
    expect(await server.end()).toBe(0);

    const sendings = receiver.received.filter(({ path }) => path === '/collector/v1/traces');
    expect(sendings.length).toBeGreaterThan(0);
    expect(sendings[0]?.headers['x-collector-key']).toBe('a key');
    const spans = sendings.flatMap(({ body }) =>
      (JSON.parse(body) as Sending).resourceSpans.flatMap((each) =>
        each.scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
    const mine = spans.filter(({ traceId }) => traceId === TRACE);
    const request = mine.find(({ name }) => name === 'POST /api/v1/trading/signals');
    expect(request).toMatchObject({ parentSpanId: CALLER });
    expect(mine.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['INSERT trading_signals', 'COMMIT', 'signal-received']),
    );
    // Machines that look whether it is alive leave no trace.
    expect(spans.filter(({ name }) => name.includes('/health'))).toEqual([]);

    const lines = server.output
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(
      lines.find((line) => line['url.path'] === '/api/v1/trading/signals' && line['trace.id'] === TRACE),
    ).toMatchObject({
      'span.id': request?.spanId,
      'http.request.id': answer.headers['x-request-id'],
    });

    const reports = receiver.received
      .filter(({ path }) => path.startsWith('/api/42/envelope/'))
      .map(({ body }) => JSON.parse(body.split('\n')[2] ?? '') as Report);
    expect(reports).toHaveLength(1);
    const [report] = reports;
    expect(report).toMatchObject({
      release: 'rubi-studio@3.0.0',
      tags: { logger: 'Requests', request_id: failed.headers['x-request-id'] },
      user: { id: expect.any(String) as string },
    });
    expect(report?.exception.values.map(({ value }) => value).join()).toContain('trading_positions');
    const trace = report?.contexts.trace.trace_id;
    expect(
      spans.some(({ traceId, name }) => traceId === trace && name === 'GET /api/v1/trading/positions'),
    ).toBe(true);

    const everything = receiver.received.map(({ body }) => body).join('\n');
    for (const secret of [person.accessToken, PASSWORD, 'k3y-of-the-tests', 'jwt-of-the-tests']) {
      expect(everything).not.toContain(secret);
    }
    expect(server.output).toMatch(PACKAGES);
  });

  it('hold up neither work nor end when nobody takes them', async () => {
    const gone = await Receiver.open();
    const server = await start({
      SENTRY_DSN: `http://publickey@${gone.address}/42`,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://${gone.address}`,
    });
    await gone.close();
    expect((await new ApiClient(`http://127.0.0.1:${port}`).get('/trading/positions')).status).toBe(401);
    expect(await server.end()).toBe(0);
  });

  it('load nothing when they are not configured', async () => {
    const server = await start({});
    expect((await new ApiClient(`http://127.0.0.1:${port}`).get('/trading/positions')).status).toBe(401);
    expect(await server.end()).toBe(0);
    const [, loaded] = /^loaded: (.*)$/m.exec(server.output) ?? [];
    expect(loaded).toContain('typeorm');
    expect(loaded).not.toMatch(PACKAGES);
  });
});
