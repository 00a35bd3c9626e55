import { freePort } from '../../src/platform/database/embedded/postmaster';
import { ApiClient } from '../support/api-client';
import { makeApiToken, registerPerson } from '../support/people';
import { makeScratch, type Scratch } from '../support/scratch';
import { ServerProcess } from '../support/server-process';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { TestBrowser } from './chromium';
import { Desk } from './desk';
import { logIn } from './screens';

describe('a backend that restarts', () => {
  let database: TestDatabase;
  let scratch: Scratch;
  let browser: TestBrowser;
  let server: ServerProcess;
  const desks: Desk[] = [];
  let port: number;

  const start = async (): Promise<void> => {
    server = await ServerProcess.spawn({
      workingDirectory: scratch.path,
      environment: {
        DATABASE_URL: database.url,
        API_HOST: '127.0.0.1',
        API_PORT: String(port),
        API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
        JWT_SECRET: 'jwt-of-the-tests-jwt-of-the-tests-jwt-of',
      },
    });
    await server.untilReady();
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    scratch = await makeScratch();
    port = await freePort();
    browser = await TestBrowser.launch();
    await start();
  });
  afterAll(async () => {
    await Promise.all(desks.map((desk) => desk.close()));
    await server.end();
    await browser.close();
    await database.drop();
    await scratch.remove();
  });

  it('greys the figures, tells their age, and comes back with one quiet message and everything that was missed', async () => {
    const url = `http://127.0.0.1:${port}`;
    const person = await registerPerson(new ApiClient(url), 'patient');
    const { token } = await makeApiToken(person, ['terminal']);
    desks.push(new Desk(url, token));
    const page = await browser.open(url);
    await logIn(page, 'patient');
    await page.getByRole('heading', { name: /12345678/ }).waitFor();
    await page
      .getByRole('region', { name: 'Connection and stop' })
      .getByText('Live', { exact: true })
      .waitFor();

    // Parts that are still under way when the backend goes are another story, which the next test tells.
    await page.waitForLoadState('networkidle');

    await server.end('SIGKILL');
    await page.getByText(/Offline · data \d+s old/).waitFor();
    // What was shown is still there to be read.
    await page.getByRole('heading', { name: /12345678/ }).waitFor();

    // Waited for from the beginning: it does not stay for long, and the line may be back before the start is.
    const restored = page.getByText('Connection restored. Everything is up to date.');
    await Promise.all([start(), restored.waitFor({ timeout: 60_000 })]);
    await page
      .getByRole('region', { name: 'Connection and stop' })
      .getByText('Live', { exact: true })
      .waitFor();

    const answer = await person.api.post('/trading/signals', {
      symbol: 'EURUSD',
      signal_type: 'CLOSE_BUY',
      signal_time: new Date().toISOString(),
    });
    expect(answer.status).toBe(201);
    await page.getByText('No open BUY position of EURUSD was found').waitFor();
  }, 120_000);

  it('fetches a part of the page that did not come until it comes, and shows the rest meanwhile', async () => {
    const url = `http://127.0.0.1:${port}`;
    const person = await registerPerson(new ApiClient(url), 'unlucky');
    const { token } = await makeApiToken(person, ['terminal']);
    desks.push(new Desk(url, token));
    const page = await browser.open(url);
    let isAway = true;
    await page.route(/\/latest-[^/]+\.js$/, (route) => (isAway ? route.abort() : route.continue()));
    const failed = page.waitForEvent('requestfailed');
    await logIn(page, 'unlucky');
    await failed;
    await page.getByRole('heading', { name: 'Dashboard' }).waitFor();
    isAway = false;
    await page.getByRole('heading', { name: 'Last signals' }).waitFor();
    expect(browser.complaints).toEqual([]);
  });
});
