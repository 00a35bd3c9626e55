import { type ErrorReport, openErrorReports } from './error-reports';

const SETTINGS = { revision: 'r1', roles: ['api'], production: true } as const;
const TOKEN = 'rbs_live_0123456789abcdefghijABCDEFGHIJ012345';

const report = (error: Error, message = 'A run failed'): ErrorReport => ({
  error,
  message,
  level: 'error',
  logger: 'Room',
});

describe('error reports', () => {
  let sent: string[];
  let fetchBefore: typeof fetch;

  beforeEach(() => {
    sent = [];
    fetchBefore = globalThis.fetch;
    globalThis.fetch = (_, init) => {
      sent.push(init?.body as string);
      return Promise.resolve(new Response('{}'));
    };
  });

  afterEach(() => {
    globalThis.fetch = fetchBefore;
  });

  async function reported(reports: readonly ErrorReport[]): Promise<string[]> {
    const opened = await openErrorReports({ ...SETTINGS, sentryDsn: 'https://key@sentry.example.com/1' });
    for (const each of reports) opened?.report(each);
    await opened?.close();
    return sent;
  }

  it('are none without an address', async () => {
    expect(await openErrorReports({ ...SETTINGS, sentryDsn: null })).toBeNull();
  });

  it('name neither secrets nor accounts, down to the last cause', async () => {
    const cause = new Error(
      `account 50012345 said {"password":"hunter22"} to postgresql://rubi:s3cr3tpw@db/rubi`,
    );
    const [body] = await reported([
      report(new Error(`refused Bearer ${TOKEN}`, { cause }), 'Ticket 987654321'),
    ]);
    expect(body).toContain('account [number] said');
    expect(body).toContain('Ticket [number]');
    for (const secret of [TOKEN, 'hunter22', 's3cr3tpw', '50012345', '987654321']) {
      expect(body).not.toContain(secret);
    }
  });

  it('say where in our code it was, and nothing of the machine’s environment', async () => {
    const [body = ''] = await reported([report(new TypeError('x is not a function'))]);
    expect(body).toContain('error-reports.spec.ts');
    expect(body).toContain('"type":"TypeError"');
    expect(body).not.toContain('PATH');
  });

  it('tell the same once, and not more than people can read', async () => {
    const same = Array.from({ length: 50 }, (_, i) => report(new Error(`order 10000${i} is lost`)));
    expect(await reported(same)).toHaveLength(1);
    sent = [];
    const different = Array.from({ length: 50 }, (_, i) => report(new Error('x'.repeat(i + 1))));
    expect(await reported(different)).toHaveLength(30);
  });
});
