import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { problemOf, type Refusal } from '../problem';
import { type Language, languageOf } from '../problem-titles';
import { givenRequestId } from '../request-id';

const REFUSAL: Refusal = {
  status: 503,
  code: 'SERVER.OVERLOADED',
  detail: 'More is asked of the service than it can answer in time; nothing was done',
};
/** Spread, so that those who were refused together do not all come back together. */
const RETRY_AFTER_SECONDS = ['1', '2', '3', '4', '5'] as const;

/** The body in two parts, between which the request's id belongs. */
type Halves = readonly [before: string, after: string];
const BODIES: Readonly<Record<Language, Halves>> = { en: halvesIn('en'), fr: halvesIn('fr') };

/**
 * Refuses in the fewest steps there are, with an answer that was made before. The body is not waited for: Node throws it
 * away as it comes, and the connection serves the next request.
 */
export function answerOverloaded(request: IncomingMessage, response: ServerResponse): void {
  const requestId = givenRequestId(request) ?? randomUUID();
  const [before, after] = BODIES[languageOf(request.headers['accept-language'])];
  const body = `${before}${requestId}${after}`;
  response.writeHead(REFUSAL.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'Retry-After': RETRY_AFTER_SECONDS[Math.floor(Math.random() * RETRY_AFTER_SECONDS.length)],
    'X-Error-Code': REFUSAL.code,
    'X-Request-Id': requestId,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function halvesIn(language: Language): Halves {
  const place = randomUUID();
  const [before = '', after = ''] = JSON.stringify(problemOf(REFUSAL, place, language)).split(place);
  return [before, after];
}
