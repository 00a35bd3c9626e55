import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serverAccount } from '../../src/platform/database/embedded/account';
import { locateBinaries } from '../../src/platform/database/embedded/binaries';
import { clusterDirectory, prepareCluster, SUPERUSER } from '../../src/platform/database/embedded/cluster';
import { freePort, Postmaster } from '../../src/platform/database/embedded/postmaster';
import { makeScratch } from '../support/scratch';

const START_ATTEMPTS = 60;

/** A PostgreSQL of the run's own, as durable as in production against the death of its processes. */
export class DatabaseServer {
  private constructor(
    readonly port: number,
    private readonly password: string,
    private readonly directory: string,
    private readonly postmaster: Postmaster,
    private readonly remove: () => Promise<void>,
  ) {}

  static async start(): Promise<DatabaseServer> {
    const scratch = await makeScratch();
    const account = await serverAccount(clusterDirectory(scratch.path));
    const binaries = await locateBinaries(scratch.path, account);
    // The machine does not lose its power in a run, its processes do: what the kernel has, it keeps.
    const settings = { fsync: 'off', max_connections: '100' };
    const { directory, password } = await prepareCluster(scratch.path, { binaries, account, settings });
    const postmaster = new Postmaster(directory, binaries, account);
    const port = await freePort();
    await postmaster.start(port);
    return new DatabaseServer(port, password, directory, postmaster, () => scratch.remove());
  }

  /** @param port where to go: the server itself, or the proxy before it */
  url(port = this.port): string {
    return `postgresql://${SUPERUSER}:${this.password}@127.0.0.1:${port}/postgres`;
  }

  async restart(): Promise<void> {
    await this.postmaster.stop();
    await this.bringUp();
  }

  /** The postmaster dies at once; its children notice, and die too. */
  async crash(): Promise<void> {
    const [pid] = (await readFile(join(this.directory, 'postmaster.pid'), 'utf8')).split('\n');
    process.kill(Number(pid), 'SIGKILL');
    await pause(300);
    await this.bringUp();
  }

  async stop(): Promise<void> {
    await this.postmaster.stop();
    await this.remove();
  }

  /** Children of a server that was killed hold its memory for a moment, and nobody may start beside them. */
  private async bringUp(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.postmaster.start(this.port);
        return;
      } catch (error) {
        if (attempt === START_ATTEMPTS) throw error;
        await pause(200);
      }
    }
  }
}
