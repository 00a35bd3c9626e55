import { type Server } from 'node:http';

/** Longer than the idle time of usual load balancers (60 s): otherwise they reuse a connection we just closed. */
const KEEP_ALIVE_MS = 75_000;
/** A caller that has not sent its headers by then, or its whole request, is stuck or means harm. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 15_000;
/** How often the two above are looked at; Node's own 30 s would let a slow caller stay three times as long. */
const CHECK_EVERY_MS = 2_000;

/** Bounds how long a connection may wait for its caller. Has to come before the server listens. */
export function limitConnectionTimes(server: Server): void {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  Object.assign(server, { connectionsCheckingInterval: CHECK_EVERY_MS });
}
