import { type Account } from '../../src/accounts/account';
import { lots, money, price } from '../../src/money/quantity';
import { SessionFencedError } from '../../src/mt5-session/mt5-session.errors';
import { type Session } from '../../src/mt5-session/session';
import { type ReportedDeal, type StoredDeals } from '../../src/positions/deal';
import { type Position, type ReportedPosition, type SnapshotOutcome } from '../../src/positions/position';
import { FixedClock, NOON } from '../support/fixed-clock';
import { reportedPosition as position } from '../support/reported-position';
import { addUsers, ALICE, BOB, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** A deal that opened the seed's position. */
function deal(changes: Partial<ReportedDeal> = {}): ReportedDeal {
  return {
    ticket: '1',
    orderTicket: '123456789',
    positionId: '123456789',
    symbol: 'EURUSD',
    type: 'BUY',
    entry: 'IN',
    volume: lots(0.1),
    price: price(1.1),
    profit: money(0),
    swap: money(0),
    commission: money(-0.35),
    fee: money(0),
    magic: '42',
    comment: 'RS42',
    reason: 'EXPERT',
    executedAt: new Date('2025-10-23T10:00:00Z'),
    brokerTime: '2025-10-23T13:00:00',
    ...changes,
  };
}

const STOPPED_OUT = deal({
  ticket: '2',
  type: 'SELL',
  entry: 'OUT',
  price: price(1.095),
  profit: money(-50),
  reason: 'SL',
  executedAt: new Date('2025-10-23T10:30:00Z'),
});

describe('PositionsService', () => {
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
    await database.dataSource.query('DELETE FROM trading_accounts; DELETE FROM events');
    clock = new FixedClock();
    rooms = new TerminalRooms(database, clock);
    account = await rooms.register();
    ({ session } = await rooms.connect(account));
    await database.dataSource.query('DELETE FROM events');
  });

  const apply = (
    positions: readonly ReportedPosition[],
    { at, complete = true, from = session }: { at?: string; complete?: boolean; from?: Session } = {},
  ): Promise<SnapshotOutcome> =>
    rooms.transactions.run((tx) =>
      rooms.positions.applySnapshot(tx, {
        userId: ALICE,
        accountId: account.id,
        sessionId: from.id,
        positions,
        complete,
        reportedAt: at === undefined ? null : new Date(`2025-10-23T10:00:${at}Z`),
      }),
    );
  const storeDeals = (...deals: readonly ReportedDeal[]): Promise<StoredDeals> =>
    rooms.transactions.run((tx) =>
      rooms.positions.storeDeals(tx, { userId: ALICE, accountId: account.id, sessionId: session.id, deals }),
    );
  const open = (): Promise<readonly Position[]> => rooms.positions.openOf(null, [account.id]);
  const closed = (): Promise<readonly Position[]> =>
    rooms.positions.list(ALICE, { status: 'CLOSED', limit: 100 });

  describe('applySnapshot', () => {
    it('opens what is new', async () => {
      expect(await apply([position()])).toMatchObject({ applied: true, opened: 1, changed: 0, closed: 0 });

      const [known] = await open();
      expect(known).toMatchObject({
        ticket: '123456789',
        identifier: '123456789',
        status: 'OPEN',
        magic: null,
      });
      expect(known).toMatchObject({ firstSeenAt: NOON, openedAt: position().openedAt });
      expect(known?.volume).toEqual(lots(0.1));
      expect(await rooms.news()).toEqual(['position.opened']);
    });

    it('writes nothing when the same list comes twice', async () => {
      await apply([position()], { at: '00' });
      clock.advance(5000);

      expect(await apply([position()], { at: '00' })).toMatchObject({
        applied: true,
        opened: 0,
        changed: 0,
        closed: 0,
      });
      expect((await open())[0]?.lastSeenAt).toEqual(NOON);
      expect(await rooms.news()).toEqual(['position.opened']);
    });

    it('changes what differs, and says so', async () => {
      await apply([position()]);
      expect(await apply([position({ stopLoss: price(1.1), volume: lots(0.05) })])).toMatchObject({
        changed: 1,
      });

      const [known] = await open();
      expect(known?.stopLoss).toEqual(price(1.1));
      expect(known?.volume).toEqual(lots(0.05));
      expect(await rooms.news()).toEqual(['position.opened', 'position.updated']);
    });

    it('tells of a new price without storing the news', async () => {
      await apply([position()]);
      const ticked: unknown[] = [];
      rooms.events.onTicked((events) => ticked.push(...events.map(({ type, data }) => ({ type, data }))));

      await apply([position({ currentPrice: price(1.103), profit: money(30) })]);

      expect(ticked).toEqual([
        {
          type: 'positions.repriced',
          data: {
            account_id: account.id,
            positions: [{ ticket: '123456789', current_price: 1.103, profit: 30 }],
          },
        },
      ]);
      expect((await open())[0]?.profit).toEqual(money(30));
      expect(await rooms.news()).toEqual(['position.opened']);
    });

    it('closes what is missing from a complete list', async () => {
      await apply([position(), position({ ticket: '2' })]);
      clock.advance(5000);

      expect(await apply([position({ ticket: '2' })])).toMatchObject({
        applied: true,
        opened: 0,
        changed: 0,
        closed: 1,
      });
      expect((await open()).map(({ ticket }) => ticket)).toEqual(['2']);
      const [gone] = await closed();
      expect(gone).toMatchObject({ ticket: '123456789', closedAt: clock.now(), closeReason: null });
      expect(await rooms.news()).toEqual(['position.opened', 'position.opened', 'position.closed']);
    });

    it('closes nothing on a list that is not complete, but takes in what it says', async () => {
      await apply([position()]);
      const partial = await apply([position({ ticket: '2' })], { complete: false });
      expect(partial).toMatchObject({ applied: true, opened: 1, changed: 0, closed: 0 });
      expect(await open()).toHaveLength(2);
    });

    it('closes nothing on a list that holds a position twice: it may lack another', async () => {
      await apply([position(), position({ ticket: '2' })]);
      expect(await apply([position(), position()])).toMatchObject({
        applied: true,
        whole: false,
        opened: 0,
        changed: 0,
        closed: 0,
      });
      expect(await open()).toHaveLength(2);
    });

    it('does not apply a list older than the last one', async () => {
      await apply([position(), position({ ticket: '2' })], { at: '10' });

      expect(await apply([], { at: '05' })).toMatchObject({
        applied: false,
        opened: 0,
        changed: 0,
        closed: 0,
      });
      expect(await open()).toHaveLength(2);
    });

    it('compares times only within a session: the next terminal may have another clock', async () => {
      await apply([position()], { at: '10' });
      const { session: next } = await rooms.connect(account);
      expect(await apply([], { at: '05', from: next })).toMatchObject({ applied: true, closed: 1 });
    });

    it('takes two lists of the same second in their order of arrival', async () => {
      await apply([position()], { at: '10' });
      expect(await apply([], { at: '10' })).toMatchObject({ applied: true, closed: 1 });
    });

    it('is refused to a session that was shut out', async () => {
      await apply([position()]);
      await rooms.connect(account);
      await expect(apply([])).rejects.toThrow(SessionFencedError);
      expect(await open()).toHaveLength(1);
    });

    it('follows a position whose ticket changes by its identifier', async () => {
      await apply([position({ identifier: '123456789' })]);
      const renamed = await apply([position({ ticket: '777', identifier: '123456789' })]);

      expect(renamed).toMatchObject({ applied: true, opened: 0, changed: 1, closed: 0 });
      expect((await open()).map(({ ticket, identifier }) => [ticket, identifier])).toEqual([
        ['777', '123456789'],
      ]);
    });

    it('opens again what was taken for closed, when the terminal still has it', async () => {
      await apply([position()]);
      await apply([]);
      expect(await apply([position()])).toMatchObject({ opened: 1 });
      expect(await open()).toMatchObject([{ status: 'OPEN', closedAt: null }]);
    });

    it('keeps two lists that come at once from mixing', async () => {
      const one = [position({ ticket: '1' }), position({ ticket: '2' })];
      const other = [position({ ticket: '3' })];
      await Promise.all([apply(one), apply(other), apply(one), apply(other)]);

      const tickets = (await open()).map(({ ticket }) => ticket).sort();
      expect([['1', '2'], ['3']]).toContainEqual(tickets);
    });

    it('goes on while somebody else holds the account, and does not deadlock with them', async () => {
      await rooms.transactions.run(async (tx) => {
        await rooms.accounts.lock(tx, [account.id]);
        await apply([position()]); // holds the session, and refers to the account
        await rooms.sessions.hold(tx, session);
      });
      expect(await open()).toHaveLength(1);
    });

    it('marks the session as seen in full, on a complete list only', async () => {
      await apply([], { complete: false });
      expect((await rooms.sessions.find(ALICE, session.id)).snapshotAt).toBeNull();
      await apply([]);
      expect((await rooms.sessions.find(ALICE, session.id)).snapshotAt).toEqual(NOON);
    });

    it("leaves another user's account of the same number alone", async () => {
      const bobs = await rooms.register(BOB);
      await apply([position()]);
      expect(await rooms.positions.openOf(null, [bobs.id])).toEqual([]);
      expect(await rooms.positions.list(BOB, { status: 'OPEN', limit: 100 })).toEqual([]);
      expect(await rooms.positions.openCountOf(ALICE)).toBe(1);
      expect(await rooms.positions.openCountOf(BOB)).toBe(0);
    });

    it('writes hundreds of positions with a few statements', async () => {
      const many = Array.from({ length: 500 }, (_, n) => position({ ticket: String(n + 1) }));
      expect(await apply(many)).toMatchObject({ opened: 500 });
      const moved = many.map((one) => ({ ...one, profit: money(1) }));
      expect(await apply(moved)).toMatchObject({ changed: 500 });
      expect(await apply([])).toMatchObject({ closed: 500 });
    });
  });

  describe('storeDeals', () => {
    it('keeps each deal once', async () => {
      expect(await storeDeals(deal())).toEqual({ stored: 1, known: 0, lastDealTicket: '1' });
      expect(await storeDeals(deal(), STOPPED_OUT)).toEqual({ stored: 1, known: 1, lastDealTicket: '2' });
      expect(await rooms.positions.history(ALICE, { limit: 100 })).toMatchObject([
        { ticket: '2', brokerTime: '2025-10-23T13:00:00', reason: 'SL', receivedAt: NOON },
        { ticket: '1' },
      ]);
    });

    it('compares tickets as numbers: 1000 comes after 999', async () => {
      await storeDeals(deal({ ticket: '999' }), deal({ ticket: '1000' }));
      expect(await rooms.positions.lastDealTicketsOf(null, [account.id])).toEqual(
        new Map([[account.id, '1000']]),
      );
    });

    it('finds the executions of one order by its magic number', async () => {
      await storeDeals(deal(), deal({ ticket: '2', magic: '43' }), deal({ ticket: '3', magic: null }));
      const found = await rooms.transactions.run((tx) => rooms.positions.dealsByMagic(tx, account.id, '42'));
      expect(found.map(({ ticket }) => ticket)).toEqual(['1']);
    });

    it('tells why and at what price a position was closed', async () => {
      await apply([position()]);
      await storeDeals(deal(), STOPPED_OUT);
      await apply([]);

      const [trade] = await closed();
      expect(trade).toMatchObject({ closeReason: 'SL', closedAt: STOPPED_OUT.executedAt });
      expect(trade?.closePrice).toEqual(price(1.095));
      expect(trade?.profit).toEqual(money(-50));
      expect(trade?.commission).toEqual(money(-0.7)); // −0.35 for each of the two deals
      expect(await rooms.news()).toEqual(['position.opened', 'position.closed']);
    });

    it('tells it as well when the deal comes after the list', async () => {
      await apply([position()]);
      await apply([]);
      await storeDeals(STOPPED_OUT);

      expect((await closed())[0]).toMatchObject({ closeReason: 'SL' });
      expect(await rooms.news()).toEqual(['position.opened', 'position.closed', 'position.updated']);
    });

    it('weighs the prices of a position that was closed in parts', async () => {
      await apply([position({ volume: lots(0.3) })]);
      await storeDeals(
        { ...STOPPED_OUT, ticket: '2', volume: lots(0.1), price: price(1.2), profit: money(100) },
        {
          ...STOPPED_OUT,
          ticket: '3',
          volume: lots(0.2),
          price: price(1.5),
          profit: money(800),
          reason: 'TP',
        },
      );
      await apply([]);

      const [trade] = await closed();
      expect(trade?.closePrice).toEqual(price(1.4)); // (0.1 × 1.2 + 0.2 × 1.5) ÷ 0.3
      expect(trade?.profit).toEqual(money(900));
      expect(trade?.closeReason).toBe('TP');
    });

    it('does not close a position by itself: the list of the terminal does', async () => {
      await apply([position()]);
      await storeDeals(STOPPED_OUT);
      expect(await open()).toHaveLength(1);
    });

    it('keeps balance operations, which belong to no position', async () => {
      const deposit = deal({
        type: 'BALANCE',
        entry: 'NONE',
        symbol: null,
        positionId: null,
        orderTicket: null,
        price: null,
        volume: lots(0),
        profit: money(10_000),
      });
      expect(await storeDeals(deposit)).toMatchObject({ stored: 1 });
    });
  });

  describe('lists', () => {
    it('page through positions without a gap', async () => {
      await apply(['1', '2', '3'].map((ticket) => position({ ticket })));
      const first = await rooms.positions.list(ALICE, { status: 'OPEN', limit: 2 });
      const rest = await rooms.positions.list(ALICE, { status: 'OPEN', limit: 2, beforeId: first[1]?.id });
      expect([...first, ...rest].map(({ ticket }) => ticket)).toEqual(['3', '2', '1']);
    });

    it('filter deals by symbol, position and time', async () => {
      await storeDeals(deal(), STOPPED_OUT, deal({ ticket: '3', symbol: 'XAUUSD', positionId: '9' }));
      const tickets = async (filter: object): Promise<string[]> =>
        (await rooms.positions.history(ALICE, { limit: 100, ...filter })).map(({ ticket }) => ticket);

      expect(await tickets({ symbol: 'XAUUSD' })).toEqual(['3']);
      expect(await tickets({ positionId: '123456789' })).toEqual(['2', '1']);
      expect(await tickets({ from: STOPPED_OUT.executedAt })).toEqual(['2']);
      expect(await tickets({ to: STOPPED_OUT.executedAt })).toEqual(['3', '1']);
      expect(await tickets({ accountId: '00000000-0000-4000-8000-000000000000' })).toEqual([]);
    });
  });
});
