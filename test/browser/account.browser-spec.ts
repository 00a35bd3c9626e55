import { Clock } from '../../src/platform/time/clock';
import { ApiClient } from '../support/api-client';
import { registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { TestBrowser } from './chromium';
import { logIn } from './screens';

describe('the account', () => {
  let app: TestApp<Clock>;
  let browser: TestBrowser;

  beforeAll(async () => {
    app = await startTestApp({ clock: new Clock() });
    browser = await TestBrowser.launch();
    await registerPerson(new ApiClient(app.url), 'forgetful');
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  it('tells where one is logged in, and logs out a device that was left behind', async () => {
    const left = await browser.open(app.url);
    await logIn(left, 'forgetful');
    const here = await browser.open(app.url);
    await logIn(here, 'forgetful');
    await here.goto('/account');

    const table = here.getByRole('table', { name: 'Where you are logged in' });
    const own = table.getByRole('row').filter({ hasText: 'This device' });
    await own.getByRole('rowheader', { name: /^Chrome on / }).waitFor();
    expect(await own.getByRole('button').count()).toBe(0);
    const others = table.getByRole('row').filter({ has: here.getByRole('button', { name: /Log out/ }) });
    // One is the login of the registration, by a program that says nothing of itself.
    await others.getByRole('rowheader', { name: 'Unknown device' }).waitFor();
    await others.filter({ hasText: 'Chrome on' }).getByRole('button').click();
    await here.getByText('That device is logged out.').waitFor();
    await others.filter({ hasText: 'Chrome on' }).waitFor({ state: 'detached' });
    await own.waitFor();

    await left.getByRole('link', { name: 'Account' }).first().click();
    await left.getByRole('heading', { name: 'Log in' }).waitFor();
  });

  it('has given the browser nothing to complain about', () => {
    expect(browser.complaints).toEqual([]);
  });
});
