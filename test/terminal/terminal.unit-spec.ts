import { Decimal } from 'decimal.js';
import { FixedClock } from '../support/fixed-clock';
import { type MarginMode } from './trade';
import { BrokerModel } from './broker-model';
import { type Failpoint } from './executor';
import { FakeBackend } from './fake-backend';
import { MemoryJournalStore } from './journal';
import { Market } from './market';
import { RETCODE } from './retcodes';
import { Terminal, type TerminalOptions } from './terminal';
import { type Command, type SyncRequest } from './wire';

let backend: FakeBackend;
beforeEach(async () => {
  backend = await FakeBackend.start();
});
afterEach(() => backend.close());

function setUp(marginMode: MarginMode = 'HEDGING') {
  const clock = new FixedClock();
  const market = new Market(clock);
  market.setBid('EURUSD', '1.10000', 0);
  const broker = new BrokerModel({ clock, market, account: { marginMode } });
  const journal = new MemoryJournalStore();
  const boot = (options: Partial<TerminalOptions> = {}): Terminal =>
    new Terminal({ url: backend.url, token: 'token', broker, clock, journal, marketWatch: [], ...options });
  return { clock, market, broker, book: broker.book, journal, boot };
}

function open(change: Partial<Command> = {}): Command {
  return {
    order_id: '42',
    signal_id: 17,
    action: 'OPEN',
    symbol: 'EURUSD',
    side: 'BUY',
    volume: 0.4,
    entry_price: 1.1,
    stop_loss: 1.095,
    take_profit: 1.11,
    magic: '42',
    comment: 'RS42',
    deviation_points: 20,
    expires_in_ms: 30_000,
    delivery_count: 1,
    targets: [],
    expected: null,
    ...change,
  };
}

function close(targets: Command['targets'], change: Partial<Command> = {}): Command {
  const volume = targets.reduce((sum, target) => sum.plus(target.volume), new Decimal(0)).toNumber();
  const plain = { stop_loss: null, take_profit: null, entry_price: null, expires_in_ms: null };
  return open({
    order_id: '43',
    magic: '43',
    action: 'CLOSE',
    side: 'SELL',
    volume,
    targets,
    ...plain,
    ...change,
  });
}

const asked = {
  order_id: '42',
  magic: '42',
  action: 'OPEN',
  symbol: 'EURUSD',
  sent_at: '2025-10-23T11:59:58Z',
} as const;

async function cycles(terminal: Terminal, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await terminal.cycle();
}

/** Connects, receives what waits, executes it, and tells what became of it. */
function run(terminal: Terminal): Promise<void> {
  return cycles(terminal, 3);
}

function crashAt(point: Failpoint): (reached: Failpoint) => void {
  return (reached) => {
    if (reached === point) throw new Error(`crash at ${point}`);
  };
}

