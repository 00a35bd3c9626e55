import { type Seat, type SeatMaker, type SeatOptions, type SeatResult } from '../../demo/seat';
import { type Instrument } from '../../terminal/instruments';
import { CONNECTOR, doubles, HEDGING, NETTING } from '../harness/connector';
import { type Outcome, type SymbolFacts, TerminalHost } from '../harness/terminal-host';
import { buildProgram } from '../harness/toolchain';

const CALC_MODES = { FOREX: 0, CFDLEVERAGE: 4 } as const;
const FILLINGS = { FOK: 1, IOC: 2, RETURN: 0 } as const;
const FINE: Outcome = {};

/** What real brokers do now and then, at the same sends as in the simulated terminals. */
const MISCHIEF: readonly Outcome[] = [
  ...[FINE, FINE, FINE, { retcode: 10004 }],
  ...[FINE, { retcode: 10012, executes: true, hides_tickets: true }],
  ...[FINE, { retcode: 10010, fill_fraction: 0.5 }],
  ...[FINE, { retcode: 10018 }],
];

/** Compiles the Expert Advisor, and answers who seats it at an account of the demo. */
export async function prepareConnectorSeats(): Promise<SeatMaker> {
  const program = await buildProgram(CONNECTOR);
  return (options) => new ConnectorSeat(program, options);
}

/** A terminal process with the Expert Advisor on its chart; its prices are those of the demo's market. */
class ConnectorSeat implements Seat {
  readonly number: string;
  readonly marginMode: string;
  readonly currency: string;
  private host: TerminalHost | null = null;
  private last: SeatResult;

  constructor(
    private readonly program: string,
    private readonly options: SeatOptions,
  ) {
    const { account, deposit } = options;
    this.number = account.number ?? '12345678';
    this.marginMode = account.marginMode ?? 'HEDGING';
    this.currency = account.currency ?? 'USD';
    this.last = { balance: deposit, equity: deposit, doubles: [] };
    options.market.onTick(() => {
      this.quote();
    });
  }

  get sessionId(): string | null {
    const connected = this.host?.texts().findLast((line) => line.includes('connected, session '));
    return /session ([0-9a-f-]{36})/.exec(connected ?? '')?.[1] ?? null;
  }

  get status(): string {
    return this.sessionId === null ? 'OFFLINE' : 'ONLINE';
  }

  start(): void {
    const { url, token, account, deposit, log } = this.options;
    this.host = TerminalHost.open({
      program: this.program,
      live: true,
      inputs: { BackendURL: url, APIToken: token, MaxOpenPositions: 100 },
      terminal: { allowed_urls: [url] },
      broker: {
        account: {
          login: this.number,
          company: account.broker ?? 'Demo Broker',
          server: account.server ?? 'Demo-Server',
          name: account.name ?? 'Demo',
          currency: this.currency,
          leverage: account.leverage ?? 100,
          margin_mode: this.marginMode === 'NETTING' ? NETTING : HEDGING,
          balance: deposit,
        },
        symbols: this.symbols(),
      },
    });
    this.host.outcomes(...MISCHIEF).then(
      () => this.host?.command('attach'),
      (error: unknown) => {
        log(`terminal ${this.number}: ${String(error)}`);
      },
    );
  }

  async stop(): Promise<void> {
    if (!this.host) return;
    const state = await this.host.state();
    this.last = { balance: state.account.balance, equity: state.account.equity, doubles: doubles(state) };
    await this.host.exit();
    await this.host.dispose();
    this.host = null;
  }

  result(): SeatResult {
    return this.last;
  }

  private quote(): void {
    const { market } = this.options;
    for (const symbol of market.symbols()) {
      const { bid, ask } = market.quote(symbol);
      // A terminal that is on its way out has no more use for prices.
      this.host?.quote(symbol, bid.toNumber(), ask.toNumber()).catch(() => undefined);
    }
  }

  private symbols(): SymbolFacts[] {
    const { market } = this.options;
    return market.symbols().flatMap((symbol) => {
      const instrument = market.instrument(symbol);
      const { bid, ask } = market.quote(symbol);
      return instrument ? [{ ...factsOf(instrument), bid: bid.toNumber(), ask: ask.toNumber() }] : [];
    });
  }
}

function factsOf(instrument: Instrument): Omit<SymbolFacts, 'bid' | 'ask'> {
  return {
    name: instrument.symbol,
    base: instrument.currencyBase,
    profit: instrument.currencyProfit,
    margin: instrument.currencyMargin,
    digits: instrument.digits,
    tick_size: Number(instrument.tickSize),
    contract: Number(instrument.contractSize),
    volume_min: Number(instrument.volumeMin),
    volume_max: Number(instrument.volumeMax),
    volume_step: Number(instrument.volumeStep),
    stops_level: instrument.stopsLevelPoints,
    calc_mode: CALC_MODES[instrument.calcMode],
    filling: instrument.fillings.reduce((bits, filling) => bits | FILLINGS[filling], 0),
    commission_per_lot: Number(instrument.commissionPerLot),
  };
}
