import { type FinishedRequest, type RequestObserver } from '../http/request-tracing';
import { type Log } from './log';
import { traceFields } from './trace-fields';

const NANOSECONDS = 1_000_000;
/** No address of ours is as long; a stranger's may be 16 KB. */
const LONGEST_PATH = 300;
/** Asked every few seconds by machines that tell nobody. */
const QUIET = /^\/(?:health|metrics)(?:\/|$)/;

/** Writes one line per request: who asked for what, how it went and how long it took. */
export function accessLog(log: Log): RequestObserver {
  return (request) => {
    const level = levelOf(request);
    if (!log.isLevelEnabled(level)) return;
    const path = request.path.slice(0, LONGEST_PATH);
    log[level](
      {
        'log.logger': 'Access',
        'event.action': 'http-request',
        'event.outcome': request.status < 400 && !request.aborted ? 'success' : 'failure',
        'event.duration': Math.round(request.durationMs * NANOSECONDS),
        'http.request.method': request.method,
        'http.response.status_code': request.status,
        'url.path': path,
        'client.ip': request.clientAddress,
        ...traceFields(request.context, request.context.span),
        'user.id': request.context.userId,
        'error.code': request.context.errorCode,
      },
      `${request.method} ${path} ${request.status}${request.aborted ? ' (client left)' : ''}`,
    );
  };
}

function levelOf({ status, path }: FinishedRequest): 'debug' | 'info' | 'warn' {
  if (status >= 500) return 'warn';
  return QUIET.test(path) ? 'debug' : 'info';
}
