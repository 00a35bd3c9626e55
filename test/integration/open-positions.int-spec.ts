import fc from 'fast-check';
import { type Account } from '../../src/accounts/account';
import { lots, money, price } from '../../src/money/quantity';
import { type Session } from '../../src/mt5-session/session';
import { type Transaction } from '../../src/platform/database/transactions';
import { type Position, type ReportedPosition, type SnapshotOutcome } from '../../src/positions/position';
import { FixedClock } from '../support/fixed-clock';
import { StatementRecorder } from '../support/recorded-statements';
import { reportedPosition } from '../support/reported-position';
import { addUsers, ALICE, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const position = (ticket: string, changes: Partial<ReportedPosition> = {}): ReportedPosition =>
  reportedPosition({ ticket, ...changes });
const at = (currentPrice: number): Partial<ReportedPosition> => ({ currentPrice: price(currentPrice) });

describe('open positions, remembered by the process that wrote them', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  /** Two processes on one database. */
  let here: TerminalRooms;
  let there: TerminalRooms;
  let account: Account;
  let session: Session;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts; DELETE FROM events');
    clock = new FixedClock();
    here = new TerminalRooms(database, clock);
    there = new TerminalRooms(database, clock);
    account = await here.register();
    ({ session } = await here.connect(account));
  });

  const told = { userId: ALICE, complete: true, reportedAt: null };
  const list = (
    rooms: TerminalRooms,
    tx: Transaction,
    positions: readonly ReportedPosition[],
  ): Promise<SnapshotOutcome> =>
    rooms.positions.applySnapshot(tx, { ...told, accountId: account.id, sessionId: session.id, positions });
  const apply = (rooms: TerminalRooms, ...positions: readonly ReportedPosition[]): Promise<SnapshotOutcome> =>
    rooms.transactions.run((tx) => list(rooms, tx, positions));
  /** Applies a list, and does not keep it. */
  const undo = async (rooms: TerminalRooms, ...positions: readonly ReportedPosition[]): Promise<void> => {
    const undone = new Error('undone');
    const tried = rooms.transactions.run(async (tx) => {
      await list(rooms, tx, positions);
      expect(await rooms.positions.openOf(tx, [account.id])).toHaveLength(positions.length);
      throw undone;
    });
    await expect(tried).rejects.toBe(undone);
  };
  const openIn = (rooms: TerminalRooms): Promise<readonly Position[]> =>
    rooms.positions.openOf(null, [account.id]);
  /** What a process that has just begun reads. */
  const stored = (): Promise<readonly Position[]> => openIn(new TerminalRooms(database, clock));

  async function readsInFull(work: () => Promise<unknown>): Promise<number> {
    const recorder = new StatementRecorder();
    try {
      await work();
      return recorder.take().filter(({ text }) => text.includes("p.status = 'OPEN' ORDER BY p.id")).length;
    } finally {
      recorder.stop();
    }
  }

  it('are read in full once, and then only asked for their versions', async () => {
    expect(await readsInFull(() => apply(here, position('1')))).toBe(1);
    expect(await readsInFull(() => apply(here, position('1', at(1.2)), position('2')))).toBe(0);
    expect(await readsInFull(() => apply(here, position('2')))).toBe(0);
    expect(await readsInFull(() => openIn(here))).toBe(0);
    expect(await openIn(here)).toEqual(await stored());
  });

  it('are read in full by a process that writes none, with one statement', async () => {
    await apply(here, position('1'));
    const recorder = new StatementRecorder();
    await openIn(there);
    await openIn(there);
    recorder.stop();
    expect(recorder.take()).toHaveLength(2);
  });

  it('are what was written, to the last field', async () => {
    await apply(here, position('1', { magic: '42', comment: 'RS42' }), position('2'));
    clock.advance(1_000);
    const { open } = await apply(
      here,
      position('1', { ...at(1.3), profit: money('-7.25') }),
      position('2', { stopLoss: price(1.09) }),
      position('3'),
    );
    expect(open).toEqual(await stored());
    expect(await openIn(here)).toEqual(await stored());
  });

  it('show what another process wrote in between', async () => {
    await apply(here, position('1'), position('2'));
    await apply(there, position('1', { stopLoss: price(1.09) }));

    const open = await openIn(here);
    expect(open).toEqual(await stored());
    expect(open).toMatchObject([{ ticket: '1', stopLoss: price(1.09) }]);
    expect(await apply(here, position('1'), position('2'))).toMatchObject({ opened: 1, changed: 1 });
    expect(await apply(there, position('1'), position('2'))).toMatchObject({ opened: 0, changed: 0 });
  });

  it('are as they were after a transaction that was rolled back', async () => {
    await apply(here, position('1'));
    await undo(here, position('1', at(1.3)), position('2'));

    expect(await readsInFull(() => openIn(here))).toBe(0);
    expect(await openIn(here)).toEqual(await stored());
    expect(await apply(here, position('1', at(1.3)))).toMatchObject({ changed: 1, opened: 0 });
    expect(await apply(here, position('1', at(1.3)))).toMatchObject({ changed: 0 });
  });

  it('are what a transaction left, although it wrote the same rows twice', async () => {
    await apply(here, position('1'));
    await here.transactions.run(async (tx) => {
      await list(here, tx, [position('1', at(1.2)), position('2')]);
      expect(await list(here, tx, [position('1', at(1.2))])).toMatchObject({ changed: 0, closed: 1 });
      expect(await here.positions.openOf(tx, [account.id])).toHaveLength(1);
      expect(await list(here, tx, [position('1', at(1.3))])).toMatchObject({ changed: 1 });
    });
    expect(await openIn(here)).toEqual(await stored());
    expect(await apply(here, position('1', at(1.2)))).toMatchObject({ changed: 1 });
  });

  it('hold one that was closed and is open again', async () => {
    await apply(here, position('1'), position('2'));
    await apply(here, position('2'));
    await apply(here, position('2'), position('1', at(1.4)));

    expect(await openIn(here)).toEqual(await stored());
    expect(await openIn(here)).toMatchObject([{ ticket: '1', currentPrice: price(1.4) }, { ticket: '2' }]);
  });

  it('follow a session that took the account over', async () => {
    await apply(here, position('1'), position('2'));
    ({ session } = await there.connect(account));
    await apply(there, position('2', { volume: lots(0.05) }));
    ({ session } = await here.connect(account));

    expect(await apply(here, position('2'))).toMatchObject({ opened: 0, changed: 1, closed: 0 });
    expect(await openIn(here)).toEqual(await stored());
  });

  it('do not outlive their rows', async () => {
    await apply(here, position('1'));
    await database.dataSource.query('DELETE FROM trading_positions');
    expect(await openIn(here)).toEqual([]);
    expect(await apply(here, position('1'))).toMatchObject({ opened: 1 });
  });

  it('are read in full again after a minute of silence', async () => {
    await apply(here, position('1'));
    clock.advance(60_001);
    expect(await readsInFull(() => openIn(here))).toBe(1);
    expect(await readsInFull(() => openIn(here))).toBe(0);
  });

  it('are those of the database, whoever wrote what in whatever order', async () => {
    const listed = fc.uniqueArray(
      fc.record({
        ticket: fc.constantFrom('1', '2', '3', '4'),
        current: fc.integer({ min: 1, max: 3 }),
        stop: fc.integer({ min: 1, max: 2 }),
      }),
      { selector: ({ ticket }) => ticket, maxLength: 4 },
    );
    const step = fc.record({ isHere: fc.boolean(), isKept: fc.boolean(), listed });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        for (const { isHere, isKept, listed: rows } of steps) {
          const rooms = isHere ? here : there;
          const positions = rows.map(({ ticket, current, stop }) =>
            position(ticket, { currentPrice: price(1 + current / 10), stopLoss: price(stop / 10) }),
          );
          clock.advance(1_000);
          await (isKept ? apply(rooms, ...positions) : undo(rooms, ...positions));
          const truth = await stored();
          expect([await openIn(here), await openIn(there)]).toEqual([truth, truth]);
        }
      }),
      { numRuns: 15 },
    );
  });
});
