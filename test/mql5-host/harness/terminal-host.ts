import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A symbol as the broker model offers it; what is absent is taken from EURUSD. */
export interface SymbolFacts {
  readonly name: string;
  readonly bid: number;
  readonly ask: number;
  readonly base?: string;
  readonly profit?: string;
  readonly margin?: string;
  readonly digits?: number;
  readonly tick_size?: number;
  readonly contract?: number;
  readonly volume_min?: number;
  readonly volume_max?: number;
  readonly volume_step?: number;
  readonly volume_limit?: number;
  readonly stops_level?: number;
  readonly freeze_level?: number;
  /** ENUM_SYMBOL_CALC_MODE: 0 FOREX, 1 FUTURES, 2 CFD, 3 CFDINDEX, 4 CFDLEVERAGE. */
  readonly calc_mode?: number;
  /** ENUM_SYMBOL_TRADE_MODE: 0 disabled, 1 long only, 2 short only, 3 close only, 4 full. */
  readonly trade_mode?: number;
  /** ENUM_SYMBOL_TRADE_EXECUTION: 0 request, 1 instant, 2 market, 3 exchange. */
  readonly execution?: number;
  /** Bits: 1 FOK, 2 IOC. */
  readonly filling?: number;
  readonly margin_rate?: number;
  readonly margin_initial?: number;
  readonly commission_per_lot?: number;
  readonly selected?: boolean;
  readonly open?: boolean;
}

export interface AccountFacts {
  readonly login?: string;
  readonly server?: string;
  readonly company?: string;
  readonly name?: string;
  readonly currency?: string;
  readonly leverage?: number;
  /** 0 netting, 1 exchange, 2 hedging. */
  readonly margin_mode?: number;
  readonly trade_allowed?: boolean;
  readonly trade_expert?: boolean;
  readonly balance?: number;
}

export interface BrokerFacts {
  readonly account?: AccountFacts;
  readonly symbols?: readonly SymbolFacts[];
  /** What OrderCalcProfit and OrderCalcMargin answer, as a multiple of the truth. */
  readonly calc_factor?: number;
  readonly shuffles?: boolean;
  readonly transaction_delay_ms?: number;
}

export interface TerminalFacts {
  readonly connected?: boolean;
  readonly trade_allowed?: boolean;
  readonly ea_trade_allowed?: boolean;
  readonly tester?: boolean;
  readonly language?: string;
  readonly chart_symbol?: string;
  readonly allowed_urls?: readonly string[];
  readonly tls_ports?: readonly number[];
  readonly empties_error_bodies?: boolean;
  readonly keeps_connections?: boolean;
  readonly strict_ports?: boolean;
  readonly server_offset_seconds?: number;
  readonly pc_clock_error_ms?: number;
}

/** How the broker answers the next order. `retcode` alone means: exactly that, and executed only if it says so. */
export interface Outcome {
  readonly retcode?: number;
  readonly executes?: boolean;
  readonly fill_fraction?: number;
  readonly execute_after_ms?: number;
  readonly slippage_points?: number;
  readonly comment?: string;
  readonly hides_tickets?: boolean;
}

export type WireFault = 'refused' | 'timeout' | 'lost_reply' | 'late' | 'truncated' | 'resend';

export interface HostPosition {
  readonly ticket: string;
  readonly identifier: string;
  readonly magic: string;
  readonly symbol: string;
  readonly comment: string;
  readonly type: number;
  readonly volume: number;
  readonly price: number;
  readonly sl: number;
  readonly tp: number;
}

export interface HostDeal {
  readonly ticket: string;
  readonly order: string;
  readonly position: string;
  readonly magic: string;
  readonly symbol: string;
  readonly comment: string;
  readonly type: number;
  /** 0 in, 1 out, 2 in/out. */
  readonly entry: number;
  /** 0 the trader's hand, 3 a program, 4 a stop loss, 5 a take profit. */
  readonly reason: number;
  readonly volume: number;
  readonly price: number;
  readonly profit: number;
  readonly commission: number;
}

export interface HostState {
  readonly attached: boolean;
  readonly account: { readonly login: string; readonly balance: number; readonly equity: number };
  readonly positions: readonly HostPosition[];
  readonly orders: readonly { readonly ticket: string; readonly magic: string }[];
  readonly history_orders: readonly {
    readonly ticket: string;
    readonly magic: string;
    readonly volume: number;
  }[];
  readonly deals: readonly HostDeal[];
  readonly globals: Readonly<Record<string, number>>;
  readonly chart: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  readonly calls: Readonly<Record<string, number>>;
  readonly lost_transactions: number;
  readonly tick_ms: number;
}

export interface HostEvent {
  readonly event: string;
  readonly text?: string;
}

export interface HostOptions {
  readonly program: string;
  readonly inputs?: Readonly<Record<string, string | number | boolean>>;
  readonly broker?: BrokerFacts;
  readonly terminal?: TerminalFacts;
  /** Where files, terminal globals and the broker's book live; kept when given, else removed at the end. */
  readonly directory?: string;
  /** Runs by the wall clock; else time moves only with `run()`. */
  readonly live?: boolean;
  readonly gmtMs?: number;
}

interface Reply {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: string;
  readonly event?: string;
  readonly text?: string;
}

