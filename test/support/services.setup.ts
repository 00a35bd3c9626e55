import { dropTestDatabases, makeTemplate, startTestServer } from './test-server';

/**
 * Makes the services ready before all tests that need them, in the process that leads the run. Several projects ask
 * for it in one run: the first is enough, and a second server would be stopped by nobody.
 */
export default async function setUpServices(): Promise<void> {
  if (process.env['RUBI_TEST_RUN'] === String(process.pid)) return;
  const given = process.env['TEST_DATABASE_URL'];
  if (given === undefined) globalThis.testServer = await startTestServer();
  const adminUrl = given ?? globalThis.testServer?.adminUrl ?? '';
  await dropTestDatabases(adminUrl, process.pid);
  // The processes that run the test files inherit the environment, and nothing else.
  process.env['RUBI_TEST_ADMIN_URL'] = adminUrl;
  process.env['RUBI_TEST_TEMPLATE'] = await makeTemplate(adminUrl);
  process.env['RUBI_TEST_RUN'] = String(process.pid);
}
