import { gzipSync } from 'node:zlib';
import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';
import { logIn } from './screens';

const MOST_SCRIPT_KB = 230;
const MOST_STYLE_KB = 45;

describe('the first load', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    await registerPerson(new ApiClient(app.url), 'impatient');
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it(`brings at most ${MOST_SCRIPT_KB} KB of scripts and ${MOST_STYLE_KB} KB of styles to the dashboard`, async () => {
    const page = await browser.open(app.url);
    const sizes = { script: 0, stylesheet: 0 };
    // A file that is preloaded is told of twice.
    const seen = new Set<string>();
    const bodies: Promise<void>[] = [];
    page.on('response', (response) => {
      const kind = response.request().resourceType();
      if ((kind !== 'script' && kind !== 'stylesheet') || seen.has(response.url())) return;
      seen.add(response.url());
      bodies.push(response.body().then((body) => void (sizes[kind] += gzipSync(body).length / 1000)));
    });
    await logIn(page, 'impatient');
    await page.getByText('No terminal yet').waitFor();
    await Promise.all(bodies);

    expect(sizes.script).toBeGreaterThan(0);
    expect(sizes.script).toBeLessThanOrEqual(MOST_SCRIPT_KB);
    expect(sizes.stylesheet).toBeLessThanOrEqual(MOST_STYLE_KB);
  });

  it('tells how the service is to somebody who is not logged in', async () => {
    const page = await browser.open(app.url);
    await page.goto('/status');
    await page.getByText('Everything works').waitFor();
    await page.getByText('Database').waitFor();
  });

  it('lets files be kept for ever, the page never, and no address of the API become a page', async () => {
    const page = await fetch(`${app.url}/signals/1`, { headers: { accept: 'text/html' } });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-store');
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(html) ?? [];
    const file = await fetch(`${app.url}${script}`, { headers: { 'accept-encoding': 'gzip' } });
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(file.headers.get('content-encoding')).toBe('gzip');

    for (const path of ['/api/v1/nothing', '/api', '/ws/nothing', '/assets/gone.js', '/health/nothing']) {
      const answer = await fetch(`${app.url}${path}`, { headers: { accept: 'text/html' } });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('answers a program at the root with the page, and elsewhere with what a program can read', async () => {
    const root = await fetch(app.url, { headers: { accept: '*/*' } });
    expect([root.status, root.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);

    const { status, headers } = await fetch(`${app.url}/signals/1`, { headers: { accept: '*/*' } });
    expect([status, headers.get('x-error-code')]).toEqual([404, 'REQUEST.ROUTE_NOT_FOUND']);
    const json = await fetch(app.url, { headers: { accept: 'application/json' } });
    expect([json.status, json.headers.get('x-error-code')]).toEqual([404, 'REQUEST.ROUTE_NOT_FOUND']);
  });

  it('answers each page with a nonce of its own, and lets nobody frame it', async () => {
    const policies = await Promise.all(
      [1, 2].map(async () => {
        const answer = await fetch(app.url, { headers: { accept: 'text/html' } });
        const policy = answer.headers.get('content-security-policy') ?? '';
        const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
        expect(await answer.text()).toContain(`nonce="${nonce}"`);
        expect(policy).toContain("frame-ancestors 'none'");
        expect(policy).not.toContain('unsafe-inline');
        return nonce;
      }),
    );
    expect(new Set(policies).size).toBe(2);
  });
});
