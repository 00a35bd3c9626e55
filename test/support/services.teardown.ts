import { removeBuild } from './server-process';
import { dropTestDatabases, removePrivateServer } from './test-server';

export default async function tearDownServices(): Promise<void> {
  const adminUrl = process.env['RUBI_TEST_ADMIN_URL'];
  if (adminUrl !== undefined) await dropTestDatabases(adminUrl, process.pid);
  await removeBuild(process.pid);
  await globalThis.testServer?.stop();
  removePrivateServer(process.pid);
}
