import { startTestApp, type TestApp } from '../support/test-app';

describe('startTestApp', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp();
  });

  afterAll(async () => {
    await test.close();
  });

  it('serves the whole application on a port of its own', async () => {
    const answer = await fetch(`${test.url}/api/v1/nothing-here`);
    expect(answer.status).toBe(404);
  });
});
