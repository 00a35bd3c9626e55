import tearDownServices from '../../support/services.teardown';

export default async function tearDownHost(): Promise<void> {
  if (process.env['RUBI_MQL5_OWN_SERVICES'] === 'yes') await tearDownServices();
}
