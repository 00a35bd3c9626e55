import { contract } from './contract';
import { ApiClient, type Answer, type Json } from './api-client';
import { eventually } from './eventually';
import { type FixedClock } from './fixed-clock';
import { makeApiToken, registerPerson } from './people';
import { type TestApp } from './test-app';

/** A session as its terminal knows it. */
export interface DeskSession {
  readonly id: string;
  readonly epoch: number;
  readonly accountId: string;
  readonly answer: Json;
  seq: number;
}

/** An order as `sync` hands it out. */
export interface DeskCommand {
  readonly order_id: string;
  readonly signal_id: number;
  readonly action: string;
  readonly side: string;
  readonly volume: number;
  readonly expires_in_ms: number | null;
  readonly delivery_count: number;
  readonly targets: readonly { ticket: string; volume: number }[];
}

/** One trader and his terminals, who speak to the application over HTTP and in the words of contract/. */
export class TradingDesk {
  private constructor(
    readonly person: ApiClient,
    readonly terminal: ApiClient,
    private readonly clock: FixedClock,
  ) {}

  static async open({ url, clock }: TestApp, username: string): Promise<TradingDesk> {
    const person = await registerPerson(new ApiClient(url), username);
    const { api } = await makeApiToken(person, ['terminal']);
    return new TradingDesk(person.api, api, clock);
  }

  async connectSeed(facts: Json = {}): Promise<DeskSession> {
    return session(
      await this.terminal.post('/mt5/connect', { ...contract('mt5/connect.seed.request'), ...facts }),
    );
  }

  /** Connects as our own EA does, tells EURUSD (1 dollar per point and lot) and that nothing is open. */
  async connectConnector(facts: Json = {}): Promise<DeskSession> {
    const request = { ...contract('mt5/connect.request'), ...facts };
    const connected = session(await this.terminal.post('/mt5/connect', request));
    await this.tellSymbols(connected);
    // Nothing is opened before the terminal has shown what is open. One that comes back shows it when the test says so.
    if (connected.epoch === 1) await this.sync(connected, { account: null, complete: true, positions: [] });
    return connected;
  }

  async tellSymbols({ id }: DeskSession, change: Json = {}): Promise<void> {
    const { symbols } = contract('mt5/symbols.request') as { symbols: Json[] };
    const told = symbols.map((symbol) => ({ ...symbol, ...change }));
    expectOk(await this.terminal.post('/mt5/symbols', { session_id: id, symbols: told }));
  }

  /** Sends the seed's signal, fired at this moment. */
  signal(change: Json = {}, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const body = {
      ...contract('signals/signal.seed.request'),
      signal_time: this.clock.now().toISOString(),
      ...change,
    };
    return this.terminal.post('/trading/signals', body, { headers });
  }

  close(change: Json = {}): Promise<Answer> {
    const body = {
      ...contract('signals/close-signal.request'),
      signal_time: this.clock.now().toISOString(),
      ...change,
    };
    return this.terminal.post('/trading/signals', body);
  }

  /** Sends a signal and waits for what was decided about it. */
  async decided(sent: Promise<Answer>): Promise<Json> {
    const { status, body, text } = await sent;
    if (status !== 201) throw new Error(`Expected 201, got ${status}: ${text}`);
    return this.story(body['signal_id'] as number);
  }

  /** The signal with its decisions, once there are any. */
  async story(signalId: number): Promise<Json> {
    let story: Json = {};
    await eventually(async () => {
      story = (await this.person.get(`/trading/signals/${signalId}`)).body;
      if (story['decided_at'] === null) throw new Error('undecided');
    });
    return story;
  }

  async order(orderId: string): Promise<Json> {
    return (await this.person.get(`/trading/orders/${orderId}`)).body;
  }

  async pending({ id }: DeskSession): Promise<Json[]> {
    const answer = await this.terminal.get(`/trading/signals/pending?session_id=${id}`);
    expectOk(answer);
    return answer.body['data'] as Json[];
  }

  status(signalId: number, change: Json = {}): Promise<Answer> {
    const body = { ...contract('signals/status.request'), signal_id: signalId, ...change };
    return this.terminal.post(`/trading/signals/${signalId}/status`, body);
  }

  /** One cycle of the connector: an idle message, with what the test adds. */
  async sync(connected: DeskSession, change: Json = {}): Promise<Json> {
    const answer = await this.trySync(connected, change);
    expectOk(answer);
    return answer.body;
  }

  trySync(connected: DeskSession, change: Json = {}): Promise<Answer> {
    connected.seq += 1;
    return this.terminal.post('/mt5/sync', {
      ...contract('mt5/sync.idle.request'),
      session_id: connected.id,
      epoch: connected.epoch,
      seq: connected.seq,
      ...change,
    });
  }

  async commands(connected: DeskSession, change: Json = {}): Promise<DeskCommand[]> {
    return (await this.sync(connected, change))['commands'] as DeskCommand[];
  }
}

/** A report of an order, by the example of contract/. */
export function report(orderId: string, state: string, change: Json = {}): Json {
  const told = state === 'FILLED' || state === 'PARTIALLY_FILLED';
  return {
    report_id: `${orderId}-${state}`,
    order_id: orderId,
    state,
    ...(told && { retcode: 10009, order_ticket: '1001', deal_ticket: '2001', position_ticket: '1001' }),
    ...(told && { volume: 0.1, price: 1.1 }),
    message: state,
    age_ms: 100,
    ...change,
  };
}

/** An open position, by the example of contract/. */
export function position(ticket: string, change: Json = {}): Json {
  const [example] = contract('mt5/sync.request')['positions'] as Json[];
  return { ...example, ticket, identifier: ticket, magic: null, comment: null, ...change };
}

function session(answer: Answer): DeskSession {
  expectOk(answer);
  const { session_id: id, epoch, account_id: accountId } = answer.body;
  return {
    id: id as string,
    epoch: epoch as number,
    accountId: accountId as string,
    answer: answer.body,
    seq: 0,
  };
}

function expectOk({ status, text }: Answer): void {
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${text}`);
}
