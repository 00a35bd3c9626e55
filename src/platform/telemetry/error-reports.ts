import { hostname } from 'node:os';
import { type Configuration } from '../config/configuration';
import { redact } from '../logging/redaction';
import { PRODUCT_VERSION } from '../product-version';

/** A failure that nobody expected, and where it was met. */
export interface ErrorReport {
  readonly error: Error;
  /** The line that was logged about it. */
  readonly message: string;
  readonly level: 'error' | 'fatal';
  /** Whose line it was. */
  readonly logger: string | undefined;
  readonly requestId?: string | undefined;
  readonly userId?: string | undefined;
  readonly span?: { readonly traceId: string; readonly spanId: string } | undefined;
}

/** Reports failures to people, beside the log. */
export interface ErrorReports {
  report(report: ErrorReport): void;
  /** Sends what waits, but does not wait long for a receiver that is gone. */
  close(): Promise<void>;
}

type Settings = Pick<Configuration, 'sentryDsn' | 'revision' | 'roles' | 'production'>;

/** A database that is gone fails each sweep each second; people need one report of it. */
const SAME_EVERY_MS = 60_000;
/** Different ones, within that time. */
const MOST_DIFFERENT = 30;
const CLOSE_TIMEOUT_MS = 2_000;
const SEND_TIMEOUT_MS = 5_000;

/** Account numbers, tickets and whatever else is long and a number. */
const LONG_NUMBERS = /\d{5,}/g;

/**
 * Reports to Sentry, or whatever speaks its protocol. Null, with nothing loaded, unless a DSN is configured.
 * Only the core of its library is used: it patches nothing, and sends nothing that is not handed to it here.
 */
export async function openErrorReports(settings: Settings): Promise<ErrorReports | null> {
  if (settings.sentryDsn === null) return null;
  const [core, server] = await Promise.all([import('@sentry/core'), import('@sentry/core/server')]);
  const client = new server.ServerRuntimeClient({
    dsn: settings.sentryDsn,
    release: `rubi-studio@${PRODUCT_VERSION}`,
    environment: settings.production ? 'production' : 'development',
    serverName: hostname(),
    platform: 'node',
    runtime: { name: 'node', version: process.version },
    integrations: [core.linkedErrorsIntegration()],
    stackParser: core.createStackParser(server.nodeStackLineParser()),
    sendClientReports: false,
    transport: (options) =>
      core.createTransport(options, async ({ body }) => {
        const answer = await fetch(options.url, {
          method: 'POST',
          headers: { ...options.headers },
          body: body as string,
          signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
        });
        await answer.arrayBuffer();
        return {
          statusCode: answer.status,
          headers: {
            'x-sentry-rate-limits': answer.headers.get('x-sentry-rate-limits'),
            'retry-after': answer.headers.get('retry-after'),
          },
        };
      }),
    beforeSend: (event) => withoutSecrets(event),
  });
  client.init();
  const isNew = novelty();
  return {
    report({ error, message, level, logger, requestId, userId, span }): void {
      if (!isNew(`${logger ?? ''} ${error.name} ${message} ${error.message}`)) return;
      const scope = new core.Scope();
      scope.setLevel(level);
      scope.setTags({
        logger,
        request_id: requestId,
        roles: settings.roles.join('+'),
        revision: settings.revision,
      });
      scope.setExtra('line', message);
      if (userId !== undefined) scope.setUser({ id: userId });
      if (span) scope.setContext('trace', { trace_id: span.traceId, span_id: span.spanId });
      client.captureException(error, { originalException: error }, scope);
    },
    async close(): Promise<void> {
      await client.close(CLOSE_TIMEOUT_MS);
    },
  };
}

/** Tells whether something has not been seen for a while. What it keeps has an end. */
function novelty(): (what: string) => boolean {
  const seen = new Set<string>();
  let sinceMs = -Infinity;
  return (what) => {
    if (performance.now() - sinceMs > SAME_EVERY_MS) {
      sinceMs = performance.now();
      seen.clear();
    }
    const same = what.replace(LONG_NUMBERS, '');
    if (seen.has(same) || seen.size >= MOST_DIFFERENT) return false;
    seen.add(same);
    return true;
  };
}

interface Telling {
  exception?: { values?: { value?: string }[] };
  extra?: Record<string, unknown>;
}

/** What leaves this house names neither secrets nor accounts. */
function withoutSecrets<Event extends Telling>(event: Event): Event {
  const clean = JSON.parse(redact(JSON.stringify(event))) as Event;
  for (const failure of clean.exception?.values ?? []) {
    if (failure.value !== undefined) failure.value = withoutNumbers(failure.value);
  }
  if (typeof clean.extra?.['line'] === 'string') clean.extra['line'] = withoutNumbers(clean.extra['line']);
  return clean;
}

function withoutNumbers(text: string): string {
  return text.replace(LONG_NUMBERS, '[number]');
}
