import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { AccountBooks } from '../../src/orders/account-books';
import { WaitingSignals } from '../../src/orders/waiting-signals';
import { SignalReceivedQueue } from '../../src/signals/signal-received.queue';
import { switchOff, switchOn } from '../chaos/backend-protections';
import { DeskJournal } from '../chaos/desk-journal';
import { forget, weaken } from '../chaos/desk-protections';
import { Invariants } from '../chaos/invariants';
import { DROPPED, type Protection, PROTECTIONS } from '../chaos/protections';
import { ApiClient, type Json } from '../support/api-client';
import { makeApiToken, type Person, registerPerson } from '../support/people';
import { startTestApp, type TestApp } from '../support/test-app';
import { BrokerModel } from '../terminal/broker-model';
import { type Failpoint } from '../terminal/executor';
import { Market } from '../terminal/market';
import { RETCODE } from '../terminal/retcodes';
import { Terminal } from '../terminal/terminal';

const ACCOUNT = '10001';
/** Long enough for another to come in between, shorter than a lock is waited for. */
const BETWEEN_READ_AND_WRITE_MS = 400;
const SWEEP_MS = 2_500;

/** A trader, a broker and a computer, to whom the one misfortune happens that a protection is there for. */
class Drill {
  readonly acknowledged: { clientId: string; signalId: string }[] = [];
  readonly broker: BrokerModel;
  readonly journal = new DeskJournal();
  private readonly market: Market;

  constructor(
    readonly app: TestApp,
    readonly person: Person,
    private readonly token: string,
    readonly without: ReadonlySet<Protection>,
  ) {
    this.market = new Market(app.clock);
    const account = { number: ACCOUNT };
    this.broker = new BrokerModel({ clock: app.clock, market: this.market, account, deposit: 1_000_000 });
    this.quote();
  }

  terminal(crashAt?: Failpoint, journal = this.journal): Terminal {
    const { broker, token, app, without } = this;
    const terminal = new Terminal({
      url: app.url,
      token,
      broker,
      clock: app.clock,
      journal,
      marketWatch: ['EURUSD'],
      failpoint: (reached) => {
        if (reached === crashAt) throw new Error(`crash at ${reached}`);
      },
    });
    weaken(terminal, without);
    return terminal;
  }

  /** A terminal that is up, and has shown that nothing is open. */
  async ready(crashAt?: Failpoint): Promise<Terminal> {
    const terminal = this.terminal(crashAt);
    await this.cycles(terminal, 2);
    return terminal;
  }

  /** Another computer logs in to the account. */
  async takeOver(): Promise<Terminal> {
    const terminal = this.terminal(undefined, new DeskJournal());
    await this.cycles(terminal, 2);
    return terminal;
  }

  /** The terminal dies where it was told to. */
  async dies(terminal: Terminal): Promise<void> {
    await expect(terminal.cycle()).rejects.toThrow('crash at');
    terminal.kill();
    forget(this.journal, this.without);
  }

  async signal(clientId: string, change: Json = {}): Promise<void> {
    const sent = await this.person.api.post('/trading/signals', {
      symbol: 'EURUSD',
      signal_type: 'BUY',
      stop_loss: 1.095,
      take_profit: 1.11,
      volume: 0.1,
      signal_time: this.app.clock.now().toISOString(),
      client_signal_id: clientId,
      ...change,
    });
    if (sent.status === 200 || sent.status === 201) {
      this.acknowledged.push({ clientId, signalId: String(sent.body['signal_id']) });
    }
  }

  close(clientId: string): Promise<void> {
    const closing = { signal_type: 'CLOSE_BUY', stop_loss: null, take_profit: null, volume: null };
    return this.signal(clientId, closing);
  }

  /** Until nobody has anything left to decide. */
  async decided(): Promise<void> {
    await this.app.app.get(WaitingSignals).decideAll();
    await pause(BETWEEN_READ_AND_WRITE_MS / 2);
    await this.app.app.get(WaitingSignals).decideAll();
  }

  async cycles(terminal: Terminal, count: number, stepMs = 1_000): Promise<void> {
    for (let cycle = 0; cycle < count; cycle += 1) {
      await terminal.cycle();
      this.app.clock.advance(stepMs);
      this.quote();
    }
  }

  /** A terminal that is there, for longer than an absence takes to be proven. */
  async rest(terminal: Terminal): Promise<void> {
    await this.cycles(terminal, 4);
    await this.cycles(terminal, 26, 5_000);
  }

  async sql(text: string): Promise<void> {
    await this.app.dataSource.query(text);
  }

  quote(): void {
    this.market.setBid('EURUSD', '1.10000', 0);
  }
}

