import { type Account, type AccountFacts } from '../../src/accounts/account';
import { AccountSnapshotsRepository } from '../../src/accounts/account-snapshots.repository';
import { AccountsRepository } from '../../src/accounts/accounts.repository';
import { AccountsService } from '../../src/accounts/accounts.service';
import { SymbolSpecsRepository } from '../../src/accounts/symbol-specs.repository';
import { SymbolSpecsService } from '../../src/accounts/symbol-specs.service';
import { money } from '../../src/money/quantity';
import { BrokerClocks } from '../../src/mt5-session/broker-clocks.service';
import { BrokerOffsetsRepository } from '../../src/mt5-session/broker-offsets.repository';
import { HeardSessions } from '../../src/mt5-session/heard-sessions';
import { Mt5SessionRepository } from '../../src/mt5-session/mt5-session.repository';
import { Mt5SessionService } from '../../src/mt5-session/mt5-session.service';
import { RecentSessions } from '../../src/mt5-session/recent-sessions';
import { type OpenedSession, type OpenSession, SEED_INTERVAL_MS } from '../../src/mt5-session/session';
import { SilenceSweeper } from '../../src/mt5-session/silence-sweeper';
import { type Configuration } from '../../src/platform/config/configuration';
import { Transactions } from '../../src/platform/database/transactions';
import { EventLog } from '../../src/platform/events/event-log';
import { DealTimes } from '../../src/positions/deal-times.service';
import { DealsRepository } from '../../src/positions/deals.repository';
import { OpenPositions } from '../../src/positions/open-positions';
import { PositionLists } from '../../src/positions/position-lists';
import { PositionsRepository } from '../../src/positions/positions.repository';
import { PositionsService } from '../../src/positions/positions.service';
import { LedgerRepository } from '../../src/positions/ledger.repository';
import { TradesRepository } from '../../src/positions/trades.repository';
import { TradesService } from '../../src/positions/trades.service';
import { type FixedClock } from './fixed-clock';
import { type TestDatabase } from './test-database';

export const ALICE = '11111111-1111-4111-8111-111111111111';
export const BOB = '22222222-2222-4222-8222-222222222222';

/** The facts of the seed's connect call. */
export const FACTS: AccountFacts = {
  accountNumber: '12345678',
  broker: 'IC Markets',
  currency: 'USD',
  balance: money(10_000),
  equity: money(10_000),
};

/** One process's sessions, accounts and positions over a test's database: make two of them for two processes. */
export class TerminalRooms {
  readonly transactions: Transactions;
  readonly events: EventLog;
  readonly sessions: Mt5SessionService;
  readonly heard: HeardSessions;
  readonly sweeper: SilenceSweeper;
  readonly snapshots: AccountSnapshotsRepository;
  readonly accounts: AccountsService;
  readonly specs: SymbolSpecsService;
  readonly brokerClocks: BrokerClocks;
  readonly positions: PositionsService;
  readonly dealTimes: DealTimes;
  readonly trades: TradesService;

  constructor({ dataSource }: TestDatabase, clock: FixedClock) {
    const transactions = new Transactions(dataSource);
    const events = new EventLog(transactions, clock);
    const sessions = new Mt5SessionRepository(transactions);
    const recent = new RecentSessions(clock);
    this.transactions = transactions;
    this.snapshots = new AccountSnapshotsRepository(transactions);
    this.events = events;
    this.heard = new HeardSessions(sessions, transactions, events, recent, clock);
    this.sessions = new Mt5SessionService(sessions, recent, this.heard, transactions, events, clock);
    this.sweeper = new SilenceSweeper(sessions, transactions, events, recent, clock, NO_ROLES);
    this.accounts = new AccountsService(new AccountsRepository(transactions), this.snapshots, events, clock);
    this.specs = new SymbolSpecsService(new SymbolSpecsRepository(transactions), clock);
    this.brokerClocks = new BrokerClocks(new BrokerOffsetsRepository(transactions), clock);
    const deals = new DealsRepository(transactions);
    const trades = new TradesRepository(transactions);
    this.dealTimes = new DealTimes(deals, trades, this.brokerClocks, transactions);
    const positions = new PositionsRepository(transactions);
    const open = new OpenPositions(positions, clock);
    this.positions = new PositionsService(
      positions,
      new PositionLists(positions, open, events, clock),
      open,
      deals,
      trades,
      this.sessions,
      this.brokerClocks,
      events,
      clock,
    );
    this.trades = new TradesService(trades, new LedgerRepository(transactions));
  }

  register(userId = ALICE, facts: Partial<AccountFacts> = {}): Promise<Account> {
    return this.transactions.run((tx) => this.accounts.register(tx, userId, { ...FACTS, ...facts }));
  }

  /** Connects a seed client to the account, or a connector if it is given an instance. */
  connect(account: Account, opening: Partial<OpenSession> = {}): Promise<OpenedSession> {
    return this.transactions.run(async (tx) => {
      await this.accounts.lock(tx, [account.id]);
      return this.sessions.open(tx, {
        userId: account.userId,
        accountId: account.id,
        accountNumber: account.accountNumber,
        broker: account.broker,
        client: opening.instanceId === undefined ? 'seed' : 'connector',
        intervalMs: SEED_INTERVAL_MS,
        ...opening,
      });
    });
  }

  /** The types of all news so far, in order. */
  async news(): Promise<string[]> {
    const rows = await this.transactions.query<{ type: string }>('SELECT type FROM events ORDER BY id');
    return rows.map(({ type }) => type);
  }
}

/** The tests sweep by themselves. */
const NO_ROLES = { roles: [] } as unknown as Configuration;

/** Two users who know nothing of each other. */
export async function addUsers({ dataSource }: TestDatabase): Promise<void> {
  await dataSource.query(
    `INSERT INTO users (id, email, username, password_hash, created_at, password_changed_at)
     VALUES ($1, 'alice@example.com', 'alice', 'x', now(), now()),
            ($2, 'bob@example.com', 'bob_the_trader', 'x', now(), now())`,
    [ALICE, BOB],
  );
}
