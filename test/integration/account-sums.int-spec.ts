import fc from 'fast-check';
import { type Account } from '../../src/accounts/account';
import { type Session } from '../../src/mt5-session/session';
import { Clock } from '../../src/platform/time/clock';
import { type ReportedDeal } from '../../src/positions/deal';
import { AccountDays } from '../../src/stats/account-days';
import { AccountSumsService } from '../../src/stats/account-sums.service';
import { BreakdownSums } from '../../src/stats/breakdown-sums';
import { ALL_SYMBOLS } from '../../src/stats/ledger-fold';
import { type DayRange, StatsRepository } from '../../src/stats/stats.repository';
import { joinGroups } from '../../src/stats/trade-groups';
import { type TradeOrigins } from '../../src/stats/trade-origins.service';
import { appendSums, noTrades, type TradeSums } from '../../src/stats/trade-tally';
import { FixedClock } from '../support/fixed-clock';
import { type RandomHistory, randomHistories } from '../support/random-history';
import { addUsers, ALICE, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const NO_ORIGINS = { trace: () => Promise.resolve() } as unknown as TradeOrigins;
const EVER = { symbol: ALL_SYMBOLS, from: null, to: null };

const FEBRUARY = new Date('2025-02-01T00:00:00Z');
const APRIL = new Date('2025-04-01T00:00:00Z');

/** Products of the same factors differ in their last digits by the order in which they were multiplied. */
const asFigures = (sums: TradeSums): object => ({
  ...sums,
  growth: sums.growth.toSignificantDigits(30),
  returnProduct: sums.returnProduct.toSignificantDigits(30),
  returnSum: sums.returnSum.toDecimalPlaces(25),
  returnSquares: sums.returnSquares.toDecimalPlaces(25),
});

/** Ends its transactions after a few lines, as it does with long histories. */
class SmallTurns extends AccountSumsService {
  protected override readonly linesPerTurn = 1;
}

describe('the sums of an account’s history', () => {
  let database: TestDatabase;
  let rooms: TerminalRooms;
  let repository: StatsRepository;
  let sums: AccountSumsService;
  let account: Account;
  let session: Session;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
    rooms = new TerminalRooms(database, new FixedClock());
    repository = new StatsRepository(rooms.transactions);
    sums = new AccountSumsService(repository, rooms.trades, NO_ORIGINS, rooms.transactions, new Clock());
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts');
    account = await rooms.register();
    ({ session } = await rooms.connect(account));
  });

  const store = (deals: readonly ReportedDeal[]): Promise<unknown> =>
    rooms.transactions.run((tx) =>
      rooms.positions.storeDeals(tx, { userId: ALICE, accountId: account.id, sessionId: session.id, deals }),
    );

  const joined = async (range: DayRange): Promise<TradeSums> => {
    const sum = noTrades();
    for (const part of await repository.sums(account.id, range)) appendSums(sum, part);
    return sum;
  };

  const known = async (): Promise<object> => ({
    all: asFigures(await joined(EVER)),
    days: await repository.days(account.id, EVER),
  });

  const closedIn = async ({ from, to }: DayRange): Promise<string> => {
    const [row] = await rooms.transactions.query<{ closed: string }>(
      `SELECT count(*) || ' ' || coalesce(sum(net), 0)::numeric(20, 2) AS closed FROM trading_trades
       WHERE account_id = $1 AND (closed_at AT TIME ZONE 'UTC')::date BETWEEN $2 AND $3`,
      [account.id, from, to],
    );
    return row?.closed ?? '';
  };

  const again = async (): Promise<void> => {
    await database.dataSource.query(`UPDATE stats_ledgers SET dirty_from = to_timestamp(0)`);
    await sums.refresh(account);
  };

  it('are told as far as they are to who does not wait, and go on from there', async () => {
    const clock = new Clock();
    const small = new SmallTurns(repository, rooms.trades, NO_ORIGINS, rooms.transactions, clock);
    const [{ deals }] = fc.sample(randomHistories(60, 60), { numRuns: 1, seed: 3 }) as [RandomHistory];
    await store(deals);
    const { summedUpTo } = await small.refresh(account, 0);
    expect(summedUpTo?.getTime()).toBeGreaterThan(deals[0]?.executedAt.getTime() ?? 0);
    const part = await repository.days(account.id, EVER);
    expect(part.every(({ dayMs }) => dayMs < (summedUpTo?.getTime() ?? 0))).toBe(true);
    expect(await small.refresh(account)).toMatchObject({ summedUpTo: null });
    const whole = await known();
    await again();
    expect(whole).toEqual(await known());
    expect((await repository.days(account.id, EVER)).length).toBeGreaterThan(part.length);
  });

  it('are the same whenever and in whatever order its deals are told', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomHistories(20, 90),
        fc.infiniteStream(fc.nat(1000)).map((stream) => stream[Symbol.iterator]()),
        async ({ deals }, luck) => {
          await database.dataSource.query(
            'DELETE FROM trading_deals; DELETE FROM trading_trades; DELETE FROM stats_ledgers; DELETE FROM stats_days; DELETE FROM stats_months',
          );
          // Most come as they happen, some much later. The first one tells with what the account began.
          const told = deals
            .map((one, at) => {
              const isLate = at > 0 && (luck.next().value as number) < 150;
              return { one, place: isLate ? at + (luck.next().value as number) / 10 : at };
            })
            .sort((a, b) => a.place - b.place)
            .map(({ one }) => one);
          const remembered = new AccountDays(repository);
          const clock = new FixedClock();
          const breakdowns = new BreakdownSums(repository, rooms.trades, clock);
          for (let from = 0; from < told.length; from += 9) {
            await store(told.slice(from, from + 9));
            await sums.refresh(account);
            // Who looks now and then holds older days in memory, and is told what became of them.
            if ((luck.next().value as number) < 600) {
              expect(await remembered.of(account.id, EVER)).toEqual(await repository.days(account.id, EVER));
              clock.set(told[from]?.executedAt ?? clock.now());
              for (const more of [
                {},
                { symbol: 'EURUSD' },
                { from: FEBRUARY },
                { from: FEBRUARY, to: APRIL },
              ]) {
                const filter = { accountId: account.id, clock: 'utc' as const, ...more };
                const counted = joinGroups(await rooms.trades.breakdown('weekday', filter));
                expect(await breakdowns.of('weekday', filter)).toEqual(counted);
              }
            }
          }
          const followed = await known();
          await again();
          expect(followed).toEqual(await known());
          // A period that begins and ends within months, and one of whole months.
          for (const [from, to] of [
            ['2025-01-20', '2025-04-10'],
            ['2025-02-01', '2025-03-31'],
          ] as const) {
            const period = { symbol: ALL_SYMBOLS, from, to };
            const { trades, grossProfit, grossLoss } = await joined(period);
            expect(`${trades} ${grossProfit.minus(grossLoss).toFixed(2)}`).toBe(await closedIn(period));
          }
        },
      ),
      { numRuns: 30, seed: 11 },
    );
  });
});
