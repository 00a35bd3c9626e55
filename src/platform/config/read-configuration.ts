import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Settings, JWT_ALGORITHMS, LOG_LEVELS, type LogLevel, type Role, ROLES } from './configuration';
import { defaultDataDirectory } from './data-directory';
import { type Environment, EnvironmentReader } from './environment-reader';
import { isPlaceholder, ownSecrets, SHORTEST_SECRET_BYTES } from './secrets';

/** Names that Express knows for networks. */
const NAMED_NETWORKS = ['loopback', 'linklocal', 'uniquelocal'];

const PORT = { min: 1, max: 65_535 };

/** Level names of Python's logging, which the product's first environment files use. */
const LEVEL_SYNONYMS: Readonly<Record<string, LogLevel>> = { WARNING: 'warn', CRITICAL: 'fatal' };

/**
 * Reads the whole configuration from the environment.
 *
 * @throws ConfigurationError that lists every fault at once.
 */
export function readConfiguration(environment: Environment): Settings {
  const reader = new EnvironmentReader(environment);
  const production = reader.oneOf('NODE_ENV', ['development', 'test', 'production']) === 'production';
  const databaseUrl = reader.url('DATABASE_URL', ['postgresql', 'postgres']);
  const dataDirectory = resolve(reader.text('RUBI_DATA_DIR') ?? defaultDataDirectory());
  const api = {
    host: reader.text('API_HOST') ?? '127.0.0.1',
    port: reader.whole('API_PORT', PORT) ?? 8000,
  };
  const database = {
    embedded: databaseUrl === null,
    url: databaseUrl ?? '',
    poolSize: reader.whole('DATABASE_POOL_SIZE', { min: 2, max: 200 }) ?? 20,
  };
  const jwt = {
    algorithm: reader.oneOf('JWT_ALGORITHM', JWT_ALGORITHMS) ?? 'HS256',
    expirationSeconds: reader.whole('JWT_EXPIRATION', { min: 60, max: 86_400 }) ?? 3600,
  };
  const rest = {
    roles: roles(reader),
    redisUrl: reader.url('REDIS_URL', ['redis', 'rediss']),
    corsOrigins: corsOrigins(reader),
    trustedProxies: trustedProxies(reader),
    rateLimitFactor: reader.whole('RATE_LIMIT_FACTOR', { min: 0, max: 1_000_000 }) ?? 1,
    revision: reader.text('REVISION') ?? 'unknown',
    log: { level: logLevel(reader), directory: logDirectory(reader) },
    eventRetentionDays: reader.whole('EVENT_RETENTION_DAYS', { min: 1, max: 3650 }) ?? 30,
    sentryDsn: reader.url('SENTRY_DSN', ['https', 'http']),
    traces: traces(reader),
    prometheusPort: reader.whole('PROMETHEUS_PORT', PORT),
    drainMs: 1000 * (reader.whole('DRAIN_SECONDS', { min: 0, max: 60 }) ?? (production ? 8 : 0)),
  };
  if (rest.prometheusPort === api.port) reader.fault('PROMETHEUS_PORT must differ from API_PORT');
  const mayMakeSecrets = !production || database.embedded;
  const secretKey = secret(reader, 'API_SECRET_KEY', { production, mayMakeSecrets });
  const jwtSecret = secret(reader, 'JWT_SECRET', { production, mayMakeSecrets });
  const previousSecret = secret(reader, 'JWT_SECRET_PREVIOUS', { production, mayMakeSecrets: true });
  if (production && secretKey !== null && secretKey === jwtSecret) {
    reader.fault('JWT_SECRET must differ from API_SECRET_KEY');
  }
  if (previousSecret !== null && previousSecret === jwtSecret) {
    reader.fault('JWT_SECRET_PREVIOUS must differ from JWT_SECRET: it is the one before');
  }
  reader.finish();

  const made = secretKey === null || jwtSecret === null ? ownSecrets(dataDirectory) : null;
  return {
    production,
    dataDirectory,
    database,
    ...rest,
    api: { ...api, secretKey: secretKey ?? made?.apiSecretKey ?? '' },
    jwt: { ...jwt, secret: jwtSecret ?? made?.jwtSecret ?? '', previousSecret },
  };
}

