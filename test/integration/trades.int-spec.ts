import fc from 'fast-check';
import { type Account } from '../../src/accounts/account';
import { type Decimal, lots, money, price } from '../../src/money/quantity';
import { type Session } from '../../src/mt5-session/session';
import { type ReportedDeal } from '../../src/positions/deal';
import { type Trade } from '../../src/positions/trade';
import { FixedClock } from '../support/fixed-clock';
import { type BookedTrade, randomHistories } from '../support/random-history';
import { addUsers, ALICE, BOB, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

/** A deal of position 7, at a minute of the hour. */
function deal(
  ticket: number,
  entry: ReportedDeal['entry'],
  changes: Partial<ReportedDeal> = {},
): ReportedDeal {
  return {
    ticket: String(ticket),
    orderTicket: null,
    positionId: '7',
    symbol: 'EURUSD',
    type: entry === 'IN' ? 'BUY' : 'SELL',
    entry,
    volume: lots(0.1),
    price: price(1.1),
    profit: money(0),
    swap: money(0),
    commission: money(0),
    fee: money(0),
    magic: null,
    comment: null,
    reason: 'CLIENT',
    executedAt: new Date(Date.UTC(2025, 9, 23, 10, ticket)),
    brokerTime: `2025-10-23T13:${String(ticket).padStart(2, '0')}:00`,
    ...changes,
  };
}

describe('trades', () => {
  let database: TestDatabase;
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
    rooms = new TerminalRooms(database, new FixedClock());
    account = await rooms.register();
    ({ session } = await rooms.connect(account));
  });

  const store = async (...deals: readonly ReportedDeal[]): Promise<void> => {
    await rooms.transactions.run((tx) =>
      rooms.positions.storeDeals(tx, { userId: ALICE, accountId: account.id, sessionId: session.id, deals }),
    );
  };
  const closed = (userId = ALICE): Promise<readonly Trade[]> =>
    rooms.trades.list(userId, { limit: 1000, oldestFirst: true });

  it('are from the first deal of a position to the one that closes it, after all costs', async () => {
    await store(
      deal(1, 'IN', { volume: lots(0.3), price: price(1.1), commission: money(-2.1) }),
      deal(2, 'IN', { volume: lots(0.1), price: price(1.12), commission: money(-0.7) }),
      deal(3, 'OUT', { volume: lots(0.1), price: price(1.13), profit: money(25), fee: money(-0.05) }),
    );
    expect(await closed()).toEqual([]);

    await store(
      deal(4, 'OUT', {
        volume: lots(0.3),
        price: price(1.09),
        profit: money(-45),
        swap: money(-1),
        reason: 'SL',
      }),
    );
    const [trade] = await closed();
    expect(trade).toMatchObject({
      positionId: '7',
      leg: 1,
      side: 'BUY',
      deals: 4,
      closeReason: 'SL',
      openedAt: deal(1, 'IN').executedAt,
      closedAt: deal(4, 'OUT').executedAt,
      openedBrokerTime: '2025-10-23T13:01:00',
      closedBrokerTime: '2025-10-23T13:04:00',
    });
    expect(trade?.volume.toFixed()).toBe('0.4');
    expect(trade?.openPrice?.toFixed()).toBe('1.105'); // (0.3 × 1.10 + 0.1 × 1.12) ÷ 0.4
    expect(trade?.closePrice?.toFixed()).toBe('1.1'); // (0.1 × 1.13 + 0.3 × 1.09) ÷ 0.4
    expect(trade?.net.toFixed()).toBe('-23.85'); // 25 − 45 − 1 − 2.1 − 0.7 − 0.05
  });

  it('are two when a netting position is turned round, which share the costs of the turn', async () => {
    await store(
      deal(1, 'IN', { volume: lots(1) }),
      deal(2, 'INOUT', { volume: lots(1.5), profit: money(100), commission: money(-3) }),
      deal(3, 'OUT', { type: 'BUY', volume: lots(0.5), profit: money(-20) }),
    );
    const [long, short] = await closed();
    expect(long).toMatchObject({ leg: 1, side: 'BUY' });
    expect(long?.net.toFixed()).toBe('98'); // 100 − 3 × 1.0 ÷ 1.5
    expect(short).toMatchObject({ leg: 2, side: 'SELL', openedAt: deal(2, 'INOUT').executedAt });
    expect(short?.volume.toFixed()).toBe('0.5');
    expect(short?.net.toFixed()).toBe('-21'); // −20 − 3 × 0.5 ÷ 1.5
  });

  it('end when two positions close each other', async () => {
    await store(
      deal(1, 'IN'),
      deal(2, 'IN', { positionId: '8', type: 'SELL' }),
      deal(3, 'OUT_BY', { type: 'SELL', profit: money(12) }),
      deal(4, 'OUT_BY', { positionId: '8', type: 'BUY' }),
    );
    expect((await closed()).map(({ positionId, side }) => [positionId, side])).toEqual([
      ['7', 'BUY'],
      ['8', 'SELL'],
    ]);
  });

  it('are kept whose beginning nobody told', async () => {
    await store(deal(3, 'OUT', { profit: money(5) }));
    expect(await closed()).toMatchObject([{ side: 'BUY', openedAt: null, openPrice: null }]);
  });

  it('do not count money that is paid in', async () => {
    await store(deal(1, 'NONE', { type: 'BALANCE', positionId: null, symbol: null, profit: money(500) }));
    expect(await closed()).toEqual([]);
  });

  it('know how far they went while they were open, as far as lists showed it', async () => {
    const list = (profit: number): Promise<unknown> =>
      rooms.transactions.run((tx) =>
        rooms.positions.applySnapshot(tx, {
          userId: ALICE,
          accountId: account.id,
          sessionId: session.id,
          complete: true,
          reportedAt: null,
          positions: [
            {
              ticket: '7',
              symbol: 'EURUSD',
              side: 'BUY',
              volume: lots(0.1),
              openPrice: price(1.1),
              currentPrice: price(1.1),
              stopLoss: null,
              takeProfit: null,
              profit: money(profit),
              swap: money(-1),
              commission: money(0),
              openedAt: deal(1, 'IN').executedAt,
            },
          ],
        }),
      );
    await list(3);
    await list(-40);
    await list(61);
    await list(20);
    await store(deal(1, 'IN'), deal(2, 'OUT', { profit: money(18) }));
    const [trade] = await closed();
    expect(trade?.lowestProfit?.toFixed()).toBe('-41');
    expect(trade?.highestProfit?.toFixed()).toBe('60');
  });

  it('belong to their owner', async () => {
    await store(deal(1, 'IN'), deal(2, 'OUT'));
    expect(await closed(BOB)).toEqual([]);
  });

  it('are right when two processes store deals of one position at the same time', async () => {
    const twin = new TerminalRooms(database, new FixedClock());
    const report = { userId: ALICE, accountId: account.id, sessionId: session.id };
    await rooms.transactions.run(async (tx) => {
      await rooms.positions.storeDeals(tx, { ...report, deals: [deal(1, 'IN')] });
      await twin.transactions.run((other) =>
        twin.positions.storeDeals(other, { ...report, deals: [deal(2, 'OUT', { profit: money(9) })] }),
      );
    });
    expect(await rooms.transactions.run((tx) => rooms.trades.takeChanges(tx, account.id))).toEqual(
      deal(1, 'IN').executedAt,
    );
    expect(await closed()).toMatchObject([{ deals: 2, openedAt: deal(1, 'IN').executedAt }]);
    expect(await rooms.transactions.run((tx) => rooms.trades.takeChanges(tx, account.id))).toBeNull();
  });

  it('agree with the books of made-up accounts, however late and often deals are told', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomHistories(),
        fc.infiniteStream(fc.nat(1000)).map((stream) => stream[Symbol.iterator]()),
        async ({ deals, trades }, luck) => {
          await database.dataSource.query('DELETE FROM trading_deals; DELETE FROM trading_trades');
          const late = deals
            .map((one) => ({ one, place: luck.next().value as number }))
            .sort((a, b) => a.place - b.place)
            .map(({ one }) => one);
          const half = Math.ceil(late.length / 2);
          await store(...late.slice(0, half + 3));
          await store(...late.slice(half));
          expect((await closed()).map(asBooked)).toEqual(expected(trades));

          await rooms.transactions.run((tx) => rooms.trades.rebuild(tx, account.id));
          expect((await closed()).map(asBooked)).toEqual(expected(trades));
        },
      ),
      { numRuns: 100, seed: 7 },
    );
  });
});

