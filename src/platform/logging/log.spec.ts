import { withinRequest } from '../http/request-context';
import { accessLog } from './access-log';
import { createLog, type Log } from './log';
import { NestLog } from './nest-log';
import { redact } from './redaction';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl';
const API_TOKEN = 'rbs_live_0123456789abcdefghijABCDEFGHIJ012345';

function capture(): { log: Log; nest: NestLog; lines: string[]; last: () => Record<string, unknown> } {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => lines.push(line) });
  return {
    log,
    nest: new NestLog(log),
    lines,
    last: () => JSON.parse(lines.at(-1) ?? '{}') as Record<string, unknown>,
  };
}

describe('the log', () => {
  it('writes one line of JSON in ECS fields, with the level in capitals under both names', () => {
    const { nest, last } = capture();
    nest.error('The broker is gone', 'Orders');
    expect(last()).toMatchObject({
      'log.level': 'ERROR',
      level: 'ERROR',
      message: 'The broker is gone',
      'log.logger': 'Orders',
      'service.name': 'rubi-studio',
      'ecs.version': expect.any(String) as string,
      '@timestamp': expect.stringMatching(/Z$/) as string,
    });
  });

  it('keeps a line a line, whatever text it carries', () => {
    const { nest, lines, last } = capture();
    const text = 'x\r\n{"level":"ERROR","message":"forged"}\u2028';
    nest.log(text, 'Signals');
    expect(lines).toHaveLength(1);
    expect(lines[0]?.match(/\n/g)).toHaveLength(1);
    expect(last()).toMatchObject({ message: text, level: 'INFO' });
  });

  it('writes an error with its stack and what caused it', () => {
    const { nest, last } = capture();
    nest.error(new Error('Not stored', { cause: new TypeError('no connection') }), undefined, 'Signals');
    expect(last()).toMatchObject({
      message: 'Not stored',
      'error.type': 'Error',
      'error.message': 'Not stored',
    });
    expect(last()['error.stack_trace']).toMatch(/Error: Not stored[^]*caused by: TypeError: no connection/);
  });

  it('takes what stands beside the message for labels', () => {
    const { nest, last } = capture();
    nest.warn({ message: 'Order is unknown', orderId: '42' }, 'Orders');
    expect(last()).toMatchObject({ message: 'Order is unknown', labels: { orderId: '42' }, level: 'WARN' });
  });

  it('ties a line to its request and its caller', () => {
    const { nest, last } = capture();
    withinRequest({ requestId: 'r-1', userId: 'u-1' }, () => {
      nest.log('hello', 'Room');
    });
    expect(last()).toMatchObject({ 'trace.id': 'r-1', 'user.id': 'u-1' });
  });

  it.each([
    ['an authorization header', { authorization: `Bearer ${JWT}` }, JWT],
    ['a token in a text', `refused Bearer ${API_TOKEN}`, API_TOKEN],
    ['an API token alone', `token ${API_TOKEN} is unknown`, API_TOKEN],
    ['a JSON Web Token alone', `cannot verify ${JWT}`, JWT],
    ['a refresh token', { refresh_token: 'rbr_0123456789abcdef' }, 'rbr_0123456789abcdef'],
    ['a password in an object', { user: { password: 'SecurePassword123!' } }, 'SecurePassword123!'],
    ['a password with quotes in it', { password: 'Sec"ure\\Pass' }, 'ure'],
    ['a password in JSON within a text', '{"password":"SecurePassword123!"}', 'SecurePassword123!'],
    ['a password in a query', 'GET /x?password=SecurePassword123!&a=1', 'SecurePassword123!'],
    ['the password of a database URL', 'postgresql://rubi:s3cr3tpw@db:5432/rubi', 's3cr3tpw'],
  ])('hides %s', (_, message, secret) => {
    const { nest, lines } = capture();
    nest.warn(typeof message === 'string' ? message : { message: 'x', ...message }, 'Room');
    nest.error(new Error(typeof message === 'string' ? message : JSON.stringify(message)), undefined, 'Room');
    for (const line of lines) {
      expect(line).not.toContain(secret);
      expect(() => JSON.parse(line) as unknown).not.toThrow();
    }
  });

  it('leaves harmless lines as they are', () => {
    const { nest, last } = capture();
    nest.log('Listening on http://127.0.0.1:8000, docs at http://127.0.0.1:8000/docs', 'Main');
    expect(last()['message']).toBe('Listening on http://127.0.0.1:8000, docs at http://127.0.0.1:8000/docs');
  });
});

describe('redact', () => {
  it.each([
    ['names', `token ${'a-'.repeat(50_000)}`],
    ['quotes', `token ${'"a'.repeat(50_000)}`],
    ['beginnings of a JSON Web Token', `token ${'-eyJ'.repeat(25_000)}`],
    ['beginnings of a URL', `token ${'a://b:'.repeat(20_000)}`],
    ['backslashes', `token ${'\\"token\\":\\"'.repeat(10_000)}${'\\'.repeat(20_000)}`],
  ])('is quick with 100 KB of %s', (_, text) => {
    // Of the processor's time, since the machine may be busy with others; what backtracks takes minutes.
    const before = process.cpuUsage();
    redact(text);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });
});

describe('the access log', () => {
  const request = {
    method: 'GET',
    route: '/api/v1/stats',
    path: '/api/v1/stats',
    status: 200,
    durationMs: 1.5,
    clientAddress: '127.0.0.1',
    aborted: false,
    context: { requestId: 'r-1', userId: 'u-1' },
  };

  it('says who asked for what, how it went and how long it took', () => {
    const { log, last } = capture();
    accessLog(log)(request);
    expect(last()).toMatchObject({
      level: 'INFO',
      'event.action': 'http-request',
      'event.outcome': 'success',
      'event.duration': 1_500_000, // nanoseconds
      'http.request.method': 'GET',
      'http.response.status_code': 200,
      'url.path': '/api/v1/stats',
      'client.ip': '127.0.0.1',
      'trace.id': 'r-1',
      'user.id': 'u-1',
    });
  });

  it('cuts addresses that only a stranger would make up', () => {
    const { log, lines, last } = capture();
    accessLog(log)({ ...request, path: `/${'x'.repeat(16_000)}` });
    expect(lines.at(-1)?.length).toBeLessThan(1_500);
    expect(String(last()['url.path'])).toHaveLength(300);
  });

  it('raises its voice for our own failures and lowers it for probes', () => {
    const { log, last } = capture();
    accessLog(log)({ ...request, status: 503 });
    expect(last()).toMatchObject({ level: 'WARN', 'event.outcome': 'failure' });
    accessLog(log)({ ...request, path: '/health/live' });
    expect(last()).toMatchObject({ level: 'DEBUG' });
  });
});
