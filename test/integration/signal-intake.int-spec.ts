import { Counter, Histogram } from 'prom-client';
import { type DataSource } from 'typeorm';
import { lots, price } from '../../src/money/quantity';
import { Transactions } from '../../src/platform/database/transactions';
import { EventLog } from '../../src/platform/events/event-log';
import { newSignal } from '../../src/signals/new-signal';
import { type SignalRequest } from '../../src/signals/signal';
import { type Received, SignalIntake } from '../../src/signals/signal-intake';
import { SignalMetrics } from '../../src/signals/signal-metrics';
import { SignalReceivedQueue } from '../../src/signals/signal-received.queue';
import { SignalKeyReusedError } from '../../src/signals/signals.errors';
import { SignalsRepository } from '../../src/signals/signals.repository';
import { FixedClock } from '../support/fixed-clock';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const ALICE = '11111111-1111-4111-8111-111111111111';
const BOB = '22222222-2222-4222-8222-222222222222';

describe('SignalIntake', () => {
  const clock = new FixedClock();
  const woken: string[][] = [];
  let database: TestDatabase;
  let dataSource: DataSource;
  let intake: SignalIntake;
  let repository: SignalsRepository;
  const committed = new Counter({ name: 'commits_total', help: '-', registers: [] });

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = database.dataSource;
    for (const [id, name] of [
      [ALICE, 'alice'],
      [BOB, 'bob'],
    ]) {
      await dataSource.query(
        `INSERT INTO users (id, email, username, password_hash, created_at, password_changed_at)
         VALUES ($1, $2 || '@example.com', $2, 'x', now(), now())`,
        [id, name],
      );
    }
    const transactions = new Transactions(dataSource);
    repository = new SignalsRepository(transactions);
    intake = new SignalIntake(
      transactions,
      repository,
      new EventLog(transactions, clock),
      new SignalReceivedQueue({
        add: ({ signalIds }) => Promise.resolve(woken.push([...signalIds])),
        process: () => undefined,
        counts: () => Promise.resolve({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
      }),
      clock,
      new SignalMetrics(
        new Counter({ name: 'signals_total', help: '-', registers: [] }),
        committed,
        new Histogram({ name: 'stages_seconds', help: '-', registers: [] }),
      ),
    );
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    woken.length = 0;
    committed.reset();
    await dataSource.query('TRUNCATE trading_signals, events RESTART IDENTITY CASCADE');
  });

  interface Sent {
    userId?: string;
    key?: string | null;
    request?: Partial<SignalRequest>;
  }

  function send({ userId = ALICE, key = null, request = {} }: Sent = {}): Promise<Received> {
    const body: SignalRequest = {
      symbol: 'EURUSD',
      type: 'BUY',
      entryPrice: price('1.1000'),
      stopLoss: price('1.0950'),
      takeProfit: price('1.1100'),
      volume: lots('0.1'),
      timeframe: 'H1',
      confidence: null,
      strategy: null,
      signalTime: clock.now(),
      clientSignalId: null,
      sourceSessionId: null,
      targetSessionId: null,
      targetAccountNumber: null,
      ...request,
    };
    return intake.store(
      newSignal({ userId, source: 'terminal', idempotencyKey: key, request: body }, clock.now()),
    );
  }

  async function count(table: string): Promise<number> {
    const [row] = await dataSource.query<{ count: string }[]>(`SELECT count(*) FROM ${table}`);
    return Number(row?.count);
  }

  it('stores a crowd with few commits, in the order of arrival, and wakes once per commit', async () => {
    const received = await Promise.all(
      Array.from({ length: 200 }, (_, index) => send({ key: `crowd-${index}` })),
    );
    expect(received.map(({ signalId }) => signalId)).toEqual(
      Array.from({ length: 200 }, (_, index) => String(index + 1)),
    );
    const [{ commits } = { commits: '' }] = await dataSource.query<{ commits: string }[]>(
      `SELECT count(DISTINCT xmin::text) AS commits FROM trading_signals`,
    );
    expect(Number(commits)).toBeLessThanOrEqual(2);
    expect(woken.flat()).toHaveLength(200);
    expect(woken.length).toBe(Number(commits));
    expect((await committed.get()).values[0]?.value).toBe(Number(commits));
    expect(await repository.countUndecided()).toBe(200);
    expect(await count(`events WHERE type = 'signal.received'`)).toBe(200);
  });

  it('makes one row of the same key sent 50 times at once, and answers all alike', async () => {
    const received = await Promise.all(Array.from({ length: 50 }, () => send({ key: 'fifty' })));
    expect(new Set(received.map(({ signalId }) => signalId)).size).toBe(1);
    expect(received.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await count('trading_signals')).toBe(1);
    expect(await count('events')).toBe(1);
  });

  it.each<[string, Sent]>([
    ['the Idempotency-Key', { key: 'again' }],
    ['the client_signal_id', { request: { clientSignalId: 'again' } }],
    ['the fields themselves', {}],
    ['the client_signal_id under a new Idempotency-Key', { request: { clientSignalId: 'again' } }],
  ])('recognises a retry by %s', async (how, sent) => {
    const first = await send(sent);
    clock.advance(1000);
    const retry = {
      ...sent,
      request: { ...sent.request, signalTime: new Date(clock.now().getTime() - 1000) },
    };
    const second = await send(how.includes('new') ? { ...retry, key: 'other' } : retry);
    expect(second).toEqual({ ...first, replayed: true });
    expect(await count('trading_signals')).toBe(1);
  });

  it('reads 1.10 and 1.1000 as the same price', async () => {
    const first = await send({ request: { entryPrice: price('1.10') } });
    const second = await send({ request: { entryPrice: price('1.1000') } });
    expect(second).toEqual({ ...first, replayed: true });
  });

  it('refuses the same key with another body, and stores the neighbours that came with it', async () => {
    await send({ key: 'used' });
    const [clash, neighbour] = await Promise.allSettled([
      send({ key: 'used', request: { volume: lots('0.2') } }),
      send({ key: 'free', request: { volume: lots('0.2') } }),
    ]);
    expect(clash).toMatchObject({ status: 'rejected', reason: expect.any(SignalKeyReusedError) as unknown });
    expect(neighbour).toMatchObject({ status: 'fulfilled' });
    expect(await count('trading_signals')).toBe(2);
  });

  it('keeps the keys of two users apart', async () => {
    const alice = await send({ key: 'same', request: { clientSignalId: 'same' } });
    const bob = await send({ userId: BOB, key: 'same', request: { clientSignalId: 'same' } });
    expect(bob.signalId).not.toBe(alice.signalId);
    expect(bob.replayed).toBe(false);
  });

  it('records an opening signal that is too old as rejected, wakes nobody, and repeats its words', async () => {
    const signalTime = new Date(clock.now().getTime() - 121_000);
    const first = await send({ request: { signalTime } });
    expect(first.refusal).toEqual({
      code: 'SIGNAL_TIME_OUT_OF_RANGE',
      message: 'The signal is 121 s old; an opening signal may be at most 120 s old',
      detail: { age_seconds: 121, max_age_seconds: 120 },
    });
    expect(await count(`trading_signals WHERE status = 'REJECTED' AND decided_at IS NOT NULL`)).toBe(1);
    expect(woken).toEqual([]);
    clock.advance(60_000);
    expect(await send({ request: { signalTime } })).toEqual({ ...first, replayed: true });
  });

  it('fails a signal that cannot be stored alone, not the neighbours that came with it', async () => {
    const [orphan, neighbour] = await Promise.allSettled([
      send({ userId: '33333333-3333-4333-8333-333333333333' }),
      send(),
    ]);
    expect(orphan).toMatchObject({
      reason: { message: expect.stringContaining('trading_signals_user_fkey') as unknown },
    });
    expect(neighbour).toMatchObject({ value: { replayed: false } });
    expect(await count('trading_signals')).toBe(1);
  });
});
