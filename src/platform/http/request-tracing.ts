import { randomUUID } from 'node:crypto';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { type RequestContext, withinRequest } from './request-context';

/** What is known of a request once it is over. Nothing in it is secret: no header, no body, no query. */
export interface FinishedRequest {
  readonly method: string;
  /** The route's pattern, such as `/api/v1/trading/signals/:id`; undefined when no route has the path. */
  readonly route: string | undefined;
  /** The path as it was asked for, without its query. */
  readonly path: string;
  readonly status: number;
  readonly durationMs: number;
  readonly clientAddress: string | undefined;
  /** The client went away before the answer was through. */
  readonly aborted: boolean;
  readonly context: RequestContext;
}

export type RequestObserver = (request: FinishedRequest) => void;

/** An id of the caller's that is safe to repeat in headers, logs and answers. */
const SANE_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** What a guard leaves on a request it has recognised; the room that does so is not known here. */
interface Recognised {
  readonly principal?: { readonly userId?: string };
}

/** Gives every request an id and a context, and tells the observers when it is over. */
export function traceRequests(observers: readonly RequestObserver[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const startedAt = performance.now();
    const { method } = request;
    const path = pathOf(request.url);
    const context = new TracedRequest(request);
    response.setHeader('X-Request-Id', context.requestId);
    response.once('close', () => {
      const finished: FinishedRequest = {
        method,
        route: routeOf(request),
        path,
        status: response.statusCode,
        durationMs: performance.now() - startedAt,
        get clientAddress() {
          return request.ip;
        },
        aborted: !response.writableFinished,
        context,
      };
      for (const observe of observers) observe(finished);
    });
    withinRequest(context, next);
  };
}

class TracedRequest implements RequestContext {
  readonly requestId: string;
  errorCode?: string;

  constructor(private readonly request: Request) {
    const given = request.headers['x-request-id'];
    this.requestId = typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
  }

  get userId(): string | undefined {
    return (this.request as Recognised).principal?.userId;
  }
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function routeOf(request: Request): string | undefined {
  const { route } = request as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : undefined;
}
