import { Client } from 'pg';
import { Transactions } from '../../src/platform/database/transactions';
import { SignalTally } from '../../src/signals/signal-tally';
import { SignalsRepository } from '../../src/signals/signals.repository';
import { FixedClock } from '../support/fixed-clock';
import { addUsers, ALICE, BOB } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('SignalTally', () => {
  const clock = new FixedClock();
  let database: TestDatabase;
  let tally: SignalTally;
  let names = 0;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });
  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_signals');
    tally = new SignalTally(new SignalsRepository(new Transactions(database.dataSource)), clock);
  });
  afterAll(() => database.drop());

  type Run = (sql: string, parameters: unknown[]) => Promise<unknown>;
  const store: Run = (sql, parameters) => database.dataSource.query(sql, parameters);

  async function signals(count: number, status: string, run = store, userId = ALICE): Promise<void> {
    names += 1;
    await run(
      `INSERT INTO trading_signals (user_id, source, symbol, signal_type, entry_price, signal_time, received_at, decided_at,
         finished_at, status, client_signal_id, request_hash)
       SELECT $1, 'terminal', 'EURUSD', 'BUY', 1.1, $2, $2, $2, CASE WHEN $3 <> 'PENDING' THEN $2::timestamptz END, $3,
         $4 || '-' || i, '\\x00'
       FROM generate_series(1, $5) AS i`,
      [userId, clock.now(), status, String(names), count],
    );
  }

  it('counts one owner by status, and what came since too', async () => {
    await signals(3, 'EXECUTED');
    await signals(2, 'PENDING');
    await signals(5, 'EXECUTED', store, BOB);
    expect(await tally.of(ALICE)).toEqual({ EXECUTED: 3, PENDING: 2 });
    clock.advance(3_600_000);
    expect(await tally.of(ALICE)).toEqual({ EXECUTED: 3, PENDING: 2 });
    await signals(4, 'REJECTED');
    expect(await tally.of(ALICE)).toEqual({ EXECUTED: 3, PENDING: 2, REJECTED: 4 });
    expect(await tally.of(BOB)).toEqual({ EXECUTED: 5 });
  });

  it('follows one that ends after many that came later', async () => {
    await signals(1, 'PENDING');
    await signals(10, 'EXECUTED');
    clock.advance(3_600_000);
    expect(await tally.of(ALICE)).toEqual({ PENDING: 1, EXECUTED: 10 });
    await store(`UPDATE trading_signals SET status = 'EXPIRED', finished_at = $1 WHERE status = 'PENDING'`, [
      clock.now(),
    ]);
    expect(await tally.of(ALICE)).toEqual({ EXPIRED: 1, EXECUTED: 10 });
    expect(await tally.of(ALICE)).toEqual({ EXPIRED: 1, EXECUTED: 10 });
  });

  it('misses none that was numbered before others and stored after them', async () => {
    const slow = new Client({ connectionString: database.url });
    await slow.connect();
    await slow.query('BEGIN');
    await signals(1, 'EXECUTED', (sql, parameters) => slow.query(sql, parameters));
    await signals(1, 'REJECTED');
    expect(await tally.of(ALICE)).toEqual({ REJECTED: 1 });
    clock.advance(30_000);
    expect(await tally.of(ALICE)).toEqual({ REJECTED: 1 });
    await slow.query('COMMIT');
    await slow.end();
    expect(await tally.of(ALICE)).toEqual({ REJECTED: 1, EXECUTED: 1 });
    clock.advance(3_600_000);
    expect(await tally.of(ALICE)).toEqual({ REJECTED: 1, EXECUTED: 1 });
  });

  it('counts once what ended beside one that never ends, and the one as soon as it does', async () => {
    await signals(1, 'PENDING');
    await signals(100, 'EXECUTED');
    clock.advance(3_600_000);
    await tally.of(ALICE);
    await store(`DELETE FROM trading_signals WHERE status = 'EXECUTED'`, []);
    expect(await tally.of(ALICE)).toEqual({ EXECUTED: 100, PENDING: 1 });
    await signals(2, 'REJECTED');
    await store(`UPDATE trading_signals SET status = 'EXPIRED', finished_at = $1 WHERE status = 'PENDING'`, [
      clock.now(),
    ]);
    for (let time = 0; time < 3; time += 1) {
      expect(await tally.of(ALICE)).toEqual({ EXECUTED: 100, EXPIRED: 1, REJECTED: 2 });
      clock.advance(3_600_000);
    }
  });

  it('counts nothing twice once it is settled', async () => {
    await signals(100, 'EXECUTED');
    clock.advance(3_600_000);
    await tally.of(ALICE);
    await database.dataSource.query('DELETE FROM trading_signals');
    await signals(1, 'EXECUTED');
    expect(await tally.of(ALICE)).toEqual({ EXECUTED: 101 });
  });
});