const asBooked = (trade: Trade): object => ({
  id: `${trade.positionId}/${trade.leg}`,
  side: trade.side,
  symbol: trade.symbol,
  volume: trade.volume.toFixed(),
  net: trade.net.toFixed(),
  openPrice: trade.openPrice?.toFixed(),
  closePrice: trade.closePrice?.toFixed(),
  openedAt: trade.openedAt,
  closedAt: trade.closedAt,
});

function expected(trades: readonly BookedTrade[]): object[] {
  return trades
    .filter(({ closedAt }) => closedAt !== null)
    .sort((a, b) => Number(a.closeTicket) - Number(b.closeTicket))
    .map(({ positionId, leg, side, symbol, volume, net, openedAt, closedAt, ...trade }) => ({
      id: `${positionId}/${leg}`,
      side,
      symbol,
      volume: volume.toFixed(),
      net: net.toFixed(),
      openPrice: meanOf(trade.openValue, volume).toFixed(),
      closePrice: meanOf(trade.closeValue, trade.closedVolume).toFixed(),
      openedAt,
      closedAt,
    }));
}

/** As PostgreSQL rounds: halves away from zero. */
function meanOf(value: Decimal, volume: Decimal): Decimal {
  return value.dividedBy(volume).toDecimalPlaces(8, 4);
}
