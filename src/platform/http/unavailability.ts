/** SQLSTATE classes and codes with which PostgreSQL says "not now" rather than "not like this". */
const NOT_NOW_CLASSES = new Set(['08', '53', '58']); // connection, resources, the system beneath it
const NOT_NOW_CODES = new Set([
  '25006', // read only: a replica that was the primary a moment ago
  '40001', // serialization failure
  '40P01', // deadlock
  '55P03', // lock timeout
  '57014', // statement timeout
  '57P01', // shut down by its administrator
  '57P02', // shut down by a crash
  '57P03', // starting up
  '57P05', // idle session closed
]);
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What pg, its pool and TypeORM say without a code. */
const NOT_NOW_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Query read timeout|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|Driver not Connected|Connection is closed|DataSource is not (set|initialized)|Connection with .* database is not established|Query runner already released|Database connection provided by a query runner was already released)/;
const DEEPEST_CAUSE = 5;

/** Tells whether a failure is that of the database or of the way to it, so that a repeat has a chance. */
export function isUnavailability(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > DEEPEST_CAUSE) return false;
  if (endedConnection(error) || codesOf(error).some(isNotNowCode) || NOT_NOW_MESSAGES.test(error.message)) {
    return true;
  }
  const beneath: unknown[] = error instanceof AggregateError ? [...(error.errors as unknown[])] : [];
  beneath.push(error.cause, (error as { driverError?: unknown }).driverError);
  return beneath.some((inner) => isUnavailability(inner, depth + 1));
}

/** PostgreSQL is this severe only when it refuses or ends a connection, whatever the reason; no query earns it. */
function endedConnection(error: Error): boolean {
  const { severity } = error as { severity?: unknown };
  return severity === 'FATAL' || severity === 'PANIC';
}

function codesOf(error: Error): string[] {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // The socket of a server on this machine goes with it; any other file that is missing is no such thing.
  if (code === 'ENOENT') return syscall === 'connect' ? ['ECONNREFUSED'] : [];
  return typeof code === 'string' ? [code] : [];
}

function isNotNowCode(code: string): boolean {
  if (NETWORK_CODES.has(code) || NOT_NOW_CODES.has(code)) return true;
  return /^[0-9A-Z]{5}$/.test(code) && NOT_NOW_CLASSES.has(code.slice(0, 2));
}
