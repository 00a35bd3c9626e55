import { Clock } from '../../src/platform/time/clock';
import { type Json } from '../support/api-client';
import { eventually } from '../support/eventually';
import { type Person } from '../support/people';
import { BrokerModel } from '../terminal/broker-model';
import { Market } from '../terminal/market';
import { Terminal } from '../terminal/terminal';
import { type AccountFacts } from '../terminal/trade';

const STEP_MS = 250;

/** A trader's desk: one account at a simulated broker, with a terminal that runs our connector, and prices that move. */
export class Desk {
  readonly broker: BrokerModel;
  readonly terminal: Terminal;
  private readonly timer: NodeJS.Timeout;

  constructor(url: string, token: string, account: Partial<AccountFacts> = {}, deposit = 10_000) {
    const clock = new Clock();
    const market = new Market(clock, 7);
    this.broker = new BrokerModel({ clock, market, account, deposit });
    this.terminal = new Terminal({ url, token, broker: this.broker, clock, intervalMs: 500 });
    this.terminal.start();
    this.timer = setInterval(() => {
      market.advance(STEP_MS);
    }, STEP_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.terminal.stop();
  }
}

/** The session of somebody's only terminal, as soon as it is connected. */
export async function firstSession({ api }: Person): Promise<{ sessionId: string; accountId: string }> {
  let session: Json = {};
  await eventually(async () => {
    const { body } = await api.get('/mt5/sessions');
    const [first] = body['data'] as Json[];
    if (!first) throw new Error('The terminal did not connect');
    session = first;
  });
  return { sessionId: String(session['session_id']), accountId: String(session['account_id']) };
}

/** Sends a signal that is followed, and waits until its position is there. Returns the signal's id. */
export async function openOne({ api }: Person, desk: Desk): Promise<number> {
  const stop = desk.broker.market.quote('EURUSD').bid.minus('0.01').toFixed(5);
  const signal = { symbol: 'EURUSD', signal_type: 'BUY', stop_loss: stop, volume: 0.1 };
  // A terminal is connected a moment before its positions and prices are known.
  await eventually(async () => {
    const { body } = await api.post('/trading/signals/preview', {
      ...signal,
      signal_time: new Date().toISOString(),
    });
    expect(body['data']).toMatchObject([{ outcome: 'ORDERED' }]);
  });
  const { body } = await api.post('/trading/signals', { ...signal, signal_time: new Date().toISOString() });
  await eventually(async () => {
    const open = await api.get('/trading/positions?status=OPEN');
    if ((open.body['data'] as Json[]).length === 0) throw new Error('Nothing was opened');
  });
  return body['signal_id'] as number;
}
