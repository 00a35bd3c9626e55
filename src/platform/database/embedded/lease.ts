import { Client } from 'pg';

/** Any number of ours: whoever uses the server holds this advisory lock, shared, for as long as it lives. */
const LEASE_LOCK = 7_822_402;

/**
 * Says that a process uses the server. It is held by a connection, so that it ends with the process however that
 * ends, and no file can claim a process that is long dead.
 */
export class Lease {
  private released = false;

  private constructor(private readonly client: Client) {}

  static async take(url: string): Promise<Lease> {
    const client = new Client({ connectionString: url, application_name: 'rubi-studio lease' });
    const lease = new Lease(client);
    // A lost connection is told by `onLost`; without a listener it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('SELECT pg_advisory_lock_shared($1)', [LEASE_LOCK]);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return lease;
  }

  /** Calls `listener` when the server went away under us. */
  onLost(listener: () => void): void {
    this.client.on('end', () => {
      if (!this.released) listener();
    });
  }

  /**
   * Gives the lease back and runs `whenLast` if nobody else holds one. A process that comes meanwhile waits for
   * the lock, loses its connection when the server stops, and starts the server again itself.
   */
  async release(whenLast: () => Promise<void>): Promise<void> {
    this.released = true;
    try {
      await this.client.query('SELECT pg_advisory_unlock_shared($1)', [LEASE_LOCK]);
      const { rows } = await this.client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [
        LEASE_LOCK,
      ]);
      if (rows[0]?.last === true) await whenLast();
    } finally {
      await this.client.end().catch(() => undefined);
    }
  }
}
