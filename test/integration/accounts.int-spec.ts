import { type Account, type AccountState, type Permissions } from '../../src/accounts/account';
import { AccountNotFoundError } from '../../src/accounts/accounts.errors';
import { money } from '../../src/money/quantity';
import { FixedClock, NOON } from '../support/fixed-clock';
import { addUsers, ALICE, BOB, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const SECOND = 1000;
const SESSION = '0f9a2f0e-58b7-4f0b-9a66-5b7d1d8f3a20';
const ALL_ALLOWED: Permissions = {
  terminalConnected: true,
  terminalTradeAllowed: true,
  eaTradeAllowed: true,
  accountTradeAllowed: true,
  accountTradeExpert: true,
};

interface Point {
  readonly takenAt: string;
  readonly equity: string;
}

describe('AccountsService', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts; DELETE FROM events');
    clock = new FixedClock();
    rooms = new TerminalRooms(database, clock);
  });

  const record = (
    account: Account,
    state: { readonly equity: number } & Partial<Record<'margin' | 'marginFree', number>>,
    reportedAt?: string,
    permissions?: Permissions,
  ): Promise<{ applied: boolean }> => {
    const report: AccountState = {
      balance: money(10_000),
      equity: money(state.equity),
      margin: state.margin === undefined ? undefined : money(state.margin),
      marginFree: state.marginFree === undefined ? undefined : money(state.marginFree),
    };
    return rooms.transactions.run((tx) =>
      rooms.accounts.recordState(tx, account.id, report, {
        sessionId: SESSION,
        reportedAt: reportedAt === undefined ? undefined : new Date(reportedAt),
        permissions,
      }),
    );
  };
  const curve = async (): Promise<[seconds: number, equity: string][]> => {
    const points = await rooms.transactions.query<Point>(
      `SELECT to_char(taken_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "takenAt", round(equity) AS equity
       FROM account_snapshots ORDER BY taken_at`,
    );
    return points.map(({ takenAt, equity }) => [(Date.parse(takenAt) - NOON.getTime()) / SECOND, equity]);
  };

  describe('register', () => {
    it('makes a new account with its first state', async () => {
      const account = await rooms.register();

      expect(account).toMatchObject({
        accountNumber: '12345678',
        broker: 'IC Markets',
        server: null,
        leverage: null,
      });
      expect(account.balance).toEqual(money(10_000));
      expect(account).toMatchObject({ autoTrading: true, currencyDigits: 2, stateReceivedAt: NOON });
      expect(await curve()).toEqual([[0, '10000']]);
      expect(await rooms.news()).toEqual(['account.updated']);
    });

    it('recognises the account the next time, and keeps what the terminal leaves out', async () => {
      const first = await rooms.register(ALICE, { leverage: 100, marginMode: 'HEDGING', name: 'Demo' });
      const again = await rooms.register(ALICE, { equity: money(9_900) });

      expect(again).toMatchObject({ id: first.id, leverage: 100, marginMode: 'HEDGING', name: 'Demo' });
      expect(again.equity).toEqual(money(9_900));
    });

    it('gives an account without a server to the first terminal that names one', async () => {
      const nameless = await rooms.register();
      const named = await rooms.register(ALICE, { server: 'ICMarkets-Demo' });
      const live = await rooms.register(ALICE, { server: 'ICMarkets-Live' });

      expect(named).toMatchObject({ id: nameless.id, server: 'ICMarkets-Demo' });
      expect(live.id).not.toBe(named.id);
      await expect(rooms.register(ALICE, { server: 'ICMarkets-Demo' })).resolves.toMatchObject({
        id: named.id,
      });
    });

    it('makes one account of many terminals that connect at once', async () => {
      const accounts = await Promise.all(Array.from({ length: 5 }, () => rooms.register()));
      expect(new Set(accounts.map(({ id }) => id)).size).toBe(1);
    });

    it('keeps the accounts of two users apart, whatever their numbers', async () => {
      const alices = await rooms.register(ALICE);
      const bobs = await rooms.register(BOB);

      expect(bobs.id).not.toBe(alices.id);
      await expect(rooms.accounts.get(BOB, alices.id)).rejects.toThrow(AccountNotFoundError);
      expect((await rooms.accounts.listOf(BOB)).map(({ id }) => id)).toEqual([bobs.id]);
      expect((await rooms.accounts.byNumber(BOB, '12345678')).map(({ id }) => id)).toEqual([bobs.id]);
    });
  });

  describe('recordState', () => {
    it('takes in a state; a figure that is left out stays', async () => {
      const account = await rooms.register();
      await record(account, { equity: 10_070, margin: 100, marginFree: 9_970 });
      await record(account, { equity: 10_050, marginFree: 9_950 });

      const known = await rooms.accounts.get(ALICE, account.id);
      expect(known.equity).toEqual(money(10_050));
      expect(known.margin).toEqual(money(100));
      expect(known.marginFree).toEqual(money(9_950));
    });

    it('draws a point of the curve every ten seconds at most, and none where nothing changed', async () => {
      const account = await rooms.register();
      for (const [seconds, equity] of [
        [4, 10_010], // too soon after the first point
        [6, 10_020], // 10 s after it
        [10, 10_020], // nothing new
        [10, 10_030],
      ] as const) {
        clock.advance(seconds * SECOND);
        await record(account, { equity });
      }

      expect(await curve()).toEqual([
        [0, '10000'],
        [10, '10020'],
        [30, '10030'],
      ]);
    });

    it('does not lose the last change before a quiet time', async () => {
      const account = await rooms.register();
      clock.advance(4 * SECOND);
      await record(account, { equity: 10_010 });
      clock.advance(6 * SECOND);
      await record(account, { equity: 10_010 });

      expect(await curve()).toEqual([
        [0, '10000'],
        [10, '10010'],
      ]);
    });

    it('keeps a late report as history only, as much earlier as it is late', async () => {
      const account = await rooms.register();
      clock.advance(20 * SECOND);
      await record(account, { equity: 10_020 }, '2025-10-23T10:00:20Z');
      clock.advance(SECOND);
      const late = await record(account, { equity: 9_000 }, '2025-10-23T10:00:15Z');

      expect(late).toEqual({ applied: false });
      expect((await rooms.accounts.get(ALICE, account.id)).equity).toEqual(money(10_020));
      expect(await curve()).toEqual([
        [0, '10000'],
        [15, '9000'], // 20 s − (10:00:20 − 10:00:15)
        [20, '10020'],
      ]);
    });

    it('accepts a terminal whose clock is years off, also after another one', async () => {
      const account = await rooms.register();
      await expect(record(account, { equity: 1 }, '2031-01-01T00:00:00Z')).resolves.toEqual({
        applied: true,
      });
      await rooms.register(); // another terminal connects
      await expect(record(account, { equity: 2 }, '2019-01-01T00:00:00Z')).resolves.toEqual({
        applied: true,
      });
      expect((await rooms.accounts.get(ALICE, account.id)).equity).toEqual(money(2));
    });

    it('stores news of permissions, and only tells of money', async () => {
      const account = await rooms.register();
      const ticked: string[] = [];
      rooms.events.onTicked((events) => ticked.push(...events.map(({ type }) => type)));

      await record(account, { equity: 10_010 });
      await record(account, { equity: 10_010 }, undefined, ALL_ALLOWED);
      await record(account, { equity: 10_010 }, undefined, ALL_ALLOWED);

      expect(ticked).toEqual(['account.updated']);
      expect(await rooms.news()).toEqual(['account.updated', 'account.updated']); // registered, permitted
      expect((await rooms.accounts.get(ALICE, account.id)).permissions).toEqual(ALL_ALLOWED);
    });
  });

  it('locks accounts in one order, and reads them fresh', async () => {
    const one = await rooms.register();
    const two = await rooms.register(ALICE, { accountNumber: '2' });
    const locking = (ids: string[]): Promise<string[]> =>
      rooms.transactions.run(async (tx) => (await rooms.accounts.lock(tx, ids)).map(({ id }) => id));

    const [forth, back] = await Promise.all([locking([one.id, two.id]), locking([two.id, one.id])]);
    expect(forth).toEqual([one.id, two.id].sort());
    expect(back).toEqual(forth);
  });

  describe('the partitions of the curve', () => {
    const partitions = async (): Promise<string[]> => {
      const rows = await rooms.transactions.query<{ name: string }>(
        `SELECT inhrelid::regclass::text AS name FROM pg_inherits
         WHERE inhparent = 'account_snapshots'::regclass ORDER BY name`,
      );
      return rows.map(({ name }) => name);
    };
    const make = (now: Date): Promise<boolean> =>
      rooms.transactions.run((tx) => rooms.snapshots.makePartitions(tx, now, 3));

    it('are made ahead of time, and once', async () => {
      expect(await make(new Date('2027-11-30T23:59:59Z'))).toBe(true);
      expect(await make(new Date('2027-11-30T23:59:59Z'))).toBe(true);
      expect(await partitions()).toEqual(
        expect.arrayContaining([
          'account_snapshots_202711',
          'account_snapshots_202712',
          'account_snapshots_202801',
        ]),
      );
    });

    it('take over what came before they were made', async () => {
      clock.set('2029-05-31T23:59:59Z');
      await rooms.register();
      clock.set('2029-06-01T00:00:00Z');
      await rooms.register(BOB);
      await make(new Date('2029-06-15T00:00:00Z'));

      const rows = await rooms.transactions.query<{ name: string }>(
        `SELECT tableoid::regclass::text AS name FROM account_snapshots ORDER BY taken_at`,
      );
      expect(rows.map(({ name }) => name)).toEqual(['account_snapshots_default', 'account_snapshots_202906']);
    });

    it('are made by one process at a time', async () => {
      await rooms.transactions.run(async (tx) => {
        expect(await rooms.snapshots.makePartitions(tx, NOON, 1)).toBe(true);
        expect(await make(NOON)).toBe(false);
      });
    });
  });
});
