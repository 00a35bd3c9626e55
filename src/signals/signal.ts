import { type Decimal } from 'decimal.js';
import { type Lots, type Price } from '../money/quantity';
import { type SignalStatus } from './signal.state';

export const SIGNAL_TYPES = ['BUY', 'SELL', 'CLOSE_BUY', 'CLOSE_SELL'] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** An opening signal takes a new risk; a closing one takes risk away, and is never refused for its age. */
export function isOpening(type: SignalType): type is 'BUY' | 'SELL' {
  return type === 'BUY' || type === 'SELL';
}

/** What a source wants done, in the inside's language. */
export interface SignalRequest {
  readonly symbol: string;
  readonly type: SignalType;
  /** Price at which the strategy fired. Null = at the market, whatever the account's quote says. */
  readonly entryPrice: Price | null;
  readonly stopLoss: Price | null;
  readonly takeProfit: Price | null;
  /** The most that may be traded; sizing can only lower it. Null = as much as the risk allows. */
  readonly volume: Lots | null;
  readonly timeframe: string | null;
  /** 0 to 1, as the strategy rates itself. */
  readonly confidence: Decimal | null;
  readonly strategy: string | null;
  /** When the strategy fired, by its own clock. */
  readonly signalTime: Date;
  readonly clientSignalId: string | null;
  /** The terminal whose own trade this signal mirrors: its account is left out. */
  readonly sourceSessionId: string | null;
  readonly targetSessionId: string | null;
  readonly targetAccountNumber: string | null;
}

/** A signal's refusal: a stable code, a sentence, and the numbers behind it. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** A signal of this house's own, with a name by which it is issued once. */
export interface IssuedSignal {
  readonly userId: string;
  readonly request: SignalRequest & { readonly clientSignalId: string };
}

/** One trading intent, as it was received. Its prices never change; only its status moves. */
export interface Signal extends SignalRequest {
  readonly id: string;
  readonly userId: string;
  readonly source: SignalSource;
  /** When this server took it in, by its own clock. */
  readonly receivedAt: Date;
  /** When it was about to be committed; null for one from before this was kept. */
  readonly storedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly status: SignalStatus;
  readonly code: string | null;
  readonly message: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** A signal as far as its state is news. */
export type SignalState = Pick<
  Signal,
  'id' | 'userId' | 'sourceSessionId' | 'symbol' | 'type' | 'receivedAt' | 'status' | 'code' | 'message'
>;

/** Who sent it: a terminal's token, another program's token, a person, or this house itself, to empty an account. */
export const SIGNAL_SOURCES = ['terminal', 'integration', 'person', 'system'] as const;
export type SignalSource = (typeof SIGNAL_SOURCES)[number];

/** Who is behind a signal, as runaway sources are counted: its strategy, or the kind of its sender. */
export function sourceNameOf({ strategy, source }: Pick<Signal, 'strategy' | 'source'>): string {
  return strategy ?? source;
}

/** What the decision, or the end of its orders, writes onto a signal. */
export interface SignalVerdict {
  readonly signalId: string;
  readonly status: SignalStatus;
  readonly code: string | null;
  readonly message: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}