describe('Terminal', () => {
  it('executes an order and reports the fill with its deal, the position and the new balance', async () => {
    const { boot } = setUp();
    backend.commands = [open()];

    await run(boot());

    const last = backend.heard.at(-1);
    expect(last?.reports).toMatchObject([
      {
        report_id: '42-FILLED-500000001',
        state: 'FILLED',
        retcode: 10009,
        volume: 0.4,
        price: 1.1,
        age_ms: 0,
      },
    ]);
    expect(last?.deals).toMatchObject([{ ticket: '500000001', entry: 'IN', magic: '42', commission: -1.4 }]);
    expect(last?.positions).toMatchObject([{ ticket: '100000001', sl: 1.095, tp: 1.11, magic: '42' }]);
    expect(last?.account.balance).toBe(9998.6);
  });

  it('tells a report until it is acknowledged, then never again', async () => {
    const { boot } = setUp();
    backend.commands = [open()];
    const terminal = boot();
    await cycles(terminal, 2);
    backend.commands = [];

    backend.next({ kind: 'lose-reply' });
    await cycles(terminal, 3);

    const told = backend.heard.map(({ seq, reports }) => [seq, reports?.length ?? 0]);
    expect(told).toEqual([
      [1, 0],
      [2, 1], // no answer came
      [2, 1], // the same message again
      [3, 0],
    ]);
  });

  it('tells deals from the last one that the backend has', async () => {
    const { boot } = setUp();
    backend.commands = [open()];
    const terminal = boot();
    await run(terminal);

    await terminal.cycle();

    expect(backend.heard.at(-1)?.deals).toBeUndefined();
  });

  it('executes once what is handed over again and again', async () => {
    const { boot, broker } = setUp();
    backend.commands = [open(), open()];

    await cycles(boot(), 6);

    expect(broker.ledger.sendsOf('42')).toBe(1);
    expect(backend.reportsOf('42')).toHaveLength(1);
  });

  it('executes once when the answer that carried the order was lost', async () => {
    const { boot, broker } = setUp();
    backend.commands = [open()];
    const terminal = boot();
    await terminal.cycle();

    backend.next({ kind: 'lose-reply' });
    await cycles(terminal, 4);

    expect(broker.ledger.sendsOf('42')).toBe(1);
  });

  it('counts the time to live from the message that was answered, not from its repetition', async () => {
    const { boot, broker, clock } = setUp();
    backend.commands = [open({ expires_in_ms: 30_000 })];
    const terminal = boot();
    await terminal.cycle();
    backend.next({ kind: 'lose-reply' });
    await terminal.cycle();

    clock.advance(30_000);
    await cycles(terminal, 2);

    expect(broker.ledger.sendsOf('42')).toBe(0);
    expect(backend.reportsOf('42')).toMatchObject([{ state: 'EXPIRED', retcode: null }]);
  });

  it('does not let a change of the wall clock lengthen the time to live', async () => {
    const { boot, broker, clock } = setUp();
    backend.commands = [open()];
    broker.script.next({ kind: 'refuse', retcode: RETCODE.TOO_MANY_REQUESTS });
    const terminal = boot();
    await cycles(terminal, 2);

    clock.advance(30_000);
    clock.set('2025-10-23T11:00:00Z');
    await cycles(terminal, 2);

    expect(backend.reportsOf('42')).toMatchObject([{ state: 'EXPIRED' }]);
  });

  it('does not give up, when asked, what the broker told it to wait with', async () => {
    const { boot, broker } = setUp();
    backend.commands = [open()];
    broker.script.next({ kind: 'refuse', retcode: RETCODE.TOO_MANY_REQUESTS });
    broker.script.next({ kind: 'refuse', retcode: RETCODE.TOO_MANY_REQUESTS });
    const terminal = boot();
    await terminal.cycle();
    backend.reconcile = [asked];
    await cycles(terminal, 3);

    expect(backend.reportsOf('42')).toMatchObject([{ state: 'FILLED' }]);
  });

  describe('crashes', () => {
    async function crashAndReturn(point: Failpoint, { boot }: ReturnType<typeof setUp>): Promise<void> {
      backend.commands = [open()];
      await expect(run(boot({ failpoint: crashAt(point) }))).rejects.toThrow('crash');
      backend.commands = [];
      backend.reconcile = [asked];
      await run(boot());
    }

    it('before the journal: it never sends a late copy once it has said so', async () => {
      const world = setUp();
      await crashAndReturn('received', world);
      expect(backend.reportsOf('42')).toMatchObject([{ state: 'NOT_EXECUTED' }]);

      backend.reconcile = [];
      backend.commands = [open({ delivery_count: 2 })];
      await run(world.boot());

      expect(world.broker.ledger.sendsOf('42')).toBe(0);
    });

    it('between the journal and the send: it does not send, and looks as often as it is asked', async () => {
      const world = setUp();
      await crashAndReturn('sending', world);

      expect(world.broker.ledger.sendsOf('42')).toBe(0);
      const states = backend.reportsOf('42').map(({ state }) => state);
      expect(states).toContain('NOT_FOUND');
      expect(states).not.toContain('NOT_EXECUTED');
    });

    it('between the send and the report: it finds its magic and reports the fill', async () => {
      const world = setUp();
      await crashAndReturn('sent', world);

      expect(world.broker.ledger.sendsOf('42')).toBe(1);
      expect(backend.reportsOf('42')).toMatchObject([
        { state: 'FILLED', volume: 0.4, deal_ticket: '500000001' },
      ]);
    });

    it('before the report left: it reports from the journal', async () => {
      const world = setUp();
      await crashAndReturn('done', world);

      expect(world.broker.ledger.sendsOf('42')).toBe(1);
      expect(backend.reportsOf('42')).toMatchObject([{ state: 'FILLED' }]);
    });

    it.each<Failpoint>(['sending', 'sent', 'done'])(
      'at "%s": it does not send a second time when the order is handed over again',
      async (point) => {
        const world = setUp();
        backend.commands = [open()];
        await expect(run(world.boot({ failpoint: crashAt(point) }))).rejects.toThrow('crash');

        await cycles(world.boot(), 5);

        expect(world.broker.ledger.sendsOf('42')).toBe(point === 'sending' ? 0 : 1);
      },
    );

    it('loses its journal: it still finds its magic before it sends', async () => {
      const world = setUp();
      backend.commands = [open()];
      await run(world.boot());

      await run(world.boot({ journal: new MemoryJournalStore() }));

      expect(world.broker.ledger.sendsOf('42')).toBe(1);
    });
  });

  describe('answers of the broker', () => {
    it('asks again at a new price after a requote', async () => {
      const { boot, broker } = setUp();
      broker.script.next({ kind: 'refuse', retcode: RETCODE.REQUOTE });
      backend.commands = [open()];
      await run(boot());

      expect(backend.reportsOf('42')).toMatchObject([{ state: 'FILLED' }]);
      expect(broker.ledger.executionsOf('42')).toBe(1);
    });

    it('tries the other filling once', async () => {
      const { boot, broker } = setUp();
      broker.script.next({ kind: 'refuse', retcode: RETCODE.INVALID_FILL });
      backend.commands = [open()];
      await run(boot());

      expect(backend.reportsOf('42')).toMatchObject([{ state: 'FILLED' }]);
    });

    it('never sends again after an ambiguous answer, and finds what was executed', async () => {
      const { boot, broker } = setUp();
      broker.script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'now' });
      backend.commands = [open()];
      await cycles(boot(), 4);

      expect(broker.ledger.sendsOf('42')).toBe(1);
      expect(backend.reportsOf('42').map(({ state }) => state)).toEqual(['UNKNOWN', 'FILLED']);
    });

    it('finds a trade that the broker booked late', async () => {
      const { boot, broker, clock, market } = setUp();
      broker.script.next({ kind: 'ambiguous', retcode: RETCODE.CONNECTION, executed: { afterMs: 5_000 } });
      backend.commands = [open()];
      const terminal = boot();
      await cycles(terminal, 4);
      expect(backend.reportsOf('42').map(({ state }) => state)).toEqual(['UNKNOWN']);

      clock.advance(5_000);
      market.advance(1);
      await cycles(terminal, 2);

      expect(backend.reportsOf('42').map(({ state }) => state)).toEqual(['UNKNOWN', 'FILLED']);
    });

    it('reports a part as a part', async () => {
      const { boot, broker } = setUp();
      broker.script.next({ kind: 'partial', share: '0.5' });
      backend.commands = [open()];
      await run(boot());

      expect(backend.reportsOf('42')).toMatchObject([
        { state: 'PARTIALLY_FILLED', retcode: 10010, volume: 0.2 },
      ]);
    });

    it('reports a refusal with its code', async () => {
      const { boot, broker } = setUp();
      broker.closedSymbols.add('EURUSD');
      backend.commands = [open()];
      await run(boot());

      expect(backend.reportsOf('42')).toMatchObject([
        { state: 'REJECTED', retcode: 10018, message: 'Market is closed' },
      ]);
    });

    it('rounds the volume down to the step', async () => {
      const { boot, broker } = setUp();
      backend.commands = [open({ volume: 0.409 })];
      await run(boot());

      expect(String(broker.ledger.executedVolumeOf('42'))).toBe('0.4');
    });
  });

  describe('closing', () => {
    it('closes by ticket on a hedging account and leaves the other position alone', async () => {
      const { boot, book } = setUp();
      backend.commands = [open(), open({ order_id: '41', magic: '41' })];
      const terminal = boot();
      await run(terminal);

      backend.commands = [close([{ ticket: '100000001', volume: 0.4 }])];
      await cycles(terminal, 2);

      expect(book.positions().map(({ ticket }) => ticket)).toEqual(['100000002']);
      expect(backend.reportsOf('43')).toMatchObject([{ state: 'FILLED', volume: 0.4 }]);
    });

    it('closes several positions as one order', async () => {
      const { boot, book } = setUp();
      backend.commands = [open(), open({ order_id: '41', magic: '41', volume: 0.1 })];
      const terminal = boot();
      await run(terminal);

      const targets = book.positions().map(({ ticket, volume }) => ({ ticket, volume: volume.toNumber() }));
      backend.commands = [close(targets)];
      await cycles(terminal, 2);

      expect(book.positions()).toEqual([]);
      expect(backend.reportsOf('43')).toMatchObject([{ state: 'FILLED', volume: 0.5 }]); // 0.4 + 0.1
    });

    it('never turns a netting position: closes at most what is open', async () => {
      const { boot, book } = setUp('NETTING');
      backend.commands = [open()];
      const terminal = boot();
      await run(terminal);

      backend.commands = [close([{ ticket: '100000001', volume: 1 }])];
      await cycles(terminal, 2);

      expect(book.positions()).toEqual([]);
      expect(backend.reportsOf('43')).toMatchObject([{ state: 'PARTIALLY_FILLED', volume: 0.4 }]);
    });

    it('refuses to open against a netting position, which would close it', async () => {
      const { boot, broker } = setUp('NETTING');
      backend.commands = [open()];
      const terminal = boot();
      await run(terminal);

      backend.commands = [
        open({ order_id: '44', magic: '44', side: 'SELL', stop_loss: 1.105, take_profit: 1.09 }),
      ];
      await cycles(terminal, 2);

      expect(broker.ledger.sendsOf('44')).toBe(0);
      expect(backend.reportsOf('44')).toMatchObject([{ state: 'REJECTED', retcode: null }]);
    });

    it('takes a position that is gone as closed', async () => {
      const { boot } = setUp();
      backend.commands = [close([{ ticket: '100000001', volume: 0.4 }])];
      await run(boot());

      expect(backend.reportsOf('43')).toMatchObject([{ state: 'FILLED', volume: 0, retcode: 10036 }]);
    });
  });

  describe('the session', () => {
    it('drops an order that is cancelled before it was sent', async () => {
      const { boot, broker } = setUp();
      broker.script.next({ kind: 'refuse', retcode: RETCODE.TOO_MANY_REQUESTS });
      broker.script.next({ kind: 'refuse', retcode: RETCODE.TOO_MANY_REQUESTS });
      backend.commands = [open()];
      const terminal = boot();
      await cycles(terminal, 2);

      backend.commands = [];
      backend.cancelled = ['42'];
      await cycles(terminal, 3);

      expect(backend.reportsOf('42')).toMatchObject([{ state: 'CANCELLED' }]);
      expect(broker.ledger.executionsOf('42')).toBe(0);
    });

    it('stops for good when another terminal has taken over', async () => {
      const { boot } = setUp();
      const terminal = boot();
      await terminal.cycle();

      backend.next({ kind: 'refuse', status: 409, code: 'SESSION_FENCED' });
      await terminal.cycle();

      expect(terminal.status).toBe('FENCED');
    });

    it('connects once more when a call of its own passed it by, and stops when that happens again and again', async () => {
      const { boot } = setUp();
      const terminal = boot();
      await cycles(terminal, 2);
      for (let passed = 1; passed <= 3; passed += 1) {
        backend.next({ kind: 'refuse', status: 409, code: 'MT5_SESSION.EPOCH_PASSED' });
        await cycles(terminal, 3);
        expect(terminal.status).toBe('ONLINE');
      }

      backend.next({ kind: 'refuse', status: 409, code: 'MT5_SESSION.EPOCH_PASSED' });
      await terminal.cycle();

      expect(terminal.status).toBe('FENCED');
    });

    it('connects anew when its session has ended', async () => {
      const { boot } = setUp();
      const terminal = boot();
      await terminal.cycle();
      backend.next({ kind: 'refuse', status: 409, code: 'MT5_SESSION.ENDED' });

      await cycles(terminal, 3);

      expect(backend.paths).toEqual([
        '/api/v1/mt5/connect',
        '/api/v1/mt5/sync',
        '/api/v1/mt5/connect',
        '/api/v1/mt5/sync',
      ]);
    });

    it('waits as long as it is asked to, and longer after each failure', async () => {
      const { boot } = setUp();
      const terminal = boot();
      for (let i = 0; i < 3; i += 1) {
        backend.next({ kind: 'refuse', status: 503, code: 'SERVICE.UNAVAILABLE', retryAfter: '7' });
      }
      expect(await terminal.cycle()).toBe(7_000);

      const waits = [await terminal.cycle(), await terminal.cycle()];
      expect(waits[0]).toBe(7_000);
      expect(waits[1]).toBe(7_000);
      expect(await terminal.cycle()).toBe(0);
    });

    it('tells the specification of a symbol that is asked for', async () => {
      const { boot } = setUp();
      backend.symbolsWanted = ['DE40', 'NOSUCH'];
      await cycles(boot(), 2);

      expect(backend.paths).toContain('/api/v1/mt5/symbols');
    });

    it('repeats an unchanged snapshot every 30 seconds only', async () => {
      const { boot, clock } = setUp();
      const terminal = boot();
      await cycles(terminal, 3);
      clock.advance(30_000);
      await terminal.cycle();

      expect(backend.heard.map(({ positions }) => positions?.length)).toEqual([0, undefined, 0]);
    });

    it('tells prices alone while only they move, and the whole list when the backend wants it', async () => {
      const { boot, clock, market } = setUp();
      backend.commands = [open()];
      const terminal = boot();
      await run(terminal);
      backend.commands = [];
      const tellPrice = async (bid: string): Promise<SyncRequest | undefined> => {
        clock.advance(1_000);
        market.setBid('EURUSD', bid, 0);
        await terminal.cycle();
        return backend.heard.at(-1);
      };

      const told = await tellPrice('1.10100');
      expect(told?.positions).toBeUndefined();
      expect(told?.moved).toEqual([{ ticket: '100000001', current_price: 1.101, profit: 40 }]);
      backend.positionsWanted = true;
      expect((await tellPrice('1.10200'))?.moved).toHaveLength(1);
      backend.positionsWanted = false;
      expect(await tellPrice('1.10300')).toMatchObject({
        complete: true,
        positions: [{ current_price: 1.103 }],
      });
      expect((await tellPrice('1.10400'))?.moved).toHaveLength(1);
    });
  });
});
