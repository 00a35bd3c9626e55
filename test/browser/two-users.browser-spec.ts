import { Clock } from '../../src/platform/time/clock';
import { ServerSwitch } from '../../src/orders/server-switch';
import { ApiClient } from '../support/api-client';
import { makeApiToken, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';
import { Desk } from './desk';
import { logIn } from './screens';

describe('two traders on one server', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;
  const desks: Desk[] = [];

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    for (const [name, number] of [
      ['alice', '11111111'],
      ['bob_the_trader', '22222222'],
    ] as const) {
      const person = await registerPerson(new ApiClient(app.url), name);
      const { token } = await makeApiToken(person, ['terminal']);
      desks.push(new Desk(app.url, token, { number }));
    }
  });
  afterAll(async () => {
    for (const desk of desks) await desk.close();
    await browser.close();
    await app.close();
  });

  it('never see one another’s accounts, signals or addresses', async () => {
    const alice = await browser.open(app.url);
    const bob = await browser.open(app.url);
    await logIn(alice, 'alice');
    await logIn(bob, 'bob_the_trader');
    await alice.getByRole('heading', { name: /11111111/ }).waitFor();
    await bob.getByRole('heading', { name: /22222222/ }).waitFor();

    await alice.getByRole('button', { name: 'STOP' }).click();
    await alice.getByRole('button', { name: 'Stop everything now' }).click();
    await alice.getByText('Trading is halted').waitFor();

    await bob.goto('/signals/1');
    await bob.getByText('There is no such signal among yours.').waitFor();
    await bob.goto('/');
    await bob.getByRole('heading', { name: /22222222/ }).waitFor();
    expect(await bob.locator('body').textContent()).not.toMatch(/11111111|halted/);
    expect(await alice.locator('body').textContent()).not.toContain('22222222');
  });

  it('are both told at once that the operator has stopped the server, and when it goes on', async () => {
    const pages = [];
    for (const name of ['alice', 'bob_the_trader']) {
      const page = await browser.open(app.url);
      await logIn(page, name);
      await page.getByText('Live', { exact: true }).first().waitFor();
      pages.push(page.getByText('Trading is halted on the whole server.'));
    }
    const server = app.app.get(ServerSwitch, { strict: false });
    await server.move('HALTED', 'the broker quotes nonsense');
    await Promise.all(pages.map((banner) => banner.waitFor()));
    await server.move('ACTIVE', 'it has corrected its quotes');
    await Promise.all(pages.map((banner) => banner.waitFor({ state: 'detached' })));
  });

  it('leaves nothing of one behind when another logs in at the same browser', async () => {
    const page = await browser.open(app.url);
    await logIn(page, 'alice');
    await page.getByRole('heading', { name: /11111111/ }).waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    await logIn(page, 'bob_the_trader');
    await page.getByRole('heading', { name: /22222222/ }).waitFor();
    expect(await page.locator('body').textContent()).not.toContain('11111111');
  });
});
