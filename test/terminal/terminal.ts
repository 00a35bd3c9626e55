import { Clock } from '../../src/platform/time/clock';
import { BackendClient, type Answer } from './backend-client';
import { Backoff } from './backoff';
import { type BrokerModel } from './broker-model';
import { connectMessage } from './connect-message';
import { CycleLoop } from './cycle-loop';
import { Doorbell } from './doorbell';
import { Executor, type Failpoint } from './executor';
import { Journal, MemoryJournalStore, type JournalStore } from './journal';
import { Outbox } from './outbox';
import { PassedEpochs } from './passed-epochs';
import { Random } from './random';
import { type Shape } from './shape';
import { wireSpecs } from './snapshot';
import { SyncMessage } from './sync-message';
import * as wire from './wire';

export interface TerminalOptions {
  readonly url: string;
  readonly token: string;
  readonly broker: BrokerModel;
  readonly clock?: Clock;
  /** What survives a crash: give it to the next terminal as well. Another journal on the same account is another installation. */
  readonly journal?: JournalStore;
  readonly intervalMs?: number;
  readonly timeoutMs?: number;
  readonly seed?: number;
  /** Symbols whose specification and quotes are told without being asked for; all of the broker's by default. */
  readonly marketWatch?: readonly string[];
  /** Throws to crash the terminal between two steps. */
  readonly failpoint?: (point: Failpoint) => void;
  /** Also listens on the live line, and asks as soon as it rings. */
  readonly doorbell?: boolean;
  readonly log?: (line: string) => void;
}

export type TerminalStatus = 'OFFLINE' | 'ONLINE' | 'FENCED' | 'UNAUTHORISED';

interface Session {
  readonly id: string;
  readonly epoch: number;
  lastSeq: number;
  lastDeal: string | null;
  past: { from: string | null; told: number } | null;
}

interface Pending {
  readonly request: wire.SyncRequest;
  /** When it first left: no answer to it can be younger, so times to live count from here. */
  readonly sinceMs: number;
}

const EPOCH_PASSED = 'MT5_SESSION.EPOCH_PASSED';
const UNAUTHORISED_RETRY_MS = 30_000;
const SPECS_REPEAT_MS = 60_000;

/** A MetaTrader terminal with our connector in it, as the backend sees them. */
export class Terminal {
  status: TerminalStatus = 'OFFLINE';
  errors = 0;
  readonly executor: Executor;
  private session: Session | null = null;
  private pending: Pending | null = null;
  private specsToldMs: number | null = null;
  private wanted: readonly string[] = [];
  private readonly instanceId: string;
  private readonly broker: BrokerModel;
  private readonly clock: Clock;
  private readonly backend: BackendClient;
  private readonly outbox: Outbox;
  private readonly message: SyncMessage;
  private readonly backoff: Backoff;
  private readonly passedEpochs = new PassedEpochs();
  private readonly loop: CycleLoop;
  private readonly doorbell: Doorbell | null;

  constructor(private readonly options: TerminalOptions) {
    this.broker = options.broker;
    this.clock = options.clock ?? new Clock();
    this.backend = new BackendClient(options);
    this.backoff = new Backoff(new Random(options.seed ?? 1));
    const store = options.journal ?? new MemoryJournalStore();
    this.instanceId = store.instanceId;
    const journal = new Journal(store);
    this.outbox = new Outbox(journal);
    this.executor = new Executor(
      this.broker,
      journal,
      this.outbox,
      this.clock,
      options.failpoint ?? (() => undefined),
    );
    this.loop = new CycleLoop(
      () => this.cycle(),
      (error) => {
        this.log(`crashed: ${String(error)}`);
        this.kill();
      },
    );
    this.doorbell = options.doorbell
      ? new Doorbell(options.url, options.token, () => {
          this.loop.hurry();
        })
      : null;
    this.message = new SyncMessage(this.broker, this.outbox, this.clock, this.marketWatch());
  }

  get sessionId(): string | null {
    return this.session?.id ?? null;
  }

  /** Runs cycle after cycle until it is stopped or fenced. */
  start(): void {
    this.loop.start();
  }

  /**
   * One turn of the connector's timer: connect if needed, tell what is new, execute what comes back.
   *
   * @returns how long to wait before the next one, in milliseconds
   */
  async cycle(): Promise<number> {
    if (!this.session) return this.connect();
    await this.tellSpecs();
    this.executor.resume();
    return this.sync(this.session);
  }

  /** Leaves as a trader closes the terminal: says goodbye, briefly. */
  async stop(): Promise<void> {
    this.loop.halt();
    this.doorbell?.hangUp();
    await this.loop.idle();
    if (!this.session || this.status !== 'ONLINE') return;
    await this.backend.post('/mt5/disconnect', {
      session_id: this.session.id,
      timestamp: this.clock.now().toISOString(),
      total_signals_sent: 0,
      total_signals_received: this.executor.executed,
      total_orders_executed: this.executor.executed,
      total_errors: this.errors,
    } satisfies wire.DisconnectRequest);
    this.status = 'OFFLINE';
  }

  /** Dies as a computer loses its power: no goodbye, the call under way is cut. */
  kill(): void {
    this.loop.halt();
    this.doorbell?.hangUp();
    this.backend.abort();
    this.status = 'OFFLINE';
  }

