import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { answerOverloaded } from './overload-answer';

describe('answerOverloaded', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    server = createServer(answerOverloaded);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('says what, when to come back, and by which id it is known', async () => {
    const answer = await fetch(url, { headers: { 'X-Request-Id': 'mine-1', 'Accept-Language': 'fr' } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers.get('x-error-code')).toBe('SERVER.OVERLOADED');
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(await answer.json()).toMatchObject({
      title: 'Service indisponible',
      code: 'SERVER.OVERLOADED',
      request_id: 'mine-1',
    });
  });

  it('repeats no id that is not safe to repeat', async () => {
    const answer = await fetch(url, { headers: { 'X-Request-Id': '"},{' } });
    expect(await answer.json()).toMatchObject({
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('leaves the connection to the next request, whose body was not looked at', async () => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const request = 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 7\r\n\r\nnothing';
    let received = '';
    socket.write(request + request);
    for await (const chunk of socket) {
      received += String(chunk);
      if (received.split('HTTP/1.1 503').length === 3) break;
    }
    expect(received.match(/HTTP\/1\.1 503/g)).toHaveLength(2);
  });
});
