import { type Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** Longer than a statement may take, and than a lock is waited for: whoever is silent so long is not there. */
const SILENCE_MS = 4_000;
/** A transaction that asked for more time with `SET LOCAL statement_timeout` may take half a minute. */
const LONG_SILENCE_MS = 35_000;

/** What pg keeps to itself. */
interface Inside {
  readonly connection: { readonly stream: Socket };
  /** False while a statement waits for its answer. */
  readonly readyForQuery: boolean;
}

/**
 * A connection that does not wait for ever. PostgreSQL ends a statement that takes too long, but when its host vanishes
 * (a failover, a lost route) no word comes any more, and TCP gives up after a quarter of an hour: so long, the request
 * would hang and its place in the pool be taken. A line that nobody waits for may be silent as long as it likes.
 */
export class ImpatientClient extends Client {
  private silenceMs = SILENCE_MS;

  constructor(config?: string | ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...parameters: unknown[]) => unknown;
    this.query = ((...parameters: unknown[]) => {
      this.note(parameters[0]);
      return query(...parameters);
    }) as Client['query'];
    this.once('connect', () => {
      this.watch();
    });
  }

  private watch(): void {
    const inside = this as unknown as Inside;
    const { stream } = inside.connection;
    stream.setTimeout(this.silenceMs, () => {
      if (!inside.readyForQuery) stream.destroy(new Error('Connection terminated: no answer in time'));
    });
  }

  private allow(silenceMs: number): void {
    if (silenceMs === this.silenceMs) return;
    this.silenceMs = silenceMs;
    (this as unknown as Inside).connection.stream.setTimeout(silenceMs);
  }

  private note(statement: unknown): void {
    const text = typeof statement === 'string' ? statement : (statement as { text?: unknown }).text;
    if (typeof text !== 'string') return;
    if (text.startsWith('SET LOCAL statement_timeout')) this.allow(LONG_SILENCE_MS);
    else if (text === 'COMMIT' || text === 'ROLLBACK') this.allow(SILENCE_MS);
  }
}
