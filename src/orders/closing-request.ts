import { type Session } from '../mt5-session/session';
import { type Lots } from '../money/quantity';
import { type Side } from '../positions/position';
import { type IssuedSignal } from '../signals/signal';

/** Something of an account that this house itself wants closed. */
export interface Closing {
  /** The same name is the same closing, however often it is asked for. */
  readonly name: string;
  /** Its terminal, and no other of an account with the same number. */
  readonly session: Session;
  readonly symbol: string;
  readonly side: Side;
  /** Null: all of it. */
  readonly volume: Lots | null;
  readonly at: Date;
}

/** A closing as the signal that asks for it: it goes the way of all signals, and is explained like them. */
export function closingRequest({ name, session, symbol, side, volume, at }: Closing): IssuedSignal {
  const request = {
    symbol,
    type: side === 'BUY' ? 'CLOSE_BUY' : 'CLOSE_SELL',
    entryPrice: null,
    stopLoss: null,
    takeProfit: null,
    volume,
    timeframe: null,
    confidence: null,
    strategy: null,
    signalTime: at,
    clientSignalId: name,
    sourceSessionId: null,
    targetSessionId: session.id,
    targetAccountNumber: null,
  } as const;
  return { userId: session.userId, request };
}
