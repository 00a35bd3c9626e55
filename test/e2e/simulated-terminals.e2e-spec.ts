import { startTestApp, type TestApp } from '../support/test-app';
import { makeApiToken, registerPerson } from '../support/people';
import { ApiClient, type Json } from '../support/api-client';
import { eventually } from '../support/eventually';
import { BrokerModel } from '../terminal/broker-model';
import { type Failpoint } from '../terminal/executor';
import { MemoryJournalStore } from '../terminal/journal';
import { Market } from '../terminal/market';
import { RETCODE } from '../terminal/retcodes';
import { SeedTerminal } from '../terminal/seed-terminal';
import { Terminal, type TerminalOptions } from '../terminal/terminal';
import { type AccountFacts } from '../terminal/trade';

/** One trader with a simulated account at a broker, against the real application. */
class Trade {
  private constructor(
    private readonly app: TestApp,
    private readonly person: ApiClient,
    private readonly token: string,
    private readonly market: Market,
    readonly broker: BrokerModel,
  ) {
    this.quote(this.bid);
  }

  static async open(app: TestApp, username: string, facts: Partial<AccountFacts> = {}): Promise<Trade> {
    const person = await registerPerson(new ApiClient(app.url), username);
    const { token } = await makeApiToken(person, ['terminal']);
    const market = new Market(app.clock);
    return new Trade(
      app,
      person.api,
      token,
      market,
      new BrokerModel({ clock: app.clock, market, account: facts }),
    );
  }

  readonly journal = new MemoryJournalStore();
  readonly log: string[] = [];
  private signals = 0;
  private bid = '1.10000';

  terminal(options: Partial<TerminalOptions> = {}): Terminal {
    const { broker, token, journal } = this;
    const { url, clock } = this.app;
    const log = (line: string) => this.log.push(line);
    return new Terminal({ url, token, broker, clock, journal, log, marketWatch: ['EURUSD'], ...options });
  }

  seedTerminal(): SeedTerminal {
    return new SeedTerminal({
      url: this.app.url,
      token: this.token,
      broker: this.broker,
      clock: this.app.clock,
    });
  }

  /** Posts a signal of 50 pips' risk, and waits until it is decided. */
  async signal(change: Json = {}): Promise<Json> {
    const sent = await this.person.post('/trading/signals', {
      symbol: 'EURUSD',
      signal_type: 'BUY',
      stop_loss: 1.095,
      take_profit: 1.11,
      volume: 0.1,
      signal_time: this.app.clock.now().toISOString(),
      client_signal_id: `signal-${(this.signals += 1)}`,
      ...change,
    });
    expect(sent).toMatchObject({ status: 201 });
    let story: Json = {};
    await eventually(async () => {
      story = await this.story(sent.body['signal_id']);
      if (story['decided_at'] === null) throw new Error('undecided');
    });
    return story;
  }

  close(): Promise<Json> {
    return this.signal({ signal_type: 'CLOSE_BUY', stop_loss: null, take_profit: null, volume: null });
  }

  async story(signalId: unknown): Promise<Json> {
    return (await this.person.get(`/trading/signals/${signalId as number}`)).body;
  }

  async orders(): Promise<Json[]> {
    return (await this.person.get('/trading/orders')).body['data'] as Json[];
  }

  async positions(terminal: { sessionId: string | null }): Promise<Json[]> {
    const path = `/trading/positions?session_id=${terminal.sessionId ?? ''}`;
    return (await this.person.get(path)).body['data'] as Json[];
  }

  async history(): Promise<Json[]> {
    return (await this.person.get('/trading/history')).body['data'] as Json[];
  }

  /** A price of this moment: an old one is not traded upon. */
  quote(bid: string): void {
    this.bid = bid;
    this.market.setBid('EURUSD', bid, 0);
  }

  /** Lets the terminal's timer come round so many times, a second apart. */
  async cycles(terminal: { cycle(): Promise<unknown> }, count: number): Promise<void> {
    for (let i = 0; i < count; i += 1) {
      await terminal.cycle();
      this.app.clock.advance(1_000);
      this.quote(this.bid);
    }
  }
}

function crashAt(point: Failpoint): (reached: Failpoint) => void {
  return (reached) => {
    if (reached === point) throw new Error(`crash at ${point}`);
  };
}

