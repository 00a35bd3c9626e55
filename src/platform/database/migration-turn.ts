import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { NOTICE_AN_END } from './database-options';

/** Any number of ours: whoever holds this advisory lock is migrating. */
const MIGRATION_LOCK = 7_822_401;
const CONNECT_TIMEOUT_MS = 5000;
const ASK_EVERY_MS = 500;
/** A server that is busy with an index still answers a question that costs it nothing. */
const SILENCE_MS = 10_000;

/**
 * Does work that one process at a time may do; the others wait for their turn. The turn is held on a line of its own,
 * over which the server is asked again and again whether it is there: the work itself may be silent for minutes, and when
 * the server's host vanishes, TCP tells after a quarter of an hour.
 *
 * @param work gets a signal that tells when the server does not answer any more
 */
export async function inTurn<T>(url: string, work: (lost: AbortSignal) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'rubi-studio',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: SILENCE_MS,
  });
  client.on('error', () => undefined);
  await client.connect();
  const done = new AbortController();
  const lost = new AbortController();
  try {
    await client.query(NOTICE_AN_END);
    await takeTurn(client);
    const watch = keepAsking(client, done.signal).catch((reason: unknown) => {
      lost.abort(reason);
    });
    try {
      return await work(lost.signal);
    } catch (error) {
      throw lost.signal.aborted ? lost.signal.reason : error;
    } finally {
      done.abort();
      await watch;
    }
  } finally {
    // The turn ends with its line.
    await client.end();
  }
}

async function takeTurn(client: Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [
      MIGRATION_LOCK,
    ]);
    if (rows[0]?.mine) return;
    await delay(ASK_EVERY_MS);
  }
}

async function keepAsking(client: Client, done: AbortSignal): Promise<void> {
  while (!done.aborted) {
    await client.query('SELECT 1');
    await delay(ASK_EVERY_MS, undefined, { signal: done }).catch(() => undefined);
  }
}
