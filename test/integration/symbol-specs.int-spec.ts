import { type Account } from '../../src/accounts/account';
import { type Quote, type StoredSymbolSpec, type SymbolSpec } from '../../src/accounts/symbol-spec';
import { price } from '../../src/money/quantity';
import { FixedClock, NOON } from '../support/fixed-clock';
import { d } from '../support/risk-samples';
import { addUsers, TerminalRooms } from '../support/terminal-rooms';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const EURUSD: SymbolSpec = {
  symbol: 'EURUSD',
  digits: 5,
  point: d('0.00001'),
  tickSize: d('0.00001'),
  tickValueProfit: d('1'),
  tickValueLoss: d('1.00000001'),
  contractSize: d('100000'),
  volumeMin: d('0.01'),
  volumeMax: d('100'),
  volumeStep: d('0.01'),
  volumeLimit: d('0'),
  stopsLevelPoints: 0,
  freezeLevelPoints: 0,
  calcMode: 'FOREX',
  tradeMode: 'FULL',
  executionMode: 'MARKET',
  fillingModes: ['FOK', 'IOC'],
  currencyBase: 'EUR',
  currencyProfit: 'USD',
  currencyMargin: 'EUR',
  marginInitial: d('0'),
  marginMaintenance: d('0'),
  marginRateBuy: d('1'),
  marginRateSell: null,
};

const quote = (bid: number, symbol = 'EURUSD'): Quote => ({
  symbol,
  bid: price(bid),
  ask: price(d(bid).plus('0.00002')),
  quotedAt: new Date('2025-10-23T10:00:00Z'),
});

describe('SymbolSpecsService', () => {
  let database: TestDatabase;
  let clock: FixedClock;
  let rooms: TerminalRooms;
  let account: Account;

  beforeAll(async () => {
    database = await createTestDatabase();
    await addUsers(database);
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    await database.dataSource.query('DELETE FROM trading_accounts');
    clock = new FixedClock();
    rooms = new TerminalRooms(database, clock);
    account = await rooms.register();
  });

  const store = (specs: readonly SymbolSpec[], from = rooms): Promise<number> =>
    from.transactions.run((tx) => from.specs.storeSpecs(tx, account.id, specs));
  const storeQuotes = (quotes: readonly Quote[]): Promise<void> =>
    rooms.transactions.run((tx) => {
      rooms.specs.storeQuotes(tx, [{ accountId: account.id, quotes }]);
      return Promise.resolve();
    });
  const specs = async (from = rooms): Promise<readonly StoredSymbolSpec[]> => [
    ...((await from.specs.specsOf([account.id])).get(account.id)?.values() ?? []),
  ];

  it('gives back what was stored, to the last digit', async () => {
    expect(await store([EURUSD])).toBe(1);
    expect(await specs()).toEqual([
      { ...EURUSD, contract: EURUSD, quote: null, quoteReceivedAt: null, reportedAt: NOON },
    ]);
  });

  it('replaces what was stored, and sees it at once', async () => {
    await store([EURUSD]);
    await specs();
    await store([{ ...EURUSD, volumeMin: d('0.1') }]);
    expect((await specs())[0]?.volumeMin).toEqual(d('0.1'));
  });

  it('sees within a second what another process stored', async () => {
    const other = new TerminalRooms(database, clock);
    await store([EURUSD]);
    await specs(other);
    await store([{ ...EURUSD, volumeMin: d('0.1') }]);

    clock.advance(1000);
    expect((await specs(other))[0]?.volumeMin).toEqual(d('0.1'));
  });

  it('takes the last of a symbol that comes twice', async () => {
    expect(await store([EURUSD, { ...EURUSD, digits: 4 }])).toBe(1);
    expect((await specs())[0]?.digits).toBe(4);
  });

  it('keeps the last quote, with the time at which this server received it', async () => {
    await store([EURUSD]);
    clock.advance(5000);
    await storeQuotes([quote(1.1), quote(1.2)]);

    const [spec] = await specs();
    expect(spec?.quote).toEqual(quote(1.2));
    expect(spec?.quoteReceivedAt).toEqual(clock.now());
  });

  it('leaves out a quote of a symbol that nobody specified', async () => {
    await storeQuotes([quote(1.1, 'XAUUSD')]);
    expect(await specs()).toEqual([]);
  });

  it('answers for every account it is asked for', async () => {
    const other = await rooms.register(undefined, { accountNumber: '2' });
    await store([EURUSD]);
    const found = await rooms.specs.specsOf([account.id, other.id]);
    expect([...found].map(([id, symbols]) => [id, [...symbols.keys()]])).toEqual([
      [account.id, ['EURUSD']],
      [other.id, []],
    ]);
  });
});
