import { Clock } from '../../src/platform/time/clock';
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

  constructor(url: string, token: string, account: Partial<AccountFacts> = {}) {
    const clock = new Clock();
    const market = new Market(clock, 7);
    this.broker = new BrokerModel({ clock, market, account });
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
