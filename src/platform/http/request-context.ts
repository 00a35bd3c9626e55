import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line that is logged during a request may say about it. */
export interface RequestContext {
  readonly requestId: string;
  /** Who is calling, once a guard has recognised them. */
  readonly userId: string | undefined;
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
