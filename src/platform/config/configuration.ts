/** What a process does. One process may do both; in production they are usually apart. */
export const ROLES = ['api', 'worker'] as const;
export type Role = (typeof ROLES)[number];

export const JWT_ALGORITHMS = ['HS256', 'HS384', 'HS512'] as const;
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];

/** Pino's levels, from the most talkative to none at all. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * All that may differ between two installations, read once at start and never again.
 * The class is also the injection token: `constructor(private readonly configuration: Configuration)`.
 */
export class Configuration {
  readonly production!: boolean;
  readonly roles!: readonly Role[];
  /** Absolute path of the directory that holds the embedded database and the secrets made here. */
  readonly dataDirectory!: string;
  readonly api!: {
    readonly host: string;
    readonly port: number;
    /** The server's own secret: each refresh token's successor is derived with it. At least 32 bytes in production. */
    readonly secretKey: string;
  };
  readonly database!: {
    /** Without DATABASE_URL this process supervises its own PostgreSQL, and `url` points to that one once it runs. */
    readonly embedded: boolean;
    readonly url: string;
    /** Connections this process may hold open at once. */
    readonly poolSize: number;
  };
  /** How long an API still serves after it was told to stop, while it asks everybody to go elsewhere. */
  readonly drainMs!: number;
  /** Null: wake-ups, rate limits and live messages stay within this process. */
  readonly redisUrl!: string | null;
  readonly jwt!: {
    readonly secret: string;
    /** The secret before this one: tokens made with it are still read, none is made. Null outside a change of secrets. */
    readonly previousSecret: string | null;
    readonly algorithm: JwtAlgorithm;
    /** How long an access token is good for. */
    readonly expirationSeconds: number;
  };
  /**
   * Proxies whose `X-Forwarded-For` is believed: addresses, networks, or `loopback` and the like. Empty: nobody's, since
   * everybody can send such a header.
   */
  readonly trustedProxies!: readonly string[];
  /** All rate limits are multiplied by it; 0 lifts them. */
  readonly rateLimitFactor!: number;
  /** Which state of the sources this process was built from. */
  readonly revision!: string;
  /** Origins of web pages that may call the API. Empty: none but its own. */
  readonly corsOrigins!: readonly string[];
  readonly log!: {
    readonly level: LogLevel;
    /** Absolute path of the directory of the rotated log file; null writes to stdout only. */
    readonly directory: string | null;
  };
  /** How many days the live log is kept: a client that was away for longer begins anew. */
  readonly eventRetentionDays!: number;
  /** Where failures that nobody expected are reported; null reports them in the log only. */
  readonly sentryDsn!: string | null;
  /** Where traces are sent; null makes none. */
  readonly traces!: {
    /** The collector's own address for traces: OTLP over HTTP. */
    readonly url: string;
    /** What the collector wants to be told with each sending, such as a key. */
    readonly headers: Readonly<Record<string, string>>;
    /** Which part of all traces is kept, from 0 to 1. */
    readonly ratio: number;
  } | null;
  /** A port of its own for `/metrics`; null serves it on the API's port only. */
  readonly prometheusPort!: number | null;

  constructor(settings: Settings) {
    Object.assign(this, settings);
  }
}

/** The values alone, as they are read from the environment. */
export type Settings = Pick<Configuration, keyof Configuration>;
