import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, type Environment } from './environment-reader';
import { readConfiguration } from './read-configuration';

const SECRET = 'hR2mF8vQ0sLz6tYxKc1uWp4nJb7dGe3aTo9iSqVl';
const ANOTHER = 'pZ5kX2cN8rUj0wEy4hMf7bTq1vGs6dLa9oRi3eKt';

const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://rubi_admin:pass@db:5432/rubi_trading',
  API_SECRET_KEY: SECRET,
  JWT_SECRET: ANOTHER,
};

/** The environment file of the product's first document, value by value. */
const FIRST_DOCUMENT: Environment = {
  DATABASE_URL: 'postgresql://rubi_admin:YOUR_PASSWORD@localhost:5432/rubi_trading',
  REDIS_URL: 'redis://localhost:6379/0',
  API_HOST: '0.0.0.0',
  API_PORT: '8000',
  API_SECRET_KEY: 'your-secret-key-change-in-production',
  JWT_SECRET: 'your-jwt-secret-change-in-production',
  JWT_ALGORITHM: 'HS256',
  JWT_EXPIRATION: '3600',
  CORS_ORIGINS: '["http://localhost:3000", "https://app.rubi-studio.com"]',
  LOG_LEVEL: 'INFO',
  SENTRY_DSN: '',
  PROMETHEUS_PORT: '9090',
};

