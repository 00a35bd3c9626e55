import { ApiClient } from '../support/api-client';
import { forge, partsOf } from '../support/json-web-tokens';
import { logIn, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';

const OLD = 'the-first-jwt-secret-of-this-installation-01';
const NEW = 'the-second-jwt-secret-of-this-installation-2';

describe('changing JWT_SECRET', () => {
  let before: TestApp;
  let during: TestApp;
  let after: TestApp;

  beforeAll(async () => {
    before = await startTestApp({ environment: { JWT_SECRET: OLD } });
    const DATABASE_URL = before.databaseUrl;
    during = await startTestApp({ environment: { DATABASE_URL, JWT_SECRET: NEW, JWT_SECRET_PREVIOUS: OLD } });
    after = await startTestApp({ environment: { DATABASE_URL, JWT_SECRET: NEW } });
  });

  afterAll(async () => {
    await during.close();
    await after.close();
    await before.close();
  });

  const asks = async (app: TestApp, token: string): Promise<number> =>
    (await new ApiClient(app.url, token).get('/auth/me')).status;

  it('cuts nobody off while both are known, and the old one once it is taken out', async () => {
    const old = (await registerPerson(new ApiClient(before.url), 'constant')).accessToken;
    expect(await asks(during, old)).toBe(200);
    expect(await asks(after, old)).toBe(401);

    const { accessToken: fresh } = await logIn(new ApiClient(during.url), 'constant');
    expect(await asks(during, fresh)).toBe(200);
    expect(await asks(after, fresh)).toBe(200);
    expect(await asks(before, fresh)).toBe(401);
  });

  it('lets a login go on through the change', async () => {
    const { refreshToken } = await registerPerson(new ApiClient(before.url), 'through');
    const renewed = await new ApiClient(after.url).post('/auth/refresh', { refresh_token: refreshToken });
    expect(renewed.status).toBe(200);
    expect(await asks(after, renewed.body['access_token'] as string)).toBe(200);
  });

  it('believes the name of a key only if the signature is that key’s', async () => {
    const { accessToken } = await registerPerson(new ApiClient(before.url), 'named');
    const { header, payload } = partsOf(accessToken);
    const { header: newer } = partsOf((await logIn(new ApiClient(during.url), 'named')).accessToken);
    expect(header['kid']).not.toBe(newer['kid']);
    expect(JSON.stringify(header)).not.toContain(OLD);

    expect(await asks(during, forge(header, payload, OLD))).toBe(200);
    expect(await asks(during, forge({ ...header, kid: newer['kid'] }, payload, OLD))).toBe(401);
    expect(await asks(during, forge({ ...header, kid: 'unknown' }, payload, NEW))).toBe(401);
    expect(await asks(during, forge({ ...header, kid: null }, payload, NEW))).toBe(401);
    // Tokens of versions that named no key are the current secret's.
    expect(await asks(after, forge({ alg: 'HS256', typ: 'at+jwt' }, payload, NEW))).toBe(200);
  });

  it.each([
    [{ JWT_SECRET_PREVIOUS: NEW }, /JWT_SECRET_PREVIOUS must differ/],
    [{ JWT_SECRET_PREVIOUS: 'short' }, /JWT_SECRET_PREVIOUS is shorter than 32 bytes/],
  ])('refuses to start with %j', async (change, complaint) => {
    const environment = {
      NODE_ENV: 'production',
      DATABASE_URL: before.databaseUrl,
      API_SECRET_KEY: 'k3y-of-the-tests-k3y-of-the-tests-k3y-of',
      JWT_SECRET: NEW,
      ...change,
    };
    await expect(startTestApp({ environment })).rejects.toThrow(complaint);
  });
});