/** What a decision needs is read, and it is written a moment later. */
function decideSlowly(): () => void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is bound again by whoever calls it
  const { open } = AccountBooks.prototype;
  const slow = jest.spyOn(AccountBooks.prototype, 'open').mockImplementation(async function (
    this: AccountBooks,
    ...parameters
  ) {
    const books = await open.apply(this, parameters);
    await pause(BETWEEN_READ_AND_WRITE_MS);
    return books;
  });
  return () => {
    slow.mockRestore();
  };
}

interface Misfortune {
  readonly without: readonly Protection[];
  /** The invariant that notices the absence. */
  readonly noticed: string;
  readonly happens: (drill: Drill) => Promise<void>;
}

const MISFORTUNES: readonly Misfortune[] = [
  {
    without: ['signal-key'],
    noticed: 'I8',
    async happens(drill) {
      const terminal = await drill.ready();
      await drill.signal('twice');
      await drill.signal('twice');
      await drill.decided();
      await drill.rest(terminal);
    },
  },
  {
    without: ['claim', 'order-key'],
    noticed: 'I8',
    async happens(drill) {
      const terminal = await drill.ready();
      const quickly = decideSlowly();
      const first = drill.signal('decided by two');
      await pause(BETWEEN_READ_AND_WRITE_MS / 2);
      await Promise.all([first, drill.app.app.get(WaitingSignals).decideAll()]);
      await drill.decided();
      quickly();
      await drill.rest(terminal);
    },
  },
  {
    without: ['account-lock'],
    noticed: 'I9',
    async happens(drill) {
      const terminal = await drill.ready();
      await drill.sql(
        `INSERT INTO risk_profiles
           (account_id, user_id, risk_percent, max_open_positions, opening_ttl_seconds, updated_at)
         SELECT id, user_id, 2, 1, 30, now() FROM trading_accounts`,
      );
      const quickly = decideSlowly();
      await drill.signal('the one place');
      await pause(BETWEEN_READ_AND_WRITE_MS / 4);
      await drill.signal('is given twice');
      await drill.app.app.get(WaitingSignals).decideAll();
      await drill.decided();
      quickly();
      await drill.rest(terminal);
    },
  },
  {
    without: ['commit'],
    noticed: 'I1',
    async happens(drill) {
      const terminal = await drill.ready();
      await drill.signal('told too early');
      await drill.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'rubi-studio' AND pid <> pg_backend_pid()`,
      );
      await pause(1_000);
      // What is lost by now is lost; the rest need not be slow.
      switchOn();
      await drill.rest(terminal);
    },
  },
  {
    without: ['fence'],
    noticed: 'I7',
    async happens(drill) {
      const old = await drill.ready();
      const newer = await drill.takeOver();
      await drill.signal('for the newer one');
      await drill.decided();
      await drill.cycles(old, 2);
      await drill.rest(newer);
    },
  },
  {
    without: ['binding'],
    noticed: 'I7',
    async happens(drill) {
      const old = await drill.ready('received');
      await drill.signal('in the hand of the old one');
      await drill.decided();
      await drill.dies(old);
      await drill.rest(await drill.takeOver());
    },
  },
  {
    without: ['takeover'],
    noticed: 'I2',
    async happens(drill) {
      const opening = await drill.ready();
      await drill.signal('open');
      await drill.decided();
      await drill.cycles(opening, 3);
      opening.kill();
      const old = drill.terminal('received');
      await drill.cycles(old, 2);
      await drill.close('close, in the hand of the old one');
      await drill.decided();
      await drill.dies(old);
      await drill.rest(await drill.takeOver());
    },
  },
  {
    without: ['proof'],
    noticed: 'I14',
    async happens(drill) {
      const terminal = await drill.ready();
      drill.broker.script.next({
        kind: 'ambiguous',
        retcode: RETCODE.TIMEOUT,
        executed: { afterMs: 10_000 },
      });
      await drill.signal('executed late');
      await drill.decided();
      await drill.cycles(terminal, 12);
      await drill.rest(terminal);
    },
  },
  {
    without: ['sweep'],
    noticed: 'I2',
    async happens(drill) {
      const terminal = await drill.ready();
      const lost = jest.spyOn(SignalReceivedQueue.prototype, 'wake').mockImplementation(() => undefined);
      await drill.signal('nobody is woken');
      await pause(SWEEP_MS);
      lost.mockRestore();
      await drill.rest(terminal);
    },
  },
  {
    without: ['report-once'],
    noticed: 'I5',
    async happens(drill) {
      const terminal = await drill.ready();
      const { executor } = terminal;
      const take = executor.take.bind(executor);
      const again: (() => void)[] = [];
      executor.take = (command, deadlineMs) => {
        again.push(() => {
          take(command, deadlineMs);
        });
        take(command, deadlineMs);
      };
      await drill.signal('told twice');
      await drill.decided();
      await drill.cycles(terminal, 3);
      for (const repeat of again) repeat();
      await drill.rest(terminal);
    },
  },
  {
    without: ['journal'],
    noticed: 'I3',
    async happens(drill) {
      const terminal = await drill.ready('sent');
      drill.broker.script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: { afterMs: 5_000 } });
      await drill.signal('sent, and forgotten');
      await drill.decided();
      await drill.dies(terminal);
      await drill.rest(drill.terminal());
    },
  },
  {
    without: ['look'],
    noticed: 'I3',
    async happens(drill) {
      const terminal = await drill.ready('done');
      await drill.signal('sent, and the disk put back');
      await drill.decided();
      await drill.dies(terminal);
      drill.journal.putBack(Infinity);
      await drill.rest(drill.terminal());
    },
  },
  {
    without: ['deadline'],
    noticed: 'I7',
    async happens(drill) {
      const terminal = await drill.ready();
      drill.broker.script.next({ kind: 'refuse', retcode: RETCODE.TOO_MANY_REQUESTS });
      await drill.signal('asked to wait too long');
      await drill.decided();
      await terminal.cycle();
      drill.app.clock.advance(40_000);
      drill.quote();
      await drill.rest(terminal);
    },
  },
];

describe('the protections of an order', () => {
  let app: TestApp;
  let client: Client;
  let traders = 0;
  beforeAll(async () => {
    app = await startTestApp();
    client = new Client({ connectionString: app.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
  });
  afterEach(async () => {
    switchOn();
    jest.restoreAllMocks();
    await app.dataSource.query('TRUNCATE users CASCADE');
  });
  afterAll(async () => {
    await client.end();
    await app.close();
  });

  async function violatedAfter(misfortune: Misfortune, without: readonly Protection[]): Promise<string[]> {
    const person = await registerPerson(new ApiClient(app.url), `drill${(traders += 1)}`);
    const { token } = await makeApiToken(person, ['terminal']);
    await makeApiToken(person, ['read']);
    const drill = new Drill(app, person, token, new Set(without));
    const put = await drop(without);
    switchOff(without);
    try {
      await misfortune.happens(drill);
      const { broker, acknowledged } = drill;
      const witnesses = {
        sources: [{ acknowledged, refused: [] }],
        desks: [{ broker, options: { accountNumber: ACCOUNT } }],
        people: [person],
      };
      const found = await new Invariants(client, witnesses).check();
      return [...new Set(found.map(({ invariant }) => invariant.split(' ')[0] ?? ''))].sort();
    } finally {
      switchOn();
      await app.dataSource.query('TRUNCATE users CASCADE');
      for (const statement of put) await app.dataSource.query(statement);
    }
  }

  /** @returns what puts them back */
  async function drop(without: readonly Protection[]): Promise<string[]> {
    const statements = without.flatMap((name) => DROPPED[name] ?? []);
    const names = statements.flatMap((statement) => statement.match(/\w+_(?:key|pkey)\b/g) ?? []);
    const put: string[] = [];
    for (const name of names) {
      const [row] = await app.dataSource.query<{ definition: string }[]>(
        `SELECT coalesce(
           (SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            FROM pg_constraint WHERE conname = $1),
           pg_get_indexdef(to_regclass($1))) AS definition`,
        [name],
      );
      if (row) put.push(row.definition);
    }
    for (const statement of statements) await app.dataSource.query(statement);
    return put;
  }

  it('are all tried here', () => {
    const tried = new Set(MISFORTUNES.flatMap(({ without }) => without));
    expect([...tried].sort()).toEqual(Object.keys(PROTECTIONS).sort());
  });

  describe.each(MISFORTUNES)('without $without', (misfortune) => {
    it('is noticed', async () => {
      expect(await violatedAfter(misfortune, misfortune.without)).toContain(misfortune.noticed);
    });

    it('and with it, the same misfortune does no harm', async () => {
      expect(await violatedAfter(misfortune, [])).toEqual([]);
    });
  });

  it.each(['claim', 'order-key'] as const)(
    'suffice one by one to decide a signal once: without %s',
    async (one) => {
      const decidedByTwo = MISFORTUNES.find(({ without }) => without.includes(one));
      expect(decidedByTwo && (await violatedAfter(decidedByTwo, [one]))).toEqual([]);
    },
  );

  it('are held up by the table itself: what has ended stays ended', async () => {
    const person = await registerPerson(new ApiClient(app.url), `drill${(traders += 1)}`);
    const { token } = await makeApiToken(person, ['terminal']);
    const drill = new Drill(app, person, token, new Set());
    const terminal = await drill.ready();
    await drill.signal('executed');
    await drill.decided();
    await drill.cycles(terminal, 3);
    const again = drill.sql(`UPDATE trading_orders SET status = 'READY' WHERE status = 'FILLED'`);
    await expect(again).rejects.toThrow('for ever');
  });
});
