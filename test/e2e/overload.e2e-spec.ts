import { type OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import { type AdmissionClass, ROUTES_BY_CLASS } from '../../src/platform/http/admission/admission-classes';
import { AdmissionGate } from '../../src/platform/http/admission/admission-gate';
import { type Answer } from '../support/api-client';
import { contract } from '../support/contract';
import { startTestApp, type TestApp } from '../support/test-app';
import { type DeskSession, TradingDesk } from '../support/trading-desk';

/** So few at once that this machine can easily bring five times as many, however busy it is. */
const CAPACITY = 16;
const TIMES_CAPACITY = 5;
const ROUNDS = 12;

interface Tried {
  readonly answer: Answer;
  readonly tookMs: number;
}

/** Remembers how many requests were ever under way at most, and at how many each class was still let in. */
class WatchedGate extends AdmissionGate {
  most = 0;
  readonly lastLetIn: Record<AdmissionClass, number> = { stop: 0, report: 0, sync: 0, signal: 0, read: 0 };

  override enter(of: AdmissionClass): boolean {
    const entered = super.enter(of);
    const { underWay } = this.load;
    this.most = Math.max(this.most, underWay);
    if (entered) this.lastLetIn[of] = Math.max(this.lastLetIn[of], underWay);
    return entered;
  }
}

describe('a service that is asked for five times what it can do', () => {
  const gate = new WatchedGate(() => performance.now(), { start: CAPACITY, least: CAPACITY, most: CAPACITY });
  let test: TestApp;
  let desk: TradingDesk;
  /** Another trader, whose trades go on while the first one's signals run wild. */
  let other: TradingDesk;
  let reporting: DeskSession[];
  let syncing: DeskSession;
  const tried = {
    report: [] as Tried[],
    kill: [] as Tried[],
    sync: [] as Tried[],
    signal: [] as Tried[],
    read: [] as Tried[],
  };

  beforeAll(async () => {
    test = await startTestApp({
      environment: { DATABASE_POOL_SIZE: '12' },
      override: (builder) => builder.overrideProvider(AdmissionGate).useValue(gate),
    });
    desk = await TradingDesk.open(test, 'trader');
    other = await TradingDesk.open(test, 'other');
    await desk.connectConnector();
    reporting = [];
    for (const account of ['1001', '1002', '1003']) {
      reporting.push(await other.connectSeed({ account_number: account }));
    }
    syncing = await other.connectConnector({ account_number: '2001' });
    await crowd();
  }, 60_000);

  afterAll(() => test.close());

  /** Everybody at once, each as soon as they were answered; who was refused comes back a moment later. */
  async function crowd(): Promise<void> {
    const [seed = 0] = fc.sample(fc.integer(), { numRuns: 1, seed: 7 });
    const moments = fc.sample(fc.integer({ min: 1, max: 15 }), { numRuns: 500, seed });
    let turn = 0;
    const client = async (into: Tried[], ask: (round: number) => Promise<Answer>): Promise<void> => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { answer, tookMs } = await persist(() => ask(round));
        into.push({ answer, tookMs });
        const moment = moments[turn++ % moments.length] ?? 1;
        if (answer.status === 503) await new Promise((resolve) => setTimeout(resolve, moment));
      }
    };
    const clients = (count: number, begin: (index: number) => Promise<void>): Promise<void>[] =>
      Array.from({ length: count }, (_, index) => begin(index));
    const kill = async (): Promise<void> => {
      tried.kill.push(
        await persist(() => other.person.post('/risk/kill', { reason: 'too much is going on' })),
      );
    };
    await Promise.all([
      ...reporting.map((session) => client(tried.report, () => report(session))),
      ...clients(1, () => client(tried.sync, () => other.trySync(syncing))),
      ...clients((CAPACITY * TIMES_CAPACITY) / 2, (index) =>
        client(tried.signal, (round) => desk.signal({ client_signal_id: `${index}-${round}` })),
      ),
      ...clients((CAPACITY * TIMES_CAPACITY) / 2, () =>
        client(tried.read, () => desk.person.get('/trading/signals')),
      ),
      new Promise((resolve) => setTimeout(resolve, 50)).then(kill),
    ]);
  }

  const report = (session: DeskSession): Promise<Answer> =>
    other.terminal.post('/mt5/account/update', {
      ...contract('mt5/account-update.request'),
      session_id: session.id,
    });

  const refused = (of: readonly Tried[]): readonly Tried[] =>
    of.filter(({ answer }) => answer.status === 503);
  const admitted = (of: readonly Tried[]): readonly Tried[] => of.filter(({ answer }) => answer.status < 300);

  it('takes every report, and stops trading when it is told to', () => {
    expect(new Set(tried.report.map(({ answer }) => answer.status))).toEqual(new Set([200]));
    expect(tried.kill.map(({ answer }) => answer.status)).toEqual([200]);
  });

  it('refuses reads before signals, and signals before syncs', () => {
    expect(refused(tried.read).length).toBeGreaterThan(0);
    expect(refused(tried.signal).length).toBeGreaterThan(0);
    // half, three quarters and one and a half of the capacity, passed by less than the last one takes up
    expect(gate.lastLetIn.read).toBeLessThan(8 + 1);
    expect(gate.lastLetIn.signal).toBeLessThan(12 + 1);
    expect(gate.lastLetIn.sync).toBeLessThan(24 + 0.25);
  });

  it('answers everybody, and refuses in one way: at once, with a code and when to come back', () => {
    const all = Object.values(tried).flat();
    expect(all.filter(({ answer }) => answer.status !== 503 && answer.status >= 300)).toEqual([]);
    for (const { answer } of refused(all)) {
      expect(answer.body).toMatchObject({
        code: 'SERVER.OVERLOADED',
        request_id: expect.any(String) as string,
      });
      expect(answer.headers['x-error-code']).toBe('SERVER.OVERLOADED');
      expect(['1', '2', '3', '4', '5']).toContain(answer.headers['retry-after']);
    }
    const writing = [...tried.signal, ...tried.read];
    expect(medianOf(refused(writing))).toBeLessThan(medianOf(admitted(writing)));
  });

  it('keeps what it accepted, once, and nothing that it refused', async () => {
    const [stored] = await test.dataSource.query<{ count: string }[]>('SELECT count(*) FROM trading_signals');
    expect(Number(stored?.count)).toBe(admitted(tried.signal).length);
  });

  it('never works on more at once than it has room for', () => {
    expect(gate.most).toBeLessThanOrEqual(CAPACITY * 2);
    expect(gate.load.underWay).toBe(0);
  });

  it('counts what it refused, and serves everybody as soon as the crowd is gone', async () => {
    const metrics = await (await fetch(`${test.url}/metrics`)).text();
    const counted = /rubi_requests_refused_total\{class="signal"\} (\d+)/.exec(metrics)?.[1];
    expect(Number(counted)).toBe(refused(tried.signal).length);
    for (let index = 0; index < 5; index += 1) {
      expect((await desk.person.get('/trading/signals')).status).toBe(200);
      expect((await desk.signal({ client_signal_id: `after ${index}` })).status).toBe(201);
    }
  });

  it('knows the routes that come first by the names they have', async () => {
    const { paths } = (await (await fetch(`${test.url}/docs-json`)).json()) as OpenAPIObject;
    const documented = Object.entries(paths).flatMap(([path, item]) =>
      Object.keys(item as object).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    for (const route of Object.values(ROUTES_BY_CLASS).flat()) expect(documented).toContain(route);
  });
});

/** Asks until the database has answered: on a busy machine a row may be held for longer than anybody waits for it. */
async function persist(ask: () => Promise<Answer>): Promise<Tried> {
  for (;;) {
    const startedAt = performance.now();
    const answer = await ask();
    if (answer.body['code'] !== 'SERVER.UNAVAILABLE')
      return { answer, tookMs: performance.now() - startedAt };
  }
}

function medianOf(tried: readonly Tried[]): number {
  const sorted = tried.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
