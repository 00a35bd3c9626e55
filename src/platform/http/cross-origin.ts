import { type Request } from 'express';
import {
  type CorsOptions,
  type CorsOptionsDelegate,
} from '@nestjs/common/interfaces/external/cors-options.interface';

const PREFLIGHT_GOOD_FOR_SECONDS = 600;

/** Lets the web pages of these origins call the API. Tokens travel in a header, so cookies are never let through. */
export function crossOrigin(origins: readonly string[]): CorsOptionsDelegate<Request> {
  const options = optionsFor(origins);
  // Only browsers say where a page comes from; nobody else needs an answer to that.
  const none: CorsOptions = { origin: false };
  return (request, answer) => {
    answer(null, request.headers.origin === undefined ? none : options);
  };
}

function optionsFor(origins: readonly string[]): CorsOptions {
  return {
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id', 'Accept-Language'],
    exposedHeaders: [
      'X-Request-Id',
      'X-Error-Code',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
      'Idempotency-Replayed',
    ],
    maxAge: PREFLIGHT_GOOD_FOR_SECONDS,
  };
}
