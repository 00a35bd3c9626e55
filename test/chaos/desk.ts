import { Clock } from '../../src/platform/time/clock';
import { BrokerModel } from '../terminal/broker-model';
import { type Failpoint } from '../terminal/executor';
import { type Market } from '../terminal/market';
import { type Random } from '../terminal/random';
import { RETCODE } from '../terminal/retcodes';
import { Terminal } from '../terminal/terminal';
import { DeskJournal } from './desk-journal';
import { forget, weaken } from './desk-protections';
import { type FaultCounts } from './fault-counts';
import { type Protection } from './protections';

const CRASH_POINTS = {
  received: 'F08 terminal dies with a command in hand',
  sending: 'F08 terminal dies before OrderSend',
  sent: 'F09 terminal dies after OrderSend',
  done: 'F09 terminal dies before its report',
} as const satisfies Record<Failpoint, string>;
const COMES_BACK_AFTER_MS = 400;
/** What a broker executes late is executed by then. */
const RESTORED_AFTER_MS = 3_000;
const EXECUTED_LATE_AFTER_MS = 1_500;

/** How far a computer's clock may be off: seconds, minutes, a time zone. */
const WRONG_BY_MS = [-5_000, 5_000, -600_000, 600_000, 10_800_000] as const;

class PowerCut extends Error {}

/** The clock of a computer, that somebody may set. Its monotonic clock nobody can. */
class SettableClock extends Clock {
  wrongByMs = 0;

  override now(): Date {
    return new Date(super.now().getTime() + this.wrongByMs);
  }
}

export interface DeskOptions {
  readonly url: string;
  readonly token: string;
  readonly userId: string;
  readonly accountNumber: string;
  readonly market: Market;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: FaultCounts;
  /** Protections that are switched off, to see whether it is noticed. */
  readonly without: ReadonlySet<Protection>;
}

/** An account at its broker, and the computer whose terminal trades it: the computer dies, the broker does not. */
export class Desk {
  readonly broker: BrokerModel;
  /** The share of steps between two of which the terminal's power goes. */
  mischief = 0;
  private readonly computerClock = new SettableClock();
  private journal = new DeskJournal();
  private terminal: Terminal | null = null;
  /** Terminals that another one has shut out, and that are still on. */
  private readonly shutOut = new Set<Terminal>();
  private diesAt: Failpoint | null = null;
  private timer: NodeJS.Timeout | null = null;
  private over = false;

  constructor(readonly options: DeskOptions) {
    const { market, clock, accountNumber } = options;
    const account = { number: accountNumber, name: 'Chaos', marginMode: 'HEDGING' } as const;
    this.broker = new BrokerModel({ market, clock, account, deposit: 1_000_000 });
  }

  start(): void {
    const { url, token, random, without } = this.options;
    const terminal = new Terminal({
      url,
      token,
      broker: this.broker,
      clock: this.computerClock,
      journal: this.journal,
      intervalMs: 500,
      timeoutMs: 2_500,
      seed: random.whole(1_000_000),
      failpoint: (point) => {
        this.maybeDie(point, terminal);
      },
    });
    weaken(terminal, without);
    this.terminal = terminal;
    terminal.start();
  }

  /** Dies wherever it is, and comes back with its journal. */
  crash(): void {
    this.options.faults.add('F46 terminal killed');
    this.terminal?.kill();
    this.comeBack();
  }

  /** The computer is put back to a copy of it: the journal knows nothing of what was done last. */
  restore(): void {
    this.options.faults.add('F46 terminal restored from a copy');
    this.terminal?.kill();
    this.journal.putBack(1 + this.options.random.whole(6));
    this.comeBack(RESTORED_AFTER_MS);
  }

  /** The next order's answer tells nothing, and the terminal dies with it in hand; the broker executes it afterwards. */
  dieInDoubt(): void {
    this.options.faults.add('F49 time-out, executed later');
    this.broker.script.next(
      { kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: { afterMs: EXECUTED_LATE_AFTER_MS } },
      ours,
    );
    this.diesAt = 'sent';
  }

  /** Another installation logs in to the same account while this one is alive: it fences it. */
  takeOver(): void {
    this.options.faults.add('F45 second terminal on the account');
    const old = this.terminal;
    if (this.timer) clearTimeout(this.timer);
    this.journal = new DeskJournal();
    this.start();
    if (!old) return;
    // The old one goes on for a while, and must get nothing any more.
    this.shutOut.add(old);
    setTimeout(() => {
      old.kill();
      this.shutOut.delete(old);
    }, 3_000).unref();
  }

  /** Somebody sets the computer's clock, or a time server does. */
  setClockWrong(): void {
    this.options.faults.add('F50 terminal’s clock jumps');
    this.computerClock.wrongByMs = this.options.random.pick(WRONG_BY_MS);
  }

  /** What brokers do to the next order. */
  disturbNextOrder(): void {
    const { random, faults } = this.options;
    const { script } = this.broker;
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
        script.next(
          { kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: { afterMs: EXECUTED_LATE_AFTER_MS } },
          ours,
        );
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

  /** Nothing happens to the computer any more, and no other installation is left on the account. */
  clear(): void {
    this.mischief = 0;
    this.diesAt = null;
    this.computerClock.wrongByMs = 0;
    if (this.timer) clearTimeout(this.timer);
    for (const old of this.shutOut) old.kill();
    this.shutOut.clear();
  }

  /**
   * The trader restarts the terminal, once: it may be off, shut out by an installation that is gone by now, or waiting
   * long for servers that are back. From then on it is on its own.
   */
  heal(): void {
    this.terminal?.kill();
    this.start();
  }

  /** What the trader would see on the screen. */
  get status(): string {
    return `${this.options.accountNumber} ${this.terminal?.status ?? 'OFF'}`;
  }

  async stop(): Promise<void> {
    this.over = true;
    if (this.timer) clearTimeout(this.timer);
    await this.terminal?.stop();
  }

  private maybeDie(point: Failpoint, terminal: Terminal): void {
    const meant = this.diesAt === point;
    if (!meant && !this.options.random.chance(this.mischief)) return;
    if (meant) this.diesAt = null;
    this.options.faults.add(CRASH_POINTS[point]);
    // The exception ends the cycle where it is: nothing after it happens, as nothing happens without power.
    if (this.terminal === terminal) this.comeBack();
    throw new PowerCut(point);
  }

  private comeBack(afterMs = COMES_BACK_AFTER_MS): void {
    if (this.timer) clearTimeout(this.timer);
    forget(this.journal, this.options.without);
    this.timer = setTimeout(() => {
      if (!this.over) this.start();
    }, afterMs);
  }
}

function ours({ magic }: { readonly magic: string }): boolean {
  return magic !== '0';
}
