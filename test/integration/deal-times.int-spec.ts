import { type Account } from '../../src/accounts/account';
import { lots, money, price } from '../../src/money/quantity';
import { type Session } from '../../src/mt5-session/session';
import { type ReportedDeal } from '../../src/positions/deal';
import { FixedClock } from '../support/fixed-clock';
import { addUsers, ALICE, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SUMMER = 3 * 3600;
const WINTER = 2 * 3600;

/** A deal as a terminal tells it: the broker's time, and UTC by the offset that it measures at that moment. */
function deal(ticket: number, brokerTime: string, usedSeconds: number): ReportedDeal {
  const isEntry = ticket % 2 === 1;
  return {
    ticket: String(ticket),
    orderTicket: null,
    positionId: String(Math.ceil(ticket / 2)),
    symbol: 'EURUSD',
    type: isEntry ? 'BUY' : 'SELL',
    entry: isEntry ? 'IN' : 'OUT',
    volume: lots(0.1),
    price: price(1.1),
    profit: money(isEntry ? 0 : 10),
    swap: money(0),
    commission: money(0),
    fee: money(0),
    magic: null,
    comment: null,
    reason: 'CLIENT',
    executedAt: new Date(Date.parse(`${brokerTime}Z`) - usedSeconds * 1000),
    brokerTime,
  };
}

/** A trade in a winter, and one in this summer: Friday's last minutes and Monday's first around a change among them. */
const past = (usedSeconds: number): ReportedDeal[] => [
  deal(1, '2025-03-07T23:59:00', usedSeconds),
  deal(2, '2025-03-10T00:00:00', usedSeconds),
  deal(3, '2025-07-01T13:00:00', usedSeconds),
  deal(4, '2025-07-01T14:00:00', usedSeconds),
];

describe('the times of deals', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  let account: Account;
  let session: Session;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts');
    clock = new FixedClock(new Date('2025-10-23T12:00:00Z'));
    rooms = new TerminalRooms(database, clock);
    account = await rooms.register();
    ({ session } = await rooms.connect(account));
  });

  const measure = (offsetSeconds: number): Promise<void> =>
    rooms.transactions.run((tx) => rooms.brokerClocks.measured(tx, account.id, offsetSeconds));
  const tell = (deals: readonly ReportedDeal[]): Promise<unknown> =>
    rooms.transactions.run((tx) =>
      rooms.positions.storeDeals(tx, { userId: ALICE, accountId: account.id, sessionId: session.id, deals }),
    );
  const times = async (): Promise<string[]> => {
    const deals = await rooms.positions.history(ALICE, { limit: 100, oldestFirst: true });
    return deals.map(({ executedAt, timeBasis }) => `${executedAt.toISOString().slice(0, 19)} ${timeBasis}`);
  };
  const changedFrom = async (): Promise<string | undefined> =>
    (await rooms.transactions.run((tx) => rooms.trades.takeChanges(tx, account.id)))?.toISOString();

  it('are those of who sent them, as long as nobody measured the broker’s clock', async () => {
    await tell(past(SUMMER).slice(2));
    expect(await times()).toEqual(['2025-07-01T10:00:00 TOLD', '2025-07-01T11:00:00 TOLD']);
  });

  it('are believed where another offset was used than that of the moment', async () => {
    await measure(SUMMER);
    await tell([deal(1, '2025-01-15T13:00:00', WINTER)]);
    expect(await times()).toEqual(['2025-01-15T11:00:00 TOLD']);
  });

  it('are measured, derived or assumed, and dated again when a change shows the broker’s rule', async () => {
    await measure(SUMMER);
    await tell([...past(SUMMER), deal(5, '2025-10-23T15:00:00', SUMMER)]);
    expect(await times()).toEqual([
      '2025-03-07T20:59:00 ASSUMED',
      '2025-03-09T21:00:00 ASSUMED',
      '2025-07-01T10:00:00 DERIVED',
      '2025-07-01T11:00:00 DERIVED',
      '2025-10-23T12:00:00 MEASURED',
    ]);
    expect(await changedFrom()).toBe('2025-03-07T20:59:00.000Z');

    clock.set(new Date('2025-10-31T20:59:00Z'));
    await measure(SUMMER);
    clock.set(new Date('2025-11-02T22:00:10Z'));
    await measure(WINTER);
    await rooms.dealTimes.keep();
    expect(await times()).toEqual([
      '2025-03-07T21:59:00 DERIVED',
      '2025-03-09T21:00:00 DERIVED',
      '2025-07-01T10:00:00 DERIVED',
      '2025-07-01T11:00:00 DERIVED',
      '2025-10-23T12:00:00 MEASURED',
    ]);
    const [trade] = await rooms.trades.list(ALICE, { limit: 10, oldestFirst: true });
    expect(trade).toMatchObject({
      openedAt: new Date('2025-03-07T21:59:00Z'),
      openTimeBasis: 'DERIVED',
      closeTimeBasis: 'DERIVED',
    });
    // What was summed up is summed up again from the earlier of the old and the new time on.
    expect(await changedFrom()).toBe('2025-03-07T20:59:00.000Z');

    await rooms.dealTimes.keep();
    expect(await changedFrom()).toBeUndefined();
  });

  it('are right at once for what is told after the change', async () => {
    await measure(SUMMER);
    clock.set(new Date('2025-10-31T20:59:00Z'));
    await measure(SUMMER);
    clock.set(new Date('2025-11-03T08:00:00Z'));
    await measure(WINTER);
    // The terminal was shut down on Friday: it tells Friday's deal on Monday, with Monday's offset.
    await tell([
      ...past(WINTER),
      deal(5, '2025-10-31T23:30:00', WINTER),
      deal(6, '2025-11-03T09:59:00', WINTER),
    ]);
    expect(await times()).toEqual([
      '2025-03-07T21:59:00 DERIVED',
      '2025-03-09T21:00:00 DERIVED',
      '2025-07-01T10:00:00 DERIVED',
      '2025-07-01T11:00:00 DERIVED',
      '2025-10-31T20:30:00 MEASURED',
      '2025-11-03T07:59:00 DERIVED',
    ]);
  });

  it('are derived once a broker turned out to keep no summer time', async () => {
    await measure(SUMMER);
    await tell(past(SUMMER));
    clock.set(new Date('2025-11-20T00:00:00Z'));
    await measure(SUMMER);
    await rooms.dealTimes.keep();
    expect((await times()).slice(0, 2)).toEqual([
      '2025-03-07T20:59:00 DERIVED',
      '2025-03-09T21:00:00 DERIVED',
    ]);
    expect(await changedFrom()).toBe('2025-03-07T20:59:00.000Z');
  });

  it('are written down no more often than every hour while the offset stays the same', async () => {
    for (let minute = 0; minute <= 90; minute += 15) {
      await measure(SUMMER);
      clock.advance(15 * 60_000);
    }
    const rows = await database.dataSource.query<{ since: Date; until: Date }[]>(
      `SELECT since, until FROM broker_offsets`,
    );
    expect(rows).toEqual([
      { since: new Date('2025-10-23T12:00:00Z'), until: new Date('2025-10-23T13:00:00Z') },
    ]);
  });
});
