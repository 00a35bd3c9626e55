import { AsyncLocalStorage } from 'node:async_hooks';
import { currentRequest } from '../http/request-context';

/** Whose initiative a piece of work is: a caller's, a queue's, or our own; or it is what we ask of somebody else. */
export type SpanKind = 'server' | 'consumer' | 'internal' | 'client';

export type SpanAttributes = Readonly<Record<string, string | number | undefined>>;

/** A place in a trace, ours or the one a caller's `traceparent` names. */
export interface SpanPosition {
  readonly traceId: string;
  readonly spanId: string;
}

/** One piece of work, from its start to its end, and a place among the others of its trace. */
export interface Span extends SpanPosition {
  rename(name: string): void;
  /** @param failure what went wrong, if anything did; its class or code, never its text */
  end(attributes: SpanAttributes, failure?: string): void;
}

export interface Tracer {
  start(name: string, kind: SpanKind, parent: SpanPosition | undefined): Span;
  /** Sends what waits, but does not wait long for a collector that is gone. */
  close(): Promise<void>;
}

/** Work that no request waits for; a request carries its own span. */
const active = new AsyncLocalStorage<Span>();
/** Null, as it is unless an installation asks for traces: then nothing below costs anything. */
let tracer: Tracer | null = null;

/** From now on work is traced; null ends it. */
export function traceWith(given: Tracer | null): void {
  tracer = given;
}

/** The piece of work that this code is part of; undefined when nothing is traced. */
export function currentSpan(): SpanPosition | undefined {
  return active.getStore() ?? currentRequest()?.span;
}

/** Whether what is done here becomes part of a trace. */
export function isTraced(): boolean {
  return tracer !== null && currentSpan() !== undefined;
}

/** Starts a span under the current one, or under `parent`. Whoever starts it ends it. */
export function startSpan(name: string, kind: SpanKind, parent?: SpanPosition): Span | undefined {
  return tracer?.start(name, kind, parent ?? currentSpan());
}

/** Runs `work` as a span of its own. */
export async function traced<T>(name: string, kind: SpanKind, work: () => Promise<T>): Promise<T> {
  const span = startSpan(name, kind);
  if (!span) return work();
  try {
    const result = await active.run(span, work);
    span.end({});
    return result;
  } catch (error) {
    span.end({}, failureOf(error));
    throw error;
  }
}

/** What may be said of a failure outside this house: its class. Its text may hold anything. */
export function failureOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** https://www.w3.org/TR/trace-context: version, trace, parent, flags. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-[0-9a-f]{2}$/;

/** Reads where a caller's own trace stands; anything odd is as good as nothing. */
export function readTraceparent(header: unknown): SpanPosition | undefined {
  const [, traceId, spanId] = TRACEPARENT.exec(typeof header === 'string' ? header : '') ?? [];
  return traceId === undefined || spanId === undefined ? undefined : { traceId, spanId };
}
