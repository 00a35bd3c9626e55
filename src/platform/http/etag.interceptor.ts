import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type Request, type Response } from 'express';
import { map, type Observable } from 'rxjs';

/**
 * For answers that are asked for again and again and seldom change: says which version this is, and answers 304 without
 * a body to who has it already. Browsers may keep the answer, but must ask each time.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor<unknown, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    return next.handle().pipe(
      map((body) => {
        const tag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 27)}"`;
        response.setHeader('ETag', tag);
        response.setHeader('Cache-Control', 'private, no-cache');
        if (!isKnown(request.headers['if-none-match'], tag)) return body;
        response.status(304);
        return undefined;
      }),
    );
  }
}

/** Proxies that compress mark a tag as weak; it names the same version. */
function isKnown(header: string | undefined, tag: string): boolean {
  return (header ?? '').split(',').some((known) => ['*', tag].includes(known.trim().replace(/^W\//, '')));
}
