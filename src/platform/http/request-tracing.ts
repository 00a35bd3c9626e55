import { randomUUID } from 'node:crypto';
import { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { type AdmissionClass, admissionClassOf } from './admission/admission-classes';
import { readTraceparent, type Span, startSpan } from '../telemetry/spans';
import { type RequestContext, withinRequest } from './request-context';
import { givenRequestId } from './request-id';

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

/** What is counted of it. */
export type MeasuredRequest = Pick<FinishedRequest, 'method' | 'route' | 'status' | 'durationMs'>;

export type RequestObserver = (request: FinishedRequest) => void;

/** No address of ours is as long; a stranger's may be 16 KB. */
const LONGEST_PATH = 300;

/** Asked every few seconds by machines: a trace of it tells nobody anything. */
const UNTRACED = /^\/(?:health|metrics)(?:\/|$)/;

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
    const span = UNTRACED.test(path)
      ? undefined
      : startSpan(method, 'server', readTraceparent(request.headers['traceparent']));
    const context = new TracedRequest(request, path, span);
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
      if (span) endSpan(span, finished);
      context.release();
    });
    withinRequest(context, next);
  };
}

class TracedRequest implements RequestContext {
  readonly requestId: string;
  readonly admittedAs: AdmissionClass | undefined;
  errorCode?: string;
  private request: Request | undefined;
  private caller: string | undefined;

  constructor(
    request: Request,
    path: string,
    readonly span: Span | undefined,
  ) {
    this.request = request;
    this.requestId = givenRequestId(request) ?? randomUUID();
    this.admittedAs = admissionClassOf(request.method, path) ?? undefined;
  }

  get userId(): string | undefined {
    return this.request ? (this.request as Recognised).principal?.userId : this.caller;
  }

  /**
   * Lets go of the request, its body and its answer. A connection that stays open sets its timer in the context of its last
   * request, and would keep all of that until the next one.
   */
  release(): void {
    this.caller = this.userId;
    this.request = undefined;
  }
}

/** The names of the attributes are OpenTelemetry's. A path of ours has ids in it, and nothing secret. */
function endSpan(span: Span, { method, route, path, status, aborted, context }: FinishedRequest): void {
  if (route !== undefined) span.rename(`${method} ${route}`);
  span.end(
    {
      'http.request.method': method,
      'http.route': route,
      'url.path': path.slice(0, LONGEST_PATH),
      'http.response.status_code': status,
      'user.id': context.userId,
      'rubi.request_id': context.requestId,
      'rubi.error_code': context.errorCode,
    },
    status >= 500 ? (context.errorCode ?? String(status)) : aborted ? 'aborted' : undefined,
  );
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function routeOf(request: Request): string | undefined {
  const { route } = request as { route?: { path?: unknown } };
  return typeof route?.path === 'string' ? route.path : undefined;
}
