import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Request, type Response } from 'express';
import { currentRequest, type RequestContext } from './request-context';
import { type FinishedRequest, traceRequests } from './request-tracing';

describe('traceRequests', () => {
  it('lets go of a request that is over, but not of who asked, although its connection stays open', async () => {
    const seen: { request: IncomingMessage; context: RequestContext | undefined }[] = [];
    const finished: FinishedRequest[] = [];
    const trace = traceRequests([(request) => finished.push(request)]);
    const server = createServer((request, response) => {
      trace(request as Request, response as Response, () => {
        Object.assign(request, { principal: { userId: 'alice' } });
        seen.push({ request, context: currentRequest() });
        response.end();
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const agent = new Agent({ keepAlive: true });
    const { port } = server.address() as AddressInfo;
    const [answer] = (await once(get({ port, agent, path: '/health' }), 'response')) as [IncomingMessage];
    await once(answer.resume(), 'end');

    const [{ request, context }] = seen as [(typeof seen)[number]];
    expect(finished).toMatchObject([{ path: '/health', status: 200, context: { userId: 'alice' } }]);
    expect(context?.userId).toBe('alice');
    expect(Object.values(context ?? {})).not.toContain(request);
    agent.destroy();
    server.close();
    await once(server, 'close');
  });
});
