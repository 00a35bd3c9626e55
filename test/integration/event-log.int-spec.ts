import { setTimeout } from 'node:timers/promises';
import { Transactions } from '../../src/platform/database/transactions';
import { EventLog } from '../../src/platform/events/event-log';
import { type NewEvent } from '../../src/platform/events/event-map';
import { type EventPosition } from '../../src/platform/events/event-position';
import { FixedClock } from '../support/fixed-clock';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('EventLog', () => {
  let database: TestDatabase;
  let transactions: Transactions;
  let log: EventLog;
  let owner: string;
  let other: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    transactions = new Transactions(database.dataSource);
    log = new EventLog(transactions, new FixedClock());
    owner = await person('owner');
    other = await person('other');
  });

  afterAll(async () => {
    await database.drop();
  });

  async function person(name: string): Promise<string> {
    const [row] = await transactions.query<{ id: string }>(
      `INSERT INTO users (email, username, password_hash, created_at, password_changed_at)
       VALUES ($1, $2, 'none', now(), now()) RETURNING id`,
      [`${name}@example.com`, name],
    );
    return row?.id ?? '';
  }

  function news(userId: string, subject: string): NewEvent {
    return { type: 'session.stale', userId, data: { session_id: subject } as NewEvent['data'] };
  }

  /**
   * Reads until so many are there: transactions of other tests on this server keep the newest events back for a moment,
   * as older ones of this database would.
   */
  async function readUntil(
    count: number,
    start: EventPosition,
    userId?: string,
    limit = 100,
  ): Promise<unknown[]> {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      const events = await log.readAfter(start, { limit, ...(userId === undefined ? {} : { userId }) });
      if (events.length >= count) return subjects(events);
      await setTimeout(25);
    }
    throw new Error(`There were never ${count} events`);
  }

  const subjects = (events: readonly NewEvent[]): unknown[] =>
    events.map((event) => (event.data as { session_id: string }).session_id);

  it('gives a follower what is appended after its position, oldest first', async () => {
    const start = await log.end();
    await transactions.run((tx) => log.append(tx, [news(owner, 'first'), news(owner, 'second')]));
    await transactions.run((tx) => log.append(tx, [news(owner, 'third')]));
    expect(await readUntil(3, start)).toEqual(['first', 'second', 'third']);
  });

  it('keeps back what a younger transaction committed until the older one has ended, and then skips neither', async () => {
    const start = await log.end();
    const seenWhileOpen = await transactions.run(async (older) => {
      // It has written something: from then on it stands among the others.
      await older.query('SELECT pg_current_xact_id()');
      await log.append(older, [news(owner, 'older')]);
      await transactions.run((younger) => log.append(younger, [news(owner, 'younger')]));
      return log.readAfter(start, { limit: 10 });
    });
    expect(subjects(seenWhileOpen)).toEqual([]);
    expect(await readUntil(2, start)).toEqual(['older', 'younger']);
  });

  it('keeps the order of one transaction, whatever the number of digits', async () => {
    const start = await log.end();
    const names = Array.from({ length: 120 }, (_, index) => `digit-${index}`);
    await transactions.run((tx) =>
      log.append(
        tx,
        names.map((name) => news(owner, name)),
      ),
    );
    await readUntil(names.length, start, undefined, 200);
    expect(subjects(await log.readAfter(start, { limit: 200 }))).toEqual(names);
  });

  it('goes on page by page without a gap or a repeat', async () => {
    let position = await log.end();
    const names = Array.from({ length: 25 }, (_, index) => `page-${index}`);
    const start = position;
    for (const name of names) await transactions.run((tx) => log.append(tx, [news(owner, name)]));
    await readUntil(names.length, start);
    const seen: unknown[] = [];
    for (;;) {
      const page = await log.readAfter(position, { limit: 4 });
      seen.push(...subjects(page));
      const last = page.at(-1);
      if (!last) break;
      position = last.position;
    }
    expect(seen).toEqual(names);
  });

  it("never shows one owner another's news", async () => {
    const start = await log.end();
    await transactions.run((tx) => log.append(tx, [news(owner, 'mine'), news(other, 'theirs')]));
    await readUntil(2, start);
    expect(await readUntil(1, start, owner)).toEqual(['mine']);
  });

  it('tells listeners after the commit, and nothing of what was rolled back', async () => {
    const heard: unknown[] = [];
    const stop = log.onAppended((events) => heard.push(...subjects(events)));
    await expect(
      transactions.run(async (tx) => {
        await log.append(tx, [news(owner, 'undone')]);
        throw new Error('rolled back');
      }),
    ).rejects.toThrow('rolled back');
    await transactions.run(async (tx) => {
      await log.append(tx, [news(owner, 'done')]);
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual(['done']);
    stop();
  });

  it('tells ticks and stores none', async () => {
    const start = await log.end();
    const heard: unknown[] = [];
    const stop = log.onTicked((events) => heard.push(...subjects(events)));
    await transactions.run((tx) => {
      log.tick(tx, [news(owner, 'tick')]);
      return Promise.resolve();
    });
    expect(heard).toEqual(['tick']);
    expect(await log.readAfter(start, { limit: 10 })).toEqual([]);
    stop();
  });
});
