import { toJsonNumberOrNull } from '../platform/http/json-number';
import { type Signal, type SignalType } from './signal';
import { type Received } from './signal-intake';
import { type SignalStatus } from './signal.state';

/** The answer to `POST /trading/signals`. */
export interface SignalAnswer {
  readonly signal_id: number;
  readonly status: SignalStatus;
  readonly received_at: Date;
  readonly code: string | null;
  readonly message: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export function presentReceived({ signalId, receivedAt, refusal }: Received): SignalAnswer {
  const received = { signal_id: Number(signalId), received_at: receivedAt };
  return refusal
    ? {
        ...received,
        status: 'REJECTED',
        code: refusal.code,
        message: refusal.message,
        detail: refusal.detail,
      }
    : { ...received, status: 'PENDING', code: null, message: null };
}

/** A signal in a list or by itself. */
export interface SignalView {
  readonly signal_id: number;
  readonly symbol: string;
  readonly signal_type: SignalType;
  readonly entry_price: number | null;
  readonly stop_loss: number | null;
  readonly take_profit: number | null;
  readonly volume: number | null;
  readonly timeframe: string | null;
  readonly confidence: number | null;
  readonly strategy: string | null;
  readonly client_signal_id: string | null;
  readonly signal_time: Date;
  readonly received_at: Date;
  readonly decided_at: Date | null;
  readonly finished_at: Date | null;
  readonly status: SignalStatus;
  readonly code: string | null;
  readonly message: string | null;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

export function presentSignal(signal: Signal): SignalView {
  return {
    signal_id: Number(signal.id),
    symbol: signal.symbol,
    signal_type: signal.type,
    entry_price: toJsonNumberOrNull(signal.entryPrice),
    stop_loss: toJsonNumberOrNull(signal.stopLoss),
    take_profit: toJsonNumberOrNull(signal.takeProfit),
    volume: toJsonNumberOrNull(signal.volume),
    timeframe: signal.timeframe,
    confidence: toJsonNumberOrNull(signal.confidence),
    strategy: signal.strategy,
    client_signal_id: signal.clientSignalId,
    signal_time: signal.signalTime,
    received_at: signal.receivedAt,
    decided_at: signal.decidedAt,
    finished_at: signal.finishedAt,
    status: signal.status,
    code: signal.code,
    message: signal.message,
    detail: signal.detail,
  };
}
