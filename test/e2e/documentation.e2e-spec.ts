import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OpenAPIObject } from '@nestjs/swagger';
import { startTestApp, type TestApp } from '../support/test-app';

interface Media {
  readonly schema?: { readonly $ref?: string };
  readonly examples?: Record<string, { readonly value: unknown }>;
  readonly example?: { readonly code: string; readonly status: number };
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: Record<string, Media> };
  readonly responses: Record<
    string,
    { readonly description: string; readonly content?: Record<string, Media> }
  >;
}

const CONTRACT = join(__dirname, '../../contract');

describe('the documentation', () => {
  let test: TestApp;
  let document: OpenAPIObject;
  /** By method and path, such as `POST /api/v1/auth/login`. */
  let operations: Map<string, Operation>;

  beforeAll(async () => {
    test = await startTestApp();
    document = (await (await fetch(`${test.url}/docs-json`)).json()) as OpenAPIObject;
    operations = new Map(
      Object.entries(document.paths).flatMap(([path, item]) =>
        Object.entries(item as Record<string, Operation>).map(
          ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
        ),
      ),
    );
  });

  afterAll(() => test.close());

  const ofTheApi = (): [string, Operation][] => [...operations].filter(([name]) => name.includes('/api/v1/'));
  const operation = (name: string): Operation => {
    const found = operations.get(name);
    if (!found) throw new Error(`${name} is not documented`);
    return found;
  };

  it('is OpenAPI 3.1, for programs in two notations', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Rubi Studio', version: '3.0.0' });
    const yaml = await fetch(`${test.url}/docs-yaml`);
    expect(await yaml.text()).toMatch(/^openapi: 3\.1\.0/);
  });

  it('is a page for people that its own security policy lets work', async () => {
    const page = await fetch(`${test.url}/docs`);
    const html = await page.text();
    expect(page.status).toBe(200);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script>(?!\s*<)/); // no inline script, which the policy would refuse
    for (const [, source = ''] of html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+)"/g)) {
      expect(source).not.toMatch(/^https?:/);
      expect((await fetch(new URL(source, `${test.url}/`))).status).toBe(200);
    }
  });

  it('names every operation once', () => {
    const names = [...operations.values()].map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]\w+_\w+$/);
    expect(operation('POST /api/v1/auth/login').operationId).toBe('auth_login');
  });

  it('shows the product document’s own bodies as examples', () => {
    const { examples } =
      operation('POST /api/v1/trading/signals').requestBody?.content['application/json'] ?? {};
    expect(examples?.['signals/signal.seed.request']?.value).toMatchObject({
      symbol: 'EURUSD',
      entry_price: 1.1,
    });
  });

  it('shows every request of contract/ somewhere', () => {
    const shown = new Set(
      [...operations.values()].flatMap(({ requestBody }) =>
        Object.keys(requestBody?.content['application/json']?.examples ?? {}),
      ),
    );
    const requests = readdirSync(CONTRACT, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.request.json'))
      .map((file) => file.replace(/\.json$/, ''));
    expect(requests.filter((name) => !shown.has(name))).toEqual([]);
  });

  it('shows what each operation of the API answers when all is well', () => {
    const silent = ofTheApi().filter(
      ([, { responses }]) =>
        !Object.entries(responses).some(
          ([status, { content }]) =>
            status === '204' || (Number(status) < 300 && content?.['application/json']?.schema),
        ),
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it('says of every refusal what its body is, and with which codes', () => {
    for (const [name, { responses, security, requestBody }] of ofTheApi()) {
      const expected = ['429', '500', '503'];
      if (security.length > 0) expected.push('401', '403');
      if (requestBody) expected.push('400', '413', '415', '422');
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(expected)]);
      for (const [status, response] of Object.entries(responses).filter(([code]) => Number(code) >= 400)) {
        const problem = response.content?.['application/problem+json'];
        expect(problem?.schema).toEqual({ $ref: '#/components/schemas/Problem' });
        expect(problem?.example?.status).toBe(Number(status));
        expect([name, status, response.description]).toEqual([
          name,
          status,
          expect.stringMatching(/`[A-Z0-9_.]+`/),
        ]);
      }
    }
  });

  it('keeps its own marks to itself', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(/x-(?:public|body-examples|answer-examples|refusals)/);
  });

  it('asks for a token where one is needed', () => {
    expect(operation('POST /api/v1/auth/login').security).toEqual([]);
    expect(operation('GET /health').security).toEqual([]);
    expect(operation('POST /api/v1/trading/signals').security).toEqual([{ bearer: [] }]);
  });

  it('refers to nothing that is not there', () => {
    const schemas = Object.keys(document.components?.schemas ?? {});
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g)];
    expect(references.filter(([, name = '']) => !schemas.includes(name))).toEqual([]);
  });
});
