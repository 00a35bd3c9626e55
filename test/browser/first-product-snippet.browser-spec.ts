import { type Page } from 'playwright-core';
import { ApiClient, type Json } from '../support/api-client';
import { contract } from '../support/contract';
import { eventually } from '../support/eventually';
import { type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';

/** What the document prints, with the session and, beside it, the protocols that carry a token. */
function snippet(url: string, sessionId: string, protocols: readonly string[] = []): string {
  return `new Promise((resolve) => {
    const heard = [];
    const ws = new WebSocket('${url.replace('http', 'ws')}/ws/trading/live/${sessionId}', ${JSON.stringify(protocols)});

    ws.onopen = () => {
      heard.push('Connected');
      // Ping
      ws.send(JSON.stringify({ type: 'ping' }));
    };

    ws.onmessage = (event) => {
      const data = JSON.parse(event.data);
      heard.push(data.type);
      window.heard = heard;
      if (data.type === 'pong') resolve(heard);
    };
  })`;
}

describe("the first product's WebSocket snippet, in a browser", () => {
  let app: TestApp;
  let browser: TestBrowser;
  let person: Person;
  let sessionId: string;

  beforeAll(async () => {
    app = await startTestApp();
    browser = await TestBrowser.launch();
    person = await registerPerson(new ApiClient(app.url), 'snippet');
    const connected = await person.api.post('/mt5/connect', contract('mt5/connect.seed.request'));
    sessionId = connected.body['session_id'] as string;
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });
  afterEach(() => browser.closePages());

  async function open(): Promise<Page> {
    const page = await browser.open(app.url);
    await page.goto('/status');
    return page;
  }

  it('connects and hears the pong, as printed', async () => {
    const page = await open();
    expect(await page.evaluate(snippet(app.url, 'session_id'))).toEqual(['Connected', 'pong']);
  });

  it('hears of signals once it carries a token', async () => {
    const page = await open();
    await page.evaluate(snippet(app.url, sessionId, ['rubi.v1', person.accessToken]));
    // The feed begins with "ready": what was committed before it, a first connection is not told.
    await untilHeard(page, 'ready');
    const signal: Json = {
      ...contract('signals/signal.seed.request'),
      signal_time: app.clock.now().toISOString(),
    };
    await person.api.post('/trading/signals', signal);
    await untilHeard(page, 'signal.received');
  });

  /** Asked from outside: the page's own policy lets nothing evaluate text inside it. */
  async function untilHeard(page: Page, type: string): Promise<void> {
    await eventually(async () => {
      expect(await page.evaluate('window.heard')).toContain(type);
    });
  }
});
