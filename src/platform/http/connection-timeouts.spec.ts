import { createServer } from 'node:http';
import { limitConnectionTimes } from './connection-timeouts';

describe('limitConnectionTimes', () => {
  const server = createServer();
  limitConnectionTimes(server);

  it('keeps an idle connection longer than a load balancer does', () => {
    expect(server.keepAliveTimeout).toBeGreaterThanOrEqual(75_000);
  });

  it('waits 10 s for the headers and 15 s for the whole request', () => {
    expect(server.headersTimeout).toBe(10_000);
    expect(server.requestTimeout).toBe(15_000);
  });
});