/**
 * Reads a secret. Outside production a placeholder counts as absent: a secret of our own making is safer than
 * one that is printed in a manual. Null: make one.
 */
function secret(
  reader: EnvironmentReader,
  name: string,
  { production, mayMakeSecrets }: { production: boolean; mayMakeSecrets: boolean },
): string | null {
  const value = reader.text(name);
  if (value === null) {
    if (!mayMakeSecrets) reader.fault(`${name} must be set in production: openssl rand -base64 48`);
    return null;
  }
  if (isPlaceholder(value)) {
    if (production) reader.fault(`${name} is a placeholder that everybody knows: openssl rand -base64 48`);
    return null;
  }
  if (production && Buffer.byteLength(value) < SHORTEST_SECRET_BYTES) {
    reader.fault(`${name} is shorter than ${SHORTEST_SECRET_BYTES} bytes: openssl rand -base64 48`);
  }
  return value;
}

function roles(reader: EnvironmentReader): readonly Role[] {
  const given = reader.list('ROLES') ?? ROLES;
  const known = ROLES.filter((role) => given.includes(role));
  if (known.length !== given.length || known.length === 0) {
    reader.fault(`ROLES must be a list of ${ROLES.join(' and ')}, such as "api,worker"`);
  }
  return known;
}

/** An origin is a scheme, a host and maybe a port; anything more would never match what browsers send. */
function corsOrigins(reader: EnvironmentReader): readonly string[] {
  const origins = reader.list('CORS_ORIGINS') ?? [];
  for (const origin of origins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      reader.fault(`CORS_ORIGINS holds "${origin}", which is not an origin such as https://app.example.com`);
    }
  }
  return origins;
}

function trustedProxies(reader: EnvironmentReader): readonly string[] {
  const proxies = reader.list('TRUSTED_PROXIES') ?? [];
  for (const proxy of proxies) {
    const [address = '', bits = '0'] = proxy.split('/');
    if (!NAMED_NETWORKS.includes(proxy) && !(isIP(address) && /^\d{1,3}$/.test(bits))) {
      reader.fault(
        `TRUSTED_PROXIES holds "${proxy}", which is not an address or a network such as 10.0.0.0/8`,
      );
    }
  }
  return proxies;
}

/** The names are OpenTelemetry's own; of an endpoint's address, `/v1/traces` is the part for traces. */
function traces(reader: EnvironmentReader): Settings['traces'] {
  const endpoint = reader.url('OTEL_EXPORTER_OTLP_ENDPOINT', ['http', 'https']);
  const headers = otlpHeaders(reader);
  const ratio = reader.ratio('OTEL_TRACES_SAMPLER_ARG') ?? 1;
  return endpoint === null ? null : { url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, headers, ratio };
}

/** `key=value,key=value`, with what is not a letter percent-encoded. A value is a secret, and never repeated. */
function otlpHeaders(reader: EnvironmentReader): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const pair of reader.list('OTEL_EXPORTER_OTLP_HEADERS') ?? []) {
    const [, name, value] = /^([\w-]+)=(.*)$/.exec(pair) ?? [];
    const decoded = percentDecoded(value ?? '');
    if (name === undefined || decoded === null) {
      reader.fault('OTEL_EXPORTER_OTLP_HEADERS must be a list such as "authorization=Bearer%20KEY"');
    } else headers[name.toLowerCase()] = decoded;
  }
  return headers;
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return null;
  }
}

function logLevel(reader: EnvironmentReader): LogLevel {
  const synonym = LEVEL_SYNONYMS[reader.text('LOG_LEVEL')?.toUpperCase() ?? ''];
  return synonym ?? reader.oneOf('LOG_LEVEL', LOG_LEVELS) ?? 'info';
}

/** `LOG_DIR=none` is for containers, whose stdout is collected. */
function logDirectory(reader: EnvironmentReader): string | null {
  const given = reader.text('LOG_DIR') ?? 'logs';
  return given === 'none' ? null : resolve(given);
}
