import { Socket } from 'node:net';
import { join } from 'node:path';
import { type Client } from 'pg';
import { type DataSourceOptions } from 'typeorm';
import { PreparedClient } from './prepared-client';
import { keepNumbersExact } from './type-parsers';

/** Longer than any statement of a request takes; shorter than a caller waits. */
const STATEMENT_TIMEOUT_MS = 2000;
/** A row that stays locked this long belongs to somebody who is stuck: fail, and let the caller repeat. */
const LOCK_TIMEOUT_MS = 1000;
/** A transaction that nobody works on holds its locks no longer than this. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 5000;
/** How long a request waits for a connection, new or from the pool. */
const CONNECT_TIMEOUT_MS = 5000;
/** After so much silence TCP itself asks whether the other end is there, once a second, ten times. */
const KEEP_ALIVE_MS = 10_000;
/**
 * So soon the server notices that a migrating host is gone, and lets go of what it locked: its own default is two hours,
 * in which nobody else could migrate.
 */
export const NOTICE_AN_END =
  'SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3';

export interface DatabaseAccess {
  readonly url: string;
  readonly poolSize: number;
}

/** How a serving process talks to PostgreSQL: every wait has an end, and every time is UTC. */
export function databaseOptions({ url, poolSize }: DatabaseAccess): DataSourceOptions {
  return {
    ...connection(url, poolSize),
    extra: {
      Client: PreparedClient,
      // Statements that do not wait for each other's answers travel together.
      pipeline: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      options: '-c timezone=UTC',
    },
  };
}

/**
 * How migrations talk to it: building an index may take minutes, and nobody waits for an answer.
 *
 * @param lost ends every line, and what is asked over it, when the server is found to be gone
 */
export function migrationOptions(url: string, lost?: AbortSignal): DataSourceOptions {
  return {
    ...connection(url, 1),
    migrations: [join(__dirname, '../../../migrations/*.{ts,js}')],
    migrationsTransactionMode: 'each',
    extra: {
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      options: '-c timezone=UTC',
      stream: () => new Socket(lost && { signal: lost }),
      // Who carries the line (a firewall, a NAT) forgets it when nothing passes.
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      onConnect: (client: Client) => client.query(NOTICE_AN_END),
    },
  };
}

function connection(url: string, poolSize: number): Extract<DataSourceOptions, { type: 'postgres' }> {
  keepNumbersExact();
  return {
    type: 'postgres',
    url,
    poolSize,
    applicationName: 'rubi-studio',
    synchronize: false,
    installExtensions: false,
    logging: false,
  };
}
