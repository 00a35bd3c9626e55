import { type Clock } from '../../src/platform/time/clock';
import { BrokerModel } from '../terminal/broker-model';
import { type Market } from '../terminal/market';
import { Terminal } from '../terminal/terminal';
import { type AccountFacts } from '../terminal/trade';
import { disturb } from './mischief';

/** What an account came to, by its broker. */
export interface SeatResult {
  readonly balance: number;
  readonly equity: number;
  /** Orders that the broker executed more than once. */
  readonly doubles: readonly string[];
}

/** An account at a broker, and the terminal that trades it for the backend. */
export interface Seat {
  readonly number: string;
  readonly marginMode: string;
  readonly currency: string;
  readonly status: string;
  readonly sessionId: string | null;
  start(): void;
  /** Says goodbye to the backend. */
  stop(): Promise<void>;
  result(): SeatResult;
}

export interface SeatOptions {
  readonly url: string;
  readonly token: string;
  readonly market: Market;
  readonly clock: Clock;
  readonly account: Partial<AccountFacts>;
  readonly deposit: number;
  readonly seed: number;
  readonly log: (line: string) => void;
}

export type SeatMaker = (options: SeatOptions) => Seat;

/** The terminal that speaks the connector's protocol in TypeScript. */
export const simulatedSeat: SeatMaker = ({ url, token, market, clock, account, deposit, seed, log }) => {
  const broker = new BrokerModel({ clock, market, account, deposit });
  disturb(broker);
  const terminal = new Terminal({ url, token, broker, clock, seed, log });
  const { number, marginMode, currency } = broker.book.facts;
  return {
    number,
    marginMode,
    currency,
    get status() {
      return terminal.status;
    },
    get sessionId() {
      return terminal.sessionId;
    },
    start: () => {
      terminal.start();
    },
    stop: () => terminal.stop(),
    result: () => {
      const { balance, equity } = broker.book.account();
      return { balance: balance.toNumber(), equity: equity.toNumber(), doubles: broker.ledger.doubles() };
    },
  };
};