describe('simulated terminals against the real application', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('opens, shows and closes a position, and keeps both deals', async () => {
    const trade = await Trade.open(app, 'round_trip');
    const terminal = trade.terminal();
    await trade.cycles(terminal, 2);
    const { signal_id: opened } = await trade.signal();
    await trade.cycles(terminal, 2);

    expect(await trade.story(opened)).toMatchObject({ status: 'EXECUTED' });
    expect(await trade.positions(terminal)).toMatchObject([
      { symbol: 'EURUSD', type: 'BUY', volume: 0.1, sl: 1.095 },
    ]);

    trade.quote('1.10200');
    const { signal_id: closed } = await trade.close();
    await trade.cycles(terminal, 3);

    expect(await trade.story(closed)).toMatchObject({ status: 'EXECUTED' });
    expect(await trade.positions(terminal)).toEqual([]);
    // (1.10200 − 1.10000) × 100 000 × 0.10 = 20; 0.10 × 3.50 each way
    expect(await trade.history()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ entry: 'IN', profit: 0, commission: -0.35 }),
        expect.objectContaining({ entry: 'OUT', profit: 20, commission: -0.35 }),
      ]),
    );
    expect(trade.log.filter((line) => !line.includes('connected'))).toEqual([]);
  });

  it('is told in one sentence why the account followed, or why not', async () => {
    const trade = await Trade.open(app, 'reasons');
    await trade.cycles(trade.terminal(), 2);

    // 500 ticks × 1 = 500 per lot; 200 ÷ 500 = 0.40
    expect(await trade.signal({ volume: 5 })).toMatchObject({
      decisions: [
        {
          message: expect.stringMatching(
            /^2 % of 10,000 USD = 200 USD; 500 ticks .* → 0\.40 lots$/,
          ) as string,
        },
      ],
    });
    expect(await trade.signal({ stop_loss: null })).toMatchObject({
      decisions: [
        { code: 'INVALID_STOPS', message: 'The signal has no stop loss: its risk cannot be limited' },
      ],
    });
  });

  it('does not count a position that was opened and closed within a minute as still on its way', async () => {
    const trade = await Trade.open(app, 'quick_trades');
    const terminal = trade.terminal();
    await trade.cycles(terminal, 2);
    for (let i = 0; i < 6; i += 1) {
      expect(await trade.signal()).toMatchObject({ decisions: [{ outcome: 'ORDERED' }] });
      await trade.cycles(terminal, 2);
      await trade.close();
      await trade.cycles(terminal, 3);
    }
  });

  it('counts the margin of an order that the account does not show yet', async () => {
    const trade = await Trade.open(app, 'margin_in_flight', { leverage: 10 });
    await trade.cycles(trade.terminal(), 2);

    // 0.40 × 100 000 × 1.10 ÷ 10 = 4 400 each; 10 000 ÷ 4 400 = 227 %, and ÷ 8 800 = 113 %, below 150 %
    expect(await trade.signal({ volume: 5 })).toMatchObject({ decisions: [{ volume: 0.4 }] });
    expect(await trade.signal({ volume: 5 })).toMatchObject({ code: 'MARGIN_INSUFFICIENT' });
  });

  it('counts a fill as long as no list of positions came after it', async () => {
    const trade = await Trade.open(app, 'five_places');
    const terminal = trade.terminal();
    await trade.cycles(terminal, 2);
    for (let i = 0; i < 5; i += 1) {
      await trade.signal();
      await trade.cycles(terminal, 2);
    }

    expect(await trade.signal()).toMatchObject({ status: 'REJECTED', code: 'MAX_OPEN_POSITIONS' });
  });

  // Before "sending" nothing was sent: the same installation may be handed the order again, and does it then.
  it.each<Failpoint>(['received', 'sent', 'done'])(
    'executes once although it crashed at "%s"',
    async (point) => {
      const trade = await Trade.open(app, `crash_${point}`);
      const first = trade.terminal({ failpoint: crashAt(point) });
      await trade.cycles(first, 2);
      await trade.signal();
      await expect(trade.cycles(first, 2)).rejects.toThrow('crash');

      await trade.cycles(trade.terminal(), 4);

      const [order] = await trade.orders();
      expect(order).toMatchObject({ status: 'FILLED', filled_volume: 0.1 });
      expect(trade.broker.ledger.executionsOf(order?.['order_id'] as string)).toBe(1);
    },
  );

  it('leaves an order unknown that may have been sent, until two looks a while apart find nothing', async () => {
    const trade = await Trade.open(app, 'crash_sending');
    const first = trade.terminal({ failpoint: crashAt('sending') });
    await trade.cycles(first, 2);
    await trade.signal();
    await expect(trade.cycles(first, 2)).rejects.toThrow('crash');
    const second = trade.terminal();
    await trade.cycles(second, 4);
    expect(await trade.orders()).toMatchObject([{ status: 'UNKNOWN' }]);

    await trade.cycles(second, 100);

    expect(await trade.orders()).toMatchObject([{ status: 'NOT_EXECUTED' }]);
    expect(trade.broker.ledger.sends).toEqual([]);
  });

  it('resolves a timeout that was executed', async () => {
    const trade = await Trade.open(app, 'timeout');
    const terminal = trade.terminal();
    await trade.cycles(terminal, 2);
    trade.broker.script.next({ kind: 'ambiguous', retcode: RETCODE.TIMEOUT, executed: 'now' });
    await trade.signal();
    await trade.cycles(terminal, 3);

    expect(await trade.orders()).toMatchObject([{ status: 'FILLED', filled_volume: 0.1 }]);
    expect(trade.broker.ledger.doubles()).toEqual([]);
  });

  it('fences the terminal that was there before, and believes what it still has to say', async () => {
    const trade = await Trade.open(app, 'two_terminals');
    const first = trade.terminal();
    await trade.cycles(first, 2);
    await trade.signal();
    // Hands the order out and executes it; the report would leave with the next cycle.
    await first.cycle();

    const second = trade.terminal({ journal: new MemoryJournalStore() });
    await second.cycle();
    await first.cycle();

    expect(first.status).toBe('FENCED');
    expect(await trade.orders()).toMatchObject([{ status: 'FILLED' }]);
    await trade.cycles(second, 3);
    expect(trade.broker.ledger.sends).toHaveLength(1);
  });

  it('trades through the first product’s terminal', async () => {
    const trade = await Trade.open(app, 'first_product');
    const terminal = trade.seedTerminal();
    await trade.cycles(terminal, 1);
    // It reports no quotes: the signal's own price is all there is to measure the stop from.
    const { signal_id: opened } = await trade.signal({ entry_price: 1.1 });
    await trade.cycles(terminal, 2);
    expect(await trade.story(opened)).toMatchObject({ status: 'EXECUTED' });
    expect(await trade.positions(terminal)).toMatchObject([{ type: 'BUY', volume: 0.1 }]);

    const { signal_id: closed } = await trade.close();
    await trade.cycles(terminal, 2);

    expect(await trade.story(closed)).toMatchObject({ status: 'EXECUTED' });
    expect(await trade.positions(terminal)).toEqual([]);
    expect(terminal.errors).toEqual([]);
  });
});
