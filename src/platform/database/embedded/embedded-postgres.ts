import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { dataDirectoryError, StartError } from '../../errors/start-error';
import { serverAccount } from './account';
import { locateBinaries } from './binaries';
import { type Cluster, clusterDirectory, prepareCluster, SUPERUSER } from './cluster';
import { prepareDataPlace } from './data-place';
import { Lease } from './lease';
import { freePort, Postmaster } from './postmaster';
import { socketOf } from './socket';

const ATTEMPTS = 4;
const PAUSE_BETWEEN_ATTEMPTS_MS = 400;
const DATABASE = 'rubi_trading';
const DUPLICATE_DATABASE = ['42P04', '23505'];

export interface EmbeddedPostgresOptions {
  readonly dataDirectory: string;
  /** Settings of PostgreSQL over the usual ones. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when the server went away for good while we were using it. */
  readonly onLost?: (cause: unknown) => void;
}

/**
 * A real PostgreSQL under our care, for those who brought none. It is started, or adopted if it still runs after
 * its last user was killed; brought back if it dies; and stopped by the last process that uses it.
 */
export class EmbeddedPostgres {
  private lease: Promise<Lease> | undefined;
  private stopping = false;
  /** 0 until the server has run once; from then on connection pools know it, so it must not change. */
  private port = 0;
  /** The directory of its socket; null where there is none. */
  private socket: string | null = null;

  private constructor(
    private readonly cluster: Cluster,
    private readonly postmaster: Postmaster,
    private readonly onLost: (cause: unknown) => void,
  ) {}

  static async start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
    const { dataDirectory, settings = {}, onLost = () => undefined } = options;
    const { cluster, postmaster } = await prepare(dataDirectory, settings).catch((error: unknown) => {
      throw dataDirectoryError(dataDirectory, error);
    });
    const postgres = new EmbeddedPostgres(cluster, postmaster, onLost);
    await postgres.hold();
    await postgres.createDatabase();
    return postgres;
  }

  get url(): string {
    return this.urlOf(DATABASE);
  }

  /** Of the database that is always there, for work on the others. */
  get adminUrl(): string {
    return this.urlOf('postgres');
  }

  /** Comes last, when everything that uses the database is closed. */
  async stop(): Promise<void> {
    this.stopping = true;
    const lease = await this.lease?.catch(() => undefined);
    await lease?.release(() => this.postmaster.stop());
  }

  /** Who does not know what `host` means goes by the loopback. */
  private urlOf(database: string, port = this.port): string {
    const url = `postgresql://${SUPERUSER}:${this.cluster.password}@127.0.0.1:${port}/${database}`;
    return this.socket === null ? url : `${url}?host=${encodeURIComponent(this.socket)}`;
  }

  private async hold(): Promise<void> {
    this.lease = this.bringUp();
    const lease = await this.lease;
    lease.onLost(() => {
      if (this.stopping) return;
      this.hold().catch((error: unknown) => {
        if (!this.stopping) this.onLost(error);
      });
    });
  }

  /** Finds the server running or starts it, and takes a lease. Whatever comes between, the next attempt sees it. */
  private async bringUp(): Promise<Lease> {
    let failure: unknown;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        const port = await this.serve();
        this.socket = await socketOf(this.cluster.directory, port);
        const lease = await Lease.take(this.urlOf('postgres', port));
        this.port = port;
        return lease;
      } catch (error) {
        failure = error;
        await delay(PAUSE_BETWEEN_ATTEMPTS_MS * attempt);
      }
    }
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new StartError(`The database in ${this.cluster.directory} does not start: ${reason}`, {
      cause: failure,
    });
  }

  /** Returns the port of the server that runs, or of the one it starts. */
  private async serve(): Promise<number> {
    const running = await this.postmaster.runningPort();
    if (running !== null) return running;
    const port = this.port === 0 ? await freePort() : this.port;
    await this.postmaster.start(port);
    return port;
  }

  private async createDatabase(): Promise<void> {
    const client = new Client({ connectionString: this.adminUrl });
    await client.connect();
    try {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    } catch (error) {
      // Another process that started at the same moment was faster.
      if (!DUPLICATE_DATABASE.includes((error as { code?: string }).code ?? '')) throw error;
    } finally {
      await client.end();
    }
  }
}

async function prepare(
  dataDirectory: string,
  settings: Readonly<Record<string, string>>,
): Promise<{ cluster: Cluster; postmaster: Postmaster }> {
  const account = await serverAccount(clusterDirectory(dataDirectory));
  await prepareDataPlace(dataDirectory, account);
  const binaries = await locateBinaries(dataDirectory, account);
  const cluster = await prepareCluster(dataDirectory, { binaries, account, settings });
  return { cluster, postmaster: new Postmaster(cluster.directory, binaries, account) };
}
