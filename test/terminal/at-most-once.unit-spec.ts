import * as fc from 'fast-check';
import { FixedClock } from '../support/fixed-clock';
import { BrokerModel } from './broker-model';
import { type Failpoint } from './executor';
import { FakeBackend } from './fake-backend';
import { MemoryJournalStore } from './journal';
import { Market } from './market';
import { RETCODE } from './retcodes';
import { Terminal } from './terminal';
import { type Command } from './wire';

const ORDERS = ['41', '42', '43'] as const;

const TROUBLES = ['requote', 'executed unseen', 'never executed', 'part', 'closed'] as const;
const EVENTS = [
  'lose-reply',
  'unavailable',
  'restart',
  'reconcile',
  'stop-reconciling',
  'pass-time',
] as const;

type Step =
  | 'cycle'
  | (typeof EVENTS)[number]
  | 'lose-journal'
  | { readonly crashAt: Failpoint }
  | { readonly broker: (typeof TROUBLES)[number] | 'executed late' };

function steps(...more: Step[]): fc.Arbitrary<Step[]> {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.constant<Step>('cycle') },
    fc.constantFrom<Step[]>(...EVENTS, ...more),
    fc.record({ crashAt: fc.constantFrom<Failpoint[]>('received', 'sending', 'sent', 'done') }),
    fc.record({ broker: fc.constantFrom(...TROUBLES) }),
    ...more.map((extra) => fc.constant(extra)),
  );
  return fc.array(step, { minLength: 5, maxLength: 30 });
}

function command(id: string): Command {
  return {
    order_id: id,
    signal_id: Number(id),
    action: 'OPEN',
    symbol: 'EURUSD',
    side: 'BUY',
    volume: 0.1,
    entry_price: null,
    stop_loss: null,
    take_profit: null,
    magic: id,
    comment: `RS${id}`,
    deviation_points: 20,
    expires_in_ms: 30_000,
    delivery_count: 1,
    targets: [],
    expected: null,
  };
}

/** A terminal, its broker and its backend, to which anything may happen in any order. */
class World {
  readonly clock = new FixedClock();
  readonly market = new Market(this.clock);
  readonly broker = new BrokerModel({ clock: this.clock, market: this.market });
  private journal = new MemoryJournalStore();
  private crashAt: Failpoint | null = null;
  private terminal: Terminal;

  constructor(private readonly backend: FakeBackend) {
    this.terminal = this.boot();
    backend.commands = ORDERS.map(command);
  }

  async do(what: Step): Promise<void> {
    if (typeof what === 'object' && 'crashAt' in what) this.crashAt = what.crashAt;
    else if (typeof what === 'object') this.disturb(what.broker);
    else if (what === 'cycle') await this.cycle();
    else if (what === 'lose-journal') this.loseJournal();
    else if (what === 'restart') this.terminal = this.boot();
    else if (what === 'lose-reply') this.backend.next({ kind: 'lose-reply' });
    else if (what === 'unavailable') this.backend.next({ kind: 'refuse', status: 503, code: 'UNAVAILABLE' });
    else if (what === 'pass-time') this.passTime();
    else this.backend.reconcile = what === 'reconcile' ? ORDERS.map(asked) : [];
  }

  /** Whatever was on its way arrives, and the terminal sees it. */
  async settle(): Promise<void> {
    for (let i = 0; i < 3; i += 1) {
      this.passTime();
      await this.cycle();
    }
  }

  private async cycle(): Promise<void> {
    try {
      await this.terminal.cycle();
    } catch {
      this.terminal = this.boot();
    }
  }

  private boot(): Terminal {
    const { broker, clock, journal } = this;
    const failpoint = (point: Failpoint): void => {
      if (point !== this.crashAt) return;
      this.crashAt = null;
      throw new Error('crash');
    };
    return new Terminal({
      url: this.backend.url,
      token: '',
      broker,
      clock,
      journal,
      marketWatch: [],
      failpoint,
    });
  }

  private disturb(how: string): void {
    const { script } = this.broker;
    const ambiguous = { kind: 'ambiguous', retcode: RETCODE.TIMEOUT } as const;
    if (how === 'requote') script.next({ kind: 'refuse', retcode: RETCODE.REQUOTE });
    if (how === 'closed') script.next({ kind: 'refuse', retcode: RETCODE.MARKET_CLOSED });
    if (how === 'part') script.next({ kind: 'partial', share: '0.5' });
    if (how === 'executed unseen') script.next({ ...ambiguous, executed: 'now' });
    if (how === 'never executed') script.next({ ...ambiguous, executed: 'never' });
    if (how === 'executed late') script.next({ ...ambiguous, executed: { afterMs: 3_000 } });
  }

  private loseJournal(): void {
    this.journal = new MemoryJournalStore();
    this.terminal = this.boot();
  }

  private passTime(): void {
    this.clock.advance(2_000);
    this.market.advance(2_000);
  }
}

function asked(id: string): (typeof FakeBackend.prototype.reconcile)[number] {
  return { order_id: id, magic: id, action: 'OPEN', symbol: 'EURUSD', sent_at: '2025-10-23T11:59:58Z' };
}

async function afterwards(steps: readonly Step[], check: (world: World, backend: FakeBackend) => void) {
  const backend = await FakeBackend.start();
  try {
    const world = new World(backend);
    for (const what of steps) await world.do(what);
    await world.settle();
    check(world, backend);
  } finally {
    await backend.close();
  }
}

describe('Terminal, whatever happens', () => {
  it('executes each order at most once, and never says that it did not when it did', async () => {
    const late = { broker: 'executed late' } as const;
    const property = fc.asyncProperty(steps(late), (taken) =>
      afterwards(taken, (world, backend) => {
        expect(world.broker.ledger.doubles()).toEqual([]);
        for (const id of ORDERS) {
          const states = backend.reportsOf(id).map(({ state }) => state);
          const denied = states.some((state) => ['NOT_EXECUTED', 'EXPIRED', 'REJECTED'].includes(state));
          expect(denied && world.broker.ledger.executionsOf(id) > 0).toBe(false);
        }
      }),
    );
    await fc.assert(property, { numRuns: 100 });
  }, 60_000);

  // Without its journal it has the broker's book to look in. A trade that is booked late is beyond that.
  it('executes each order at most once even when it loses its journal', async () => {
    const property = fc.asyncProperty(steps('lose-journal'), (taken) =>
      afterwards(taken, (world) => {
        expect(world.broker.ledger.doubles()).toEqual([]);
      }),
    );
    await fc.assert(property, { numRuns: 100 });
  }, 60_000);
});
