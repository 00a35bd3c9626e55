import { type ApiClient, ApiClient as Client, type Json } from '../../support/api-client';
import { eventually } from '../../support/eventually';
import { type FixedClock } from '../../support/fixed-clock';
import { makeApiToken, type Person, registerPerson } from '../../support/people';
import { startTestApp, type TestApp } from '../../support/test-app';
import { type ConnectorOptions, doubles, startConnector } from './connector';
import { type HostState, type TerminalHost } from './terminal-host';

/** Both clocks move together in steps of this length, so that neither side sees the other from far away. */
const STEP_MS = 500;

/** The real backend, and terminals with the real connector in them: what one says the other must believe. */
export class TradingFloor {
  private readonly hosts: TerminalHost[] = [];
  private signals = 0;

  private constructor(private readonly app: TestApp) {}

  static async open(): Promise<TradingFloor> {
    return new TradingFloor(await startTestApp());
  }

  get clock(): FixedClock {
    return this.app.clock;
  }

  get url(): string {
    return this.app.url;
  }

  async trader(username: string): Promise<Trader> {
    const person = await registerPerson(new Client(this.app.url), username);
    const { id, token } = await makeApiToken(person, ['terminal']);
    return new Trader(person, token, id);
  }

  /** A terminal with the connector attached, on the backend's clock. */
  async attach(trader: Trader, options: Partial<ConnectorOptions> = {}): Promise<TerminalHost> {
    const host = await startConnector({
      url: this.app.url,
      gmtMs: this.clock.now().getTime(),
      ...options,
      inputs: { APIToken: trader.token, ...options.inputs },
    });
    this.hosts.push(host);
    return host;
  }

  async restart(host: TerminalHost): Promise<TerminalHost> {
    const again = await host.restart({ gmtMs: this.clock.now().getTime() });
    this.hosts.push(again);
    return again;
  }

  /** Lets time pass at the backend and in these terminals. */
  async run(ms: number, ...hosts: TerminalHost[]): Promise<void> {
    for (let passed = 0; passed < ms; passed += STEP_MS) {
      this.clock.advance(STEP_MS);
      await Promise.all(hosts.map((host) => host.run(STEP_MS)));
    }
  }

  /** Posts a signal and waits until it is decided; answers its story. */
  async signal(trader: Trader, change: Json = {}): Promise<Json> {
    const sent = await trader.api.post('/trading/signals', {
      symbol: 'EURUSD',
      signal_type: 'BUY',
      entry_price: 1.1,
      stop_loss: 1.095,
      take_profit: 1.11,
      volume: 0.1,
      signal_time: this.clock.now().toISOString(),
      client_signal_id: `signal-${++this.signals}`,
      ...change,
    });
    if (sent.status !== 201) throw new Error(sent.text);
    let story: Json = {};
    await eventually(async () => {
      story = await trader.story(sent.body['signal_id'] as number);
      if (story['decided_at'] === null) throw new Error('undecided');
    });
    return story;
  }

  closing(trader: Trader, signalType: 'CLOSE_BUY' | 'CLOSE_SELL', symbol = 'EURUSD'): Promise<Json> {
    const nothing = {
      entry_price: undefined,
      stop_loss: undefined,
      take_profit: undefined,
      volume: undefined,
    };
    return this.signal(trader, { symbol, signal_type: signalType, ...nothing });
  }

  /** Ends the terminals. Nothing was executed twice, and no program was stopped by an error. */
  async clear(): Promise<void> {
    const hosts = this.hosts.splice(0);
    const states = await Promise.all(hosts.map((host) => host.state().catch(() => null)));
    await Promise.all(hosts.map((host) => host.dispose()));
    for (const state of states) if (state) expect(doubles(state)).toEqual([]);
    for (const host of hosts) expect([...host.texts('critical'), host.stderr].join('')).toBe('');
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

/** Somebody with an account at the backend and a token for his terminals. */
export class Trader {
  constructor(
    readonly person: Person,
    readonly token: string,
    readonly tokenId: string,
  ) {}

  get api(): ApiClient {
    return this.person.api;
  }

  async story(signalId: number): Promise<Json> {
    return (await this.api.get(`/trading/signals/${signalId}`)).body;
  }

  async list(path: string): Promise<Json[]> {
    return (await this.api.get(path)).body['data'] as Json[];
  }

  /** The orders of a signal, by their ids. */
  async ordersOf(story: Json): Promise<Json[]> {
    const decisions = story['decisions'] as Json[];
    const ids = decisions.flatMap(({ order_id: id }) => (typeof id === 'string' ? [id] : []));
    return Promise.all(ids.map(async (id) => (await this.api.get(`/trading/orders/${id}`)).body));
  }

  async revoke(): Promise<void> {
    await this.api.delete(`/auth/tokens/${this.tokenId}`);
  }
}

/** What both sides say of the open positions, in the same words. */
export async function books(
  trader: Trader,
  ...states: HostState[]
): Promise<{ backend: string[]; broker: string[] }> {
  const told = await trader.list('/trading/positions?limit=500');
  const line = (ticket: unknown, symbol: unknown, type: unknown, volume: unknown): string =>
    [ticket, symbol, type, volume].map(String).join(' ');
  return {
    backend: told.map((p) => line(p['ticket'], p['symbol'], p['type'], p['volume'])).sort(),
    broker: states
      .flatMap(({ positions }) => positions)
      .map((p) => line(p.ticket, p.symbol, p.type === 0 ? 'BUY' : 'SELL', p.volume))
      .sort(),
  };
}