describe('readConfiguration', () => {
  let dataDirectory: string;
  const read = (environment: Environment): ReturnType<typeof readConfiguration> =>
    readConfiguration({ RUBI_DATA_DIR: dataDirectory, ...environment });
  const faultsOf = (environment: Environment): readonly string[] => {
    try {
      read(environment);
    } catch (error) {
      if (error instanceof ConfigurationError) return error.faults;
      throw error;
    }
    return [];
  };

  beforeEach(() => {
    dataDirectory = mkdtempSync(join(tmpdir(), 'rubi-studio-configuration-'));
  });

  afterEach(() => {
    rmSync(dataDirectory, { recursive: true });
  });

  it('needs nothing: an empty environment is the embedded mode, for this machine only', () => {
    expect(read({})).toMatchObject({
      production: false,
      roles: ['api', 'worker'],
      dataDirectory,
      api: { host: '127.0.0.1', port: 8000 },
      database: { embedded: true },
      redisUrl: null,
      jwt: { algorithm: 'HS256', expirationSeconds: 3600 },
      corsOrigins: [],
      log: { level: 'info' },
      sentryDsn: null,
      traces: null,
      prometheusPort: null,
    });
  });

  it('makes secrets of its own and keeps them, so that tokens survive a restart', () => {
    const first = read({});
    expect(first.jwt.secret).toHaveLength(64);
    expect(first.jwt.secret).not.toBe(first.api.secretKey);
    expect(read({}).jwt.secret).toBe(first.jwt.secret);
  });

  it('takes every value of the first document as it stands', () => {
    expect(read(FIRST_DOCUMENT)).toMatchObject({
      api: { host: '0.0.0.0', port: 8000 },
      database: { embedded: false, url: FIRST_DOCUMENT['DATABASE_URL'] },
      redisUrl: 'redis://localhost:6379/0',
      corsOrigins: ['http://localhost:3000', 'https://app.rubi-studio.com'],
      log: { level: 'info' },
      sentryDsn: null,
      prometheusPort: 9090,
    });
  });

  it('reads OpenTelemetry’s own names, and makes no traces without an address', () => {
    const named = {
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer%20k=1, x-org=42',
      OTEL_TRACES_SAMPLER_ARG: '0.05',
    };
    expect(read(named).traces).toBeNull();
    expect(read({ ...named, OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector:4318/otlp/' }).traces).toEqual({
      url: 'https://collector:4318/otlp/v1/traces',
      headers: { authorization: 'Bearer k=1', 'x-org': '42' },
      ratio: 0.05,
    });
    expect(faultsOf({ OTEL_EXPORTER_OTLP_HEADERS: 'hunter22' }).join()).toMatch(
      /^OTEL_EXPORTER_OTLP_HEADERS must be a list such as "authorization=Bearer%20KEY"$/,
    );
    expect(faultsOf({ OTEL_TRACES_SAMPLER_ARG: '5' })).toEqual([
      'OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1, not "5"',
    ]);
  });

  it('never signs with a secret that is printed in a manual', () => {
    const { api, jwt } = read(FIRST_DOCUMENT);
    expect([api.secretKey, jwt.secret]).not.toContain(FIRST_DOCUMENT['API_SECRET_KEY']);
    expect(jwt.secret).toHaveLength(64);
  });

  it('takes a production environment', () => {
    expect(read(PRODUCTION)).toMatchObject({
      production: true,
      api: { secretKey: SECRET },
      jwt: { secret: ANOTHER },
    });
  });

  it.each([
    ['a placeholder', { JWT_SECRET: FIRST_DOCUMENT['JWT_SECRET'] }, 'JWT_SECRET is a placeholder'],
    ['a secret of 31 bytes', { JWT_SECRET: SECRET.slice(0, 31) }, 'JWT_SECRET is shorter than 32 bytes'],
    ['no secret', { API_SECRET_KEY: '' }, 'API_SECRET_KEY must be set'],
    ['one secret for both', { JWT_SECRET: SECRET }, 'JWT_SECRET must differ'],
  ])('refuses %s in production', (_, environment, fault) => {
    expect(faultsOf({ ...PRODUCTION, ...environment })).toEqual([expect.stringContaining(fault)]);
  });

  it('makes its own secrets in production too when the database is its own', () => {
    expect(read({ NODE_ENV: 'production' }).jwt.secret).toHaveLength(64);
  });

  it.each([
    ['API_PORT', '0'],
    ['API_PORT', '65536'],
    ['API_PORT', '8e3'],
    ['PROMETHEUS_PORT', '8000'],
    ['JWT_EXPIRATION', '-1'],
    ['JWT_ALGORITHM', 'none'],
    ['JWT_ALGORITHM', 'RS256'],
    ['DATABASE_URL', 'mysql://localhost/rubi'],
    ['DATABASE_URL', 'rubi'],
    ['REDIS_URL', 'http://localhost'],
    ['SENTRY_DSN', 'yes'],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', '["https://app.example.com/"]'],
    ['CORS_ORIGINS', '["https://app.example.com", 1]'],
    ['CORS_ORIGINS', '["https://app.example.com"'],
    ['LOG_LEVEL', 'LOUD'],
    ['ROLES', 'cook'],
    ['ROLES', 'api,api'],
    ['ROLES', '[]'],
    ['NODE_ENV', 'staging'],
  ])('refuses %s=%s', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(name);
  });

  it('lists all faults at once', () => {
    const faults = faultsOf({ API_PORT: 'eight', LOG_LEVEL: 'LOUD', REDIS_URL: 'x', ROLES: 'cook' });
    expect(faults).toHaveLength(4);
  });

  it('repeats no password in a fault', () => {
    expect(faultsOf({ DATABASE_URL: 'mysql://rubi:hunter2@localhost/rubi' }).join()).not.toContain('hunter2');
  });

  it.each([
    ['DEBUG', 'debug'],
    ['info', 'info'],
    ['WARNING', 'warn'],
    ['CRITICAL', 'fatal'],
  ])('reads LOG_LEVEL=%s as %s', (value, level) => {
    expect(read({ LOG_LEVEL: value }).log.level).toBe(level);
  });

  it.each([
    ['api', ['api']],
    ['worker, api', ['api', 'worker']],
    ['["worker"]', ['worker']],
  ])('reads ROLES=%s', (value, roles) => {
    expect(read({ ROLES: value }).roles).toEqual(roles);
  });

  it('writes no log file where stdout is collected', () => {
    expect(read({ LOG_DIR: 'none' }).log.directory).toBeNull();
    expect(read({ LOG_DIR: '/var/log/rubi' }).log.directory).toBe('/var/log/rubi');
  });
});
