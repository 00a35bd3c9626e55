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
