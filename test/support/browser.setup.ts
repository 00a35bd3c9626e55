import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import setUpServices from './services.setup';

/** A database server as for the others, and the web application as it is now. */
export default async function setUpBrowser(): Promise<void> {
  execFileSync(process.execPath, [join(__dirname, '../../web/scripts/build.mjs')], { stdio: 'inherit' });
  await setUpServices();
}
