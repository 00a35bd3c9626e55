import { ApiClient } from '../support/api-client';
import { makeApiToken, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

/** prometheus.io/docs/practices/naming: lower case, base units, no `_total` but on counters. */
const NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const OWN = /^(?:rubi|http|nodejs|process)_/;

interface Metric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

function metricsOf(text: string): Metric[] {
  const help = new Map([...text.matchAll(/^# HELP (\S+) (.+)$/gm)].map(([, name, words]) => [name, words]));
  return [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => ({
    name,
    type,
    help: help.get(name) ?? '',
  }));
}

describe('GET /metrics', () => {
  let test: TestApp;
  const PORT = 20_000 + (process.pid % 10_000);

  beforeAll(async () => {
    test = await startTestApp({ environment: { PROMETHEUS_PORT: String(PORT), REVISION: 'abc1234' } });
  });

  afterAll(() => test.close());

  const read = async (url = `${test.url}/metrics`): Promise<string> => (await fetch(url)).text();

  it('names what runs, and everything as Prometheus wants it named', async () => {
    const text = await read();
    expect(text).toContain('rubi_build_info{version="3.0.0",revision="abc1234"} 1');
    const metrics = metricsOf(text);
    expect(metrics.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'http_request_duration_seconds',
        'nodejs_eventloop_lag_seconds',
        'process_cpu_seconds_total',
      ]),
    );
    for (const { name, type, help } of metrics) {
      expect(name).toMatch(NAME);
      expect(name).toMatch(OWN);
      expect(help).not.toBe('');
      if (name.startsWith('rubi_')) {
        expect([name, name.endsWith('_total')]).toEqual([name, type === 'counter']);
        if (type === 'histogram') expect(name).toMatch(/_seconds$/);
        expect(name).not.toMatch(/_(ms|milliseconds|minutes|kb|percent)\b/);
      }
    }
  });

  it('times requests by route, and all that strangers ask for as one', async () => {
    const anybody = new ApiClient(test.url);
    const person = await registerPerson(anybody, 'measured');
    await person.api.get('/auth/me');
    const { id } = await makeApiToken(person, ['read']);
    await person.api.delete(`/auth/tokens/${id}`);
    for (let i = 0; i < 20; i++) await fetch(`${test.url}/wp-admin/${i}.php?token=secret`);
    const text = await read();
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="/api/v1/auth/me",status_class="2xx"} 1',
    );
    expect(text).toContain(
      'http_request_duration_seconds_count{method="GET",route="unmatched",status_class="4xx"} 20',
    );
    expect(text).toMatch(/route="\/api\/v1\/auth\/tokens\/:\w+"/);
    for (const secret of [id, 'wp-admin', 'secret', person.id, person.accessToken, person.username]) {
      expect(text).not.toContain(secret);
    }
  });

  it('is served on a port of its own as well, with what a probe asks of a worker, and nothing else is', async () => {
    const own = `http://127.0.0.1:${PORT}`;
    expect(await read(`${own}/metrics`)).toContain('rubi_build_info');
    expect(await read(`${own}/health/live`)).toBe('{"status":"ok"}');
    expect(JSON.parse(await read(`${own}/health/ready`))).toMatchObject({
      status: 'ok',
      checks: { database: { status: 'up' } },
    });
    expect((await fetch(`${own}/health`)).status).toBe(404);
    expect((await fetch(`${own}/metrics`, { method: 'POST' })).status).toBe(404);
  });
});
