import { type RequestContext } from '../http/request-context';
import { type SpanPosition } from '../telemetry/spans';

/**
 * What ties a line to the others of its request, or of its trace when work is traced: then the request's own id, which
 * the caller knows, stands beside it.
 */
export function traceFields(request: RequestContext | undefined, span: SpanPosition | undefined): object {
  if (!span) return request ? { 'trace.id': request.requestId } : {};
  const trace = { 'trace.id': span.traceId, 'span.id': span.spanId };
  return request ? { ...trace, 'http.request.id': request.requestId } : trace;
}
