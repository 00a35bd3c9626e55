import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serverAccount } from '../../src/platform/database/embedded/account';
import { type Binaries } from '../../src/platform/database/embedded/binaries';
import { clusterDirectory, prepareCluster, SUPERUSER } from '../../src/platform/database/embedded/cluster';
import { freePort, Postmaster } from '../../src/platform/database/embedded/postmaster';
import { makeScratch } from './scratch';

const BIN = '/usr/lib/postgresql/15/bin';

/** The oldest PostgreSQL we promise to run on, as Debian 12 packages it. */
export const HAS_DEBIAN_POSTGRES = existsSync(join(BIN, 'initdb'));

/** Starts an empty PostgreSQL 15 beside the one of the run. */
export async function startDebianPostgres(): Promise<{ adminUrl: string; stop(): Promise<void> }> {
  const scratch = await makeScratch();
  const account = await serverAccount(clusterDirectory(scratch.path));
  const binaries: Binaries = { initdb: join(BIN, 'initdb'), pgCtl: join(BIN, 'pg_ctl'), major: '15' };
  const settings = { fsync: 'off' };
  const { directory, password } = await prepareCluster(scratch.path, { binaries, account, settings });
  const postmaster = new Postmaster(directory, binaries, account);
  const port = await freePort();
  await postmaster.start(port);
  return {
    adminUrl: `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await postmaster.stop();
      await scratch.remove();
    },
  };
}