  private async connect(): Promise<number> {
    const answer = await this.backend.post(
      '/mt5/connect',
      connectMessage(this.broker, this.clock, {
        instanceId: this.instanceId,
        intervalMs: this.options.intervalMs ?? 1_000,
      }),
    );
    const connected = this.read(answer, wire.connectResponse);
    if (!connected) return this.failed(answer);
    this.session = {
      id: connected.session_id,
      epoch: connected.epoch,
      lastSeq: connected.last_seq,
      lastDeal: connected.last_deal_ticket,
      past: connected.history_wanted && { from: connected.history_wanted.from, told: 0 },
    };
    this.status = 'ONLINE';
    this.doorbell?.listen(connected.session_id);
    this.pending = null;
    this.specsToldMs = null;
    this.message.forget();
    this.backoff.reset();
    this.wanted = connected.symbols_wanted;
    for (const item of connected.reconcile) this.executor.reconcile(item);
    this.log(`connected, session ${connected.session_id}, epoch ${connected.epoch}`);
    return 0;
  }

  private async sync(session: Session): Promise<number> {
    // A message without an answer is repeated as it was: the backend knows it by its number.
    this.pending ??= {
      request: this.message.write({ ...session, seq: session.lastSeq + 1 }),
      sinceMs: this.clock.monotonicMs(),
    };
    const { request, sinceMs } = this.pending;
    const answer = await this.backend.post('/mt5/sync', request);
    const synced = this.read(answer, wire.syncResponse);
    if (!synced) return this.failed(answer);
    this.pending = null;
    this.backoff.reset();
    session.lastSeq = request.seq;
    session.lastDeal = synced.last_deal_ticket;
    const { history } = request;
    if (history) session.past = history.complete ? null : { from: history.until, told: history.deals_told };
    this.wanted = synced.symbols_wanted;
    if (synced.positions_wanted) this.message.tellPositions();
    if (synced.ack_seq >= request.seq) this.outbox.acknowledge(request.reports ?? []);
    for (const orderId of synced.cancelled) this.executor.cancel(orderId);
    for (const command of synced.commands) {
      const { expires_in_ms: leftMs } = command;
      this.executor.take(command, leftMs === null ? null : sinceMs + leftMs);
    }
    for (const item of synced.reconcile) this.executor.reconcile(item);
    return this.outbox.isEmpty() && !session.past ? synced.next_sync_ms : Math.min(synced.next_sync_ms, 250);
  }

  /** Specifications at the start, every minute (tick values move with the rates), and of any symbol that is asked for. */
  private async tellSpecs(): Promise<void> {
    if (!this.session) return;
    const now = this.clock.monotonicMs();
    const all = this.specsToldMs === null || now - this.specsToldMs >= SPECS_REPEAT_MS;
    const symbols = [...new Set([...(all ? this.marketWatch() : []), ...this.wanted])];
    const specs = wireSpecs(this.broker, symbols);
    if (specs.length === 0) return;
    const told = { session_id: this.session.id, symbols: specs };
    const answer = await this.backend.post('/mt5/symbols', told);
    if (!this.read(answer, wire.symbolsResponse)) {
      this.note(answer);
      return;
    }
    this.wanted = [];
    if (all) this.specsToldMs = now;
  }

  private async failed(answer: Answer): Promise<number> {
    this.note(answer);
    const code = answer.kind === 'refused' ? answer.code : '';
    if (code === 'SESSION_FENCED' || (code === EPOCH_PASSED && this.hasTwin())) {
      // Another terminal has taken over. Coming back would fence that one in turn, for ever.
      this.status = 'FENCED';
      this.loop.halt();
      this.doorbell?.hangUp();
      await this.lastWords();
      return UNAUTHORISED_RETRY_MS;
    }
    if (code.startsWith('MT5_SESSION.')) this.session = null;
    if (answer.kind === 'refused' && (answer.status === 401 || answer.status === 403)) {
      this.status = 'UNAUTHORISED';
      return UNAUTHORISED_RETRY_MS;
    }
    // A message that is refused as it stands would be refused again: the next one is written anew.
    const refused = answer.kind === 'refused' && answer.status < 500 && answer.status !== 429;
    if (refused || answer.kind === 'answered') {
      this.pending = null;
      this.message.forget();
    }
    return this.backoff.afterFailure(answer.kind === 'refused' ? answer.retryAfterMs : null);
  }

  private hasTwin(): boolean {
    return this.passedEpochs.oneMore(this.clock.monotonicMs());
  }

  /** What was found since the last message was written is evidence still, although no order comes back any more. */
  private async lastWords(): Promise<void> {
    if (!this.session || this.outbox.isEmpty()) return;
    const seq = this.session.lastSeq + 2;
    await this.backend.post('/mt5/sync', this.message.write({ ...this.session, seq }));
  }

  private read<T>(answer: Answer, shape: Shape<T>): T | null {
    if (answer.kind !== 'answered') return null;
    try {
      return shape.parse(answer.body, '');
    } catch (error) {
      this.log(`not an answer by the contract: ${String(error)}`);
      return null;
    }
  }

  private note(answer: Answer): void {
    this.errors += 1;
    if (answer.kind === 'refused') this.log(`refused: ${answer.status} ${answer.code} ${answer.detail}`);
    if (answer.kind === 'lost') this.log(`no answer: ${answer.reason}`);
  }

  private log(line: string): void {
    this.options.log?.(`terminal ${this.broker.book.facts.number}: ${line}`);
  }

  private marketWatch(): readonly string[] {
    return this.options.marketWatch ?? this.broker.market.symbols();
  }
}
