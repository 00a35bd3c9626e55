import { type IncomingMessage } from 'node:http';

/** An id of the caller's that is safe to repeat in headers, logs and answers. */
const SANE_ID = /^[A-Za-z0-9._:-]{1,64}$/;

/** What the caller calls this request, if that can be repeated. */
export function givenRequestId(request: IncomingMessage): string | undefined {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE_ID.test(given) ? given : undefined;
}
