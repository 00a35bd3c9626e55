import { type Socket } from 'node:net';
import { Client, type ClientConfig } from 'pg';

/** Longer than a statement may take, and than a lock is waited for: whoever is silent so long is not there. */
const SILENCE_MS = 4_000;
/** Statements that travel together are answered together: each adds what it may take, up to what a caller waits. */
const STATEMENT_MS = 2_000;
const BATCH_SILENCE_MS = 12_000;
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
  /** What a statement of the transaction may take to be answered. */
  private silenceMs = SILENCE_MS;
  /** The transaction's end is among what is sent next; what comes after it has the usual time. */
  private isEnding = false;
  /** What the line is held to at the moment. */
  private allowedMs = SILENCE_MS;

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
    stream.setTimeout(this.allowedMs, () => {
      if (!inside.readyForQuery) stream.destroy(new Error('Connection terminated: no answer in time'));
    });
  }

  /** So many statements are about to be answered at once. */
  protected expectAnswers(statements: number): void {
    const all = Math.min(this.silenceMs + (statements - 1) * STATEMENT_MS, BATCH_SILENCE_MS);
    this.allow(Math.max(this.silenceMs, all));
    if (!this.isEnding) return;
    this.isEnding = false;
    this.silenceMs = SILENCE_MS;
  }

  private allow(silenceMs: number): void {
    if (silenceMs === this.allowedMs) return;
    this.allowedMs = silenceMs;
    (this as unknown as Inside).connection.stream.setTimeout(silenceMs);
  }

  private note(statement: unknown): void {
    const text = typeof statement === 'string' ? statement : (statement as { text?: unknown }).text;
    if (typeof text !== 'string') return;
    if (text === 'COMMIT' || text === 'ROLLBACK') this.isEnding = true;
    if (!text.startsWith('SET LOCAL statement_timeout')) return;
    this.silenceMs = LONG_SILENCE_MS;
    this.allow(this.silenceMs);
  }
}