/** One terminal with our program on a chart: a process of its own, driven by JSON lines. */
export class TerminalHost {
  readonly events: HostEvent[] = [];
  readonly directory: string;
  /** The exit code, or the signal that killed it. */
  readonly exited: Promise<number | NodeJS.Signals | null>;
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (why: Error) => void }
  >();
  private readonly ownsDirectory: boolean;
  private errors = '';
  private lastId = 0;

  private constructor(private readonly options: HostOptions) {
    this.ownsDirectory = options.directory === undefined;
    this.directory = options.directory ?? mkdtempSync(join(tmpdir(), 'mql5-host-'));
    const configuration = {
      data_directory: this.directory,
      live: options.live ?? false,
      inputs: options.inputs ?? {},
      broker: options.broker ?? {},
      terminal: options.terminal ?? {},
      ...(options.gmtMs === undefined ? {} : { gmt_ms: options.gmtMs }),
    };
    this.child = spawn(options.program, [], {
      env: { MQL_HOST_CONFIG: JSON.stringify(configuration), UBSAN_OPTIONS: 'print_stacktrace=1' },
    });
    this.child.stdin.on('error', () => undefined);
    this.child.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      this.receive(line);
    });
    this.exited = new Promise((resolve) => {
      this.child.on('close', (code, signal) => {
        for (const { reject } of this.waiting.values()) {
          reject(new HostGoneError(`the terminal is gone (${code ?? signal ?? '?'}) ${this.errors}`));
        }
        this.waiting.clear();
        resolve(code ?? signal);
      });
    });
  }

  /** Starts a terminal and puts the program on a chart. */
  static async start(options: HostOptions): Promise<TerminalHost> {
    const host = TerminalHost.open(options);
    await host.command('attach');
    return host;
  }

  /** Starts a terminal with an empty chart: `command('attach')` is still to come. */
  static open(options: HostOptions): TerminalHost {
    return new TerminalHost(options);
  }

  /** The same terminal again: same files, same broker, after an exit or a crash. */
  async restart(changes: Partial<HostOptions> = {}): Promise<TerminalHost> {
    await this.exited;
    return TerminalHost.start({ ...this.options, ...changes, directory: this.directory });
  }

  command(what: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        reject(new HostGoneError(`the terminal is gone ${this.errors}`));
        return;
      }
      this.waiting.set(id, { resolve, reject });
      this.child.stdin.write(`${JSON.stringify({ ...parameters, id, do: what })}\n`);
    });
  }

  /** Lets time pass: timers fire, late transactions arrive. */
  async run(ms: number): Promise<void> {
    await this.command('run', { ms });
  }

  async state(): Promise<HostState> {
    return (await this.command('state')) as HostState;
  }

  async quote(symbol: string, bid: number, ask: number): Promise<void> {
    await this.command('quote', { symbol, bid, ask });
  }

  async outcomes(...list: Outcome[]): Promise<void> {
    await this.command('outcomes', { list });
  }

  async terminal(facts: TerminalFacts): Promise<void> {
    await this.command('terminal', { ...facts });
  }

  async broker(facts: BrokerFacts): Promise<void> {
    await this.command('broker', { ...facts });
  }

  async wire(fault: WireFault, times = 1, match = ''): Promise<void> {
    await this.command('wire', { fault, times, match });
  }

  /** The process dies by SIGKILL at the n-th call of this function of the API from now. */
  async crashAt(api: string, when: 'before' | 'after', nth = 1): Promise<void> {
    await this.command('crash', { api, before: when === 'before', nth });
  }

  /** Runs into the planned crash and answers when the process is dead. */
  async runUntilDead(ms: number): Promise<void> {
    await this.run(ms).catch((error: unknown) => {
      if (!(error instanceof HostGoneError)) throw error;
    });
    await this.exited;
  }

  /** Closes the terminal as a trader does: OnDeinit runs. */
  async exit(reason?: number): Promise<void> {
    await this.command('exit', reason === undefined ? {} : { reason }).catch((error: unknown) => {
      if (!(error instanceof HostGoneError)) throw error;
    });
    await this.exited;
  }

  /** A power cut. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Ends the process, whatever its state, and removes its files unless they were given. */
  /** Dies as a computer loses its power; its files and its broker's book stay. */
  async die(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  async dispose(): Promise<void> {
    await this.die();
    if (this.ownsDirectory) rmSync(this.directory, { recursive: true, force: true });
  }

  /** What the program printed, alerted and commented, in order. */
  texts(kind: 'log' | 'alert' | 'comment' | 'critical' | 'removed' | 'slow' = 'log'): string[] {
    return this.events.filter(({ event }) => event === kind).map(({ text = '' }) => text);
  }

  /** What sanitizers and the runtime wrote on stderr. */
  get stderr(): string {
    return this.errors;
  }

  private receive(line: string): void {
    const reply = JSON.parse(line) as Reply;
    if (reply.event !== undefined) {
      this.events.push({ event: reply.event, ...(reply.text === undefined ? {} : { text: reply.text }) });
      return;
    }
    const waiting = reply.id === undefined ? undefined : this.waiting.get(reply.id);
    if (waiting === undefined || reply.id === undefined) return;
    this.waiting.delete(reply.id);
    if (reply.error === undefined) waiting.resolve(reply.result);
    else waiting.reject(new Error(reply.error));
  }
}

export class HostGoneError extends Error {
  override readonly name = 'HostGoneError';
}
