import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { problemOf, type Refusal, refusalOf } from './problem';
import { languageOf } from './problem-titles';
import { currentRequest } from './request-context';

/**
 * The only place where a failure becomes an HTTP answer: `application/problem+json` with the code in `X-Error-Code` too,
 * because MQL5 may leave the body of an error empty.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Requests');

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const refusal = refusalOf(error);
    if (refusal.status >= 500) {
      note(refusal);
      this.logger.error(errorOf(error));
    }
    if (response.headersSent) {
      // Half an answer is out: only breaking it off tells the client that it is not whole.
      response.destroy();
      return;
    }
    writeRefusal(request, response, refusal);
  }
}

/** Answers with a refusal. Where nothing was thrown, nobody has to be told that it was. */
export function writeRefusal(request: Request, response: Response, refusal: Refusal): void {
  note(refusal);
  const language = languageOf(request.headers['accept-language']);
  const body = JSON.stringify(problemOf(refusal, currentRequest()?.requestId ?? '', language));
  response.status(refusal.status);
  for (const [name, value] of Object.entries(refusal.headers ?? {})) response.setHeader(name, value);
  if (refusal.retryAfterSeconds !== undefined) {
    response.setHeader('Retry-After', Math.ceil(refusal.retryAfterSeconds));
  }
  response.setHeader('X-Error-Code', refusal.code);
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** For the access log and the metrics, which are written once the answer is out. */
function note({ code }: Refusal): void {
  const context = currentRequest();
  if (context) context.errorCode = code;
}

function errorOf(error: unknown): Error {
  return error instanceof Error
    ? error
    : new Error('Something other than an Error was thrown', { cause: error });
}
