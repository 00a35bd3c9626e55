import { AsyncLocalStorage } from 'node:async_hooks';
import { type AdmissionClass } from './admission/admission-classes';

/** What every line that is logged during a request may say about it. */
export interface RequestContext {
  readonly requestId: string;
  /** The trace that it is part of, when requests are traced. */
  readonly span?: { readonly traceId: string; readonly spanId: string } | undefined;
  /** Who is calling, once a guard has recognised them. */
  readonly userId: string | undefined;
  /** Whose rows alone the database shows, once a guard has recognised the caller; undefined where nothing is hidden. */
  owner?: string | undefined;
  /** What it is worth while there are too many: who goes first to the database. */
  readonly admittedAs?: AdmissionClass | undefined;
  /** The stable code of the refusal, once there is one. */
  errorCode?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** The request that is being answered; undefined in sweeps, processors and at start. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}

/** Runs `work`, and all that it starts, within a request. */
export function withinRequest<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/**
 * Runs `work`, and all that it starts, for everybody again: what a request sets in motion for others besides its caller
 * (the next turn of a queue, the news for all who follow) must not see the caller's rows alone.
 */
export function forEverybody<T>(work: () => T): T {
  const context = storage.getStore();
  if (context === undefined) return work();
  // A copy also where no owner is known yet: the request learns its own later, while this work goes on for everybody.
  const { requestId, userId, span } = context;
  return storage.run({ requestId, userId, span }, work);
}
