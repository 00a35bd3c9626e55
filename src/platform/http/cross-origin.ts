import { type Request, type Response } from 'express';
import {
  type CorsOptions,
  type CorsOptionsDelegate,
} from '@nestjs/common/interfaces/external/cors-options.interface';

const PREFLIGHT_GOOD_FOR_SECONDS = 600;
const EXPOSED = [
  'X-Request-Id',
  'X-Error-Code',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Idempotency-Replayed',
];

/** Lets the web pages of these origins call the API. Tokens travel in a header, so cookies are never let through. */
export function crossOrigin(origins: readonly string[]): CorsOptionsDelegate<Request> {
  const options = optionsFor(origins);
  // Only browsers say where a page comes from; nobody else needs an answer to that.
  const none: CorsOptions = { origin: false };
  return (request, answer) => {
    answer(null, request.headers.origin === undefined ? none : options);
  };
}

/** The same for an answer that is given before anything else is looked at. */
export function showToOrigin(origins: readonly string[]): (request: Request, response: Response) => void {
  return ({ headers: { origin } }, response) => {
    if (origin === undefined || !origins.includes(origin)) return;
    response.setHeader('Access-Control-Allow-Origin', origin);
    response.setHeader('Access-Control-Expose-Headers', EXPOSED.join(','));
    response.setHeader('Vary', 'Origin');
  };
}

function optionsFor(origins: readonly string[]): CorsOptions {
  return {
    origin: [...origins],
    credentials: false,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'X-Request-Id', 'Accept-Language'],
    exposedHeaders: [...EXPOSED],
    maxAge: PREFLIGHT_GOOD_FOR_SECONDS,
  };
}
