import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { StartError } from '../errors/start-error';

/** The oldest PostgreSQL that the migrations are tested on. */
const OLDEST_MAJOR = 15;
const ATTEMPTS = 10;
const PAUSE_MS = 1000;
/** The server is there but not ready yet, or not there yet: it may come. */
const MAY_PASS = ['ECONNREFUSED', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNRESET', '57P03'];

/**
 * Waits for the database to accept us, as long as a database takes that was started together with us.
 *
 * @throws StartError when it does not, or is too old
 */
export async function checkDatabaseServer(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await checkVersion(url);
      return;
    } catch (error) {
      if (error instanceof StartError) throw error;
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (attempt === ATTEMPTS || !MAY_PASS.includes(code)) throw unreachable(url, error);
      await delay(PAUSE_MS);
    }
  }
}

async function checkVersion(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    const version = rows[0]?.server_version ?? '';
    if (Number.parseInt(version, 10) < OLDEST_MAJOR) {
      throw new StartError(
        `PostgreSQL ${version} is too old: DATABASE_URL must lead to version ${OLDEST_MAJOR} or newer.`,
      );
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Never repeats the URL as it is: it holds a password. */
function unreachable(url: string, cause: unknown): StartError {
  const { host, pathname } = new URL(url);
  const reason =
    cause instanceof Error && cause.message !== ''
      ? cause.message
      : String((cause as { code?: string }).code);
  return new StartError(`The database ${host}${pathname} of DATABASE_URL does not let us in: ${reason}`, {
    cause,
  });
}
