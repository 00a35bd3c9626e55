import setUpServices from '../../support/services.setup';
import { CONNECTOR } from './connector';
import { buildProgram } from './toolchain';

/** Compiles the connector before its tests, both ways; and starts a database server if no other tests have. */
export default async function setUpHost(): Promise<void> {
  await buildProgram(CONNECTOR, 'plain');
  await buildProgram(CONNECTOR, 'sanitized');
  if (process.env['RUBI_TEST_ADMIN_URL'] !== undefined) return;
  await setUpServices();
  process.env['RUBI_MQL5_OWN_SERVICES'] = 'yes';
}
