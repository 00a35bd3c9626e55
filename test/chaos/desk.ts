import { type Clock } from '../../src/platform/time/clock';
import { BrokerModel } from '../terminal/broker-model';
import { type Failpoint } from '../terminal/executor';
import { MemoryJournalStore } from '../terminal/journal';
import { type Market } from '../terminal/market';
import { type Random } from '../terminal/random';
import { RETCODE } from '../terminal/retcodes';
import { Terminal } from '../terminal/terminal';
import { type FaultCounts } from './fault-counts';

const CRASH_POINTS = {
  received: 'F08 terminal dies with a command in hand',
  sending: 'F08 terminal dies before OrderSend',
  sent: 'F09 terminal dies after OrderSend',
  done: 'F09 terminal dies before its report',
} as const satisfies Record<Failpoint, string>;
const COMES_BACK_AFTER_MS = 400;

class PowerCut extends Error {}

export interface DeskOptions {
  readonly url: string;
  readonly token: string;
  readonly userId: string;
  readonly accountNumber: string;
  readonly market: Market;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultCounts;
}

/** An account at its broker, and the computer whose terminal trades it: the computer dies, the broker does not. */
export class Desk {
  readonly broker: BrokerModel;
  /** The share of steps between two of which the terminal's power goes. */
  mischief = 0;
  private journal = new MemoryJournalStore();
  private terminal: Terminal | null = null;
  private timer: NodeJS.Timeout | null = null;
  private over = false;

  constructor(readonly options: DeskOptions) {
    const { market, clock, accountNumber } = options;
    const account = { number: accountNumber, name: 'Chaos', marginMode: 'HEDGING' } as const;
    this.broker = new BrokerModel({ market, clock, account, deposit: 1_000_000 });
  }

  start(): void {
    const { url, token, clock, random } = this.options;
    const terminal = new Terminal({
      url,
      token,
      broker: this.broker,
      clock,
      journal: this.journal,
      intervalMs: 500,
      timeoutMs: 2_500,
      seed: random.whole(1_000_000),
      failpoint: (point) => {
        this.maybeDie(point, terminal);
      },
    });
    this.terminal = terminal;
    terminal.start();
  }

  /** Dies wherever it is, and comes back with its journal. */
  crash(): void {
    this.options.faults.add('F46 terminal killed');
    this.terminal?.kill();
    this.comeBack();
  }

  /** Another installation logs in to the same account while this one is alive: it fences it. */
  takeOver(): void {
    this.options.faults.add('F45 second terminal on the account');
    const old = this.terminal;
    this.journal = new MemoryJournalStore();
    this.start();
    // The old one goes on for a while, and must get nothing any more.
    setTimeout(() => old?.kill(), 3_000).unref();
  }

  /** What brokers do to the next order. */
  disturbNextOrder(): void {
    const { random, faults } = this.options;
    const { script } = this.broker;
    const ours = ({ magic }: { readonly magic: string }): boolean => magic !== '0';
    switch (random.whole(5)) {
      case 0:
        script.next({ kind: 'refuse', retcode: RETCODE.REQUOTE }, ours);
        faults.add('F49 requote');
        break;
      case 1:
        script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'now' }, ours);
        faults.add('F49 time-out, executed');
        break;
      case 2:
        script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: { afterMs: 1_500 } }, ours);
        faults.add('F49 time-out, executed later');
        break;
      case 3:
        script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'never' }, ours);
        faults.add('F49 time-out, never executed');
        break;
      default:
        script.next({ kind: 'refuse', retcode: RETCODE.MARKET_CLOSED }, ours);
        faults.add('F49 market closed');
    }
  }

  /** The trader closes a position by hand. */
  closeByHand(): void {
    const [position] = this.broker.book.positions();
    if (!position) return;
    this.options.faults.add('F48 position closed by hand');
    this.broker.tradeByHand({
      symbol: position.symbol,
      side: position.side === 'BUY' ? 'SELL' : 'BUY',
      volume: position.volume,
      position: position.ticket,
      filling: this.broker.market.instrument(position.symbol)?.fillings[0] ?? 'FOK',
    });
  }

  /** The trader restarts what was fenced or waits long: only an account whose terminal is there has to come to rest. */
  heal(): void {
    this.mischief = 0;
    if (this.timer) clearTimeout(this.timer);
    this.terminal?.kill();
    this.start();
  }

  async stop(): Promise<void> {
    this.over = true;
    if (this.timer) clearTimeout(this.timer);
    await this.terminal?.stop();
  }

  private maybeDie(point: Failpoint, terminal: Terminal): void {
    if (!this.options.random.chance(this.mischief)) return;
    this.options.faults.add(CRASH_POINTS[point]);
    // The exception ends the cycle where it is: nothing after it happens, as nothing happens without power.
    if (this.terminal === terminal) this.comeBack();
    throw new PowerCut(point);
  }

  private comeBack(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!this.over) this.start();
    }, COMES_BACK_AFTER_MS);
  }
}
