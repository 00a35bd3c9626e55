import { Clock } from '../../src/platform/time/clock';
import { Market } from '../terminal/market';
import { type AccountFacts } from '../terminal/trade';
import { type BackendProcess } from './backend-process';
import { type DemoOptions } from './options';
import { protectionOf } from './protection';
import { Progress, type FollowedSignal, type Happening } from './progress';
import { type SeatMaker } from './seat';
import { Strategy, type Idea } from './strategy';
import { BackendRefusal, type Trader } from './trader';
import { type View } from './view';
import { Watcher } from './watcher';

const MARKET_STEP_MS = 250;
const WATCH_MS = 500;
const SIGNAL_MS = 2_500;
/** The last signal comes early enough to be seen through. */
const LAST_SIGNAL_BEFORE_END_MS = 4_000;
const HEDGING = { number: '12345678', marginMode: 'HEDGING', name: 'Demo, hedging' } as const;
const NETTING = { number: '87654321', marginMode: 'NETTING', name: 'Demo, netting', leverage: 200 } as const;
const ACCOUNTS: readonly { readonly facts: Partial<AccountFacts>; readonly deposit: number }[] = [
  { facts: HEDGING, deposit: 10_000 },
  { facts: { ...NETTING, currency: 'EUR' }, deposit: 25_000 },
];

/** One market, two accounts with their terminals, a trader with a strategy, and somebody who watches. */
export class Demo {
  readonly progress: Progress;
  private readonly clock = new Clock();
  private readonly market: Market;
  private readonly strategy: Strategy;
  private readonly watcher: Watcher;
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly fresh: Happening[] = [];
  private readonly guarded = new Set<string>();
  private watching: Promise<void> | null = null;
  private over = false;

  constructor(
    backend: BackendProcess,
    private readonly trader: Trader,
    private readonly view: View,
    private readonly options: DemoOptions,
    makeSeat: SeatMaker,
  ) {
    this.market = new Market(this.clock, options.seed);
    this.strategy = new Strategy(this.market, this.clock, options.seed);
    this.progress = new Progress(
      ACCOUNTS.map(({ facts, deposit }, index) => {
        const seat = makeSeat({
          url: backend.url,
          token: trader.terminalToken,
          market: this.market,
          clock: this.clock,
          account: facts,
          deposit,
          seed: options.seed + index,
          log: (line) => {
            this.note(line);
          },
        });
        return { seat, deposit, account: null, positions: [] };
      }),
    );
    this.watcher = new Watcher(trader, this.progress);
  }

  start(): void {
    for (const { seat } of this.progress.desks) seat.start();
    this.every(MARKET_STEP_MS, () => {
      this.market.advance(MARKET_STEP_MS);
    });
    this.every(WATCH_MS, () => {
      this.watching ??= this.watch().finally(() => (this.watching = null));
    });
    this.every(this.signalIntervalMs(), () => {
      if (this.progress.signals.length + this.progress.failures.length < (this.options.signals ?? Infinity)) {
        void this.signal();
      }
    });
  }

  /** Looks a last time, so that the summary is whole. Who asks to stop does not wait for that. */
  async lookOnce(): Promise<void> {
    await this.watching;
    await this.watch();
  }

  /** Stops the strategy, and lets the terminals say goodbye. */
  async stop(): Promise<void> {
    this.over = true;
    for (const timer of this.timers) clearInterval(timer);
    await Promise.all(this.progress.desks.map(({ seat }) => seat.stop()));
  }

  private async signal(): Promise<void> {
    const idea = this.strategy.next();
    try {
      await this.post(idea);
    } catch (error) {
      this.progress.failures.push(error instanceof BackendRefusal ? error.code : 'NO_ANSWER');
      this.note(`${idea.signal.signal_type} ${idea.signal.symbol} was not recorded: ${messageOf(error)}`);
    }
  }

  private async post(idea: Idea): Promise<void> {
    const { answer } = await this.trader.post(idea.signal);
    const signal: FollowedSignal = { id: answer.signal_id, idea, view: null };
    this.progress.signals.push(signal);
    this.fresh.push({ kind: 'posted', signal });
    if (!idea.sentTwice) return;
    const again = await this.trader.post(idea.signal);
    const recognised = again.replayed && again.answer.signal_id === answer.signal_id;
    this.progress.sentAgain += 1;
    if (recognised) this.progress.recognised += 1;
    this.fresh.push({ kind: 'repeated', id: answer.signal_id, recognised });
  }

  private async watch(): Promise<void> {
    try {
      const seen = await this.watcher.turn();
      await this.protect();
      this.show([...this.fresh.splice(0), ...seen]);
    } catch (error) {
      this.note(`The backend could not be asked: ${messageOf(error)}`);
      this.show(this.fresh.splice(0));
    }
  }

  /** As soon as an account is known, its limits are chosen. */
  private async protect(): Promise<void> {
    for (const { account, deposit } of this.progress.desks) {
      if (!account || this.guarded.has(account.account_id)) continue;
      await this.trader.protect(account.account_id, protectionOf(deposit));
      this.guarded.add(account.account_id);
    }
  }

  /** A look that was under way at the end comes too late for the console. */
  private show(happenings: readonly Happening[]): void {
    if (!this.over) this.view.show(happenings, this.progress);
  }

  private note(text: string): void {
    this.progress.notes.push(text);
    this.fresh.push({ kind: 'note', text });
  }

  private signalIntervalMs(): number {
    const { seconds, signals } = this.options;
    if (seconds === null || signals === null || signals === 0) return SIGNAL_MS;
    const room = Math.max(1_000, seconds * 1_000 - LAST_SIGNAL_BEFORE_END_MS);
    return Math.max(50, Math.floor(room / signals));
  }

  private every(ms: number, act: () => void): void {
    this.timers.push(setInterval(act, ms));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
