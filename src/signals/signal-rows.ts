import { Decimal } from 'decimal.js';
import { lots, price } from '../money/quantity';
import { type NewSignal } from './new-signal';
import { type Signal, type SignalSource, type SignalType } from './signal';
import { type SignalStatus } from './signal.state';

/** A row of `trading_signals`, as pg hands it over. */
export interface SignalRow {
  readonly id: string;
  readonly user_id: string;
  readonly source: SignalSource;
  readonly source_session_id: string | null;
  readonly target_session_id: string | null;
  readonly target_account_number: string | null;
  readonly symbol: string;
  readonly signal_type: SignalType;
  readonly entry_price: string | null;
  readonly stop_loss: string | null;
  readonly take_profit: string | null;
  readonly volume: string | null;
  readonly timeframe: string | null;
  readonly confidence: string | null;
  readonly strategy: string | null;
  readonly signal_time: Date;
  readonly received_at: Date;
  readonly stored_at: Date | null;
  readonly decided_at: Date | null;
  readonly finished_at: Date | null;
  readonly status: SignalStatus;
  readonly reject_code: string | null;
  readonly reject_detail: Readonly<Record<string, unknown>> | null;
  readonly message: string | null;
  readonly client_signal_id: string | null;
}

export const SIGNAL_COLUMNS = `id, user_id, source, source_session_id, target_session_id, target_account_number,
  symbol, signal_type, entry_price, stop_loss, take_profit, volume, timeframe, confidence, strategy, signal_time,
  received_at, stored_at, decided_at, finished_at, status, reject_code, reject_detail, message, client_signal_id`;

/** What news of a signal's state tells; `s` is the table's alias. */
export const SIGNAL_STATE = `s.id, s.user_id AS "userId", s.source_session_id AS "sourceSessionId", s.symbol,
  s.signal_type AS type, s.received_at AS "receivedAt", s.status, s.reject_code AS code, s.message`;

export function toSignal(row: SignalRow): Signal {
  return {
    id: row.id,
    userId: row.user_id,
    source: row.source,
    sourceSessionId: row.source_session_id,
    targetSessionId: row.target_session_id,
    targetAccountNumber: row.target_account_number,
    symbol: row.symbol,
    type: row.signal_type,
    entryPrice: row.entry_price === null ? null : price(row.entry_price),
    stopLoss: row.stop_loss === null ? null : price(row.stop_loss),
    takeProfit: row.take_profit === null ? null : price(row.take_profit),
    volume: row.volume === null ? null : lots(row.volume),
    timeframe: row.timeframe,
    confidence: row.confidence === null ? null : new Decimal(row.confidence),
    strategy: row.strategy,
    signalTime: row.signal_time,
    receivedAt: row.received_at,
    storedAt: row.stored_at,
    decidedAt: row.decided_at,
    finishedAt: row.finished_at,
    status: row.status,
    code: row.reject_code,
    message: row.message,
    detail: row.reject_detail,
    clientSignalId: row.client_signal_id,
  };
}

/** A signal that was just written, as it would be read back. */
export function storedSignal(written: NewSignal, id: string): Signal {
  const { refusal, receivedAt } = written;
  return {
    ...written,
    id,
    decidedAt: refusal && receivedAt,
    finishedAt: refusal && receivedAt,
    status: refusal ? 'REJECTED' : 'PENDING',
    code: refusal?.code ?? null,
    message: refusal?.message ?? null,
    detail: refusal?.detail ?? null,
  };
}

interface InsertColumn {
  readonly name: string;
  readonly type: string;
  readonly of: (signal: NewSignal) => unknown;
}

/** The columns a new signal fills, and how: the many-row insert is made from this list. */
export const INSERT_COLUMNS: readonly InsertColumn[] = [
  { name: 'user_id', type: 'uuid', of: (s) => s.userId },
  { name: 'source', type: 'text', of: (s) => s.source },
  { name: 'source_session_id', type: 'uuid', of: (s) => s.sourceSessionId },
  { name: 'target_session_id', type: 'uuid', of: (s) => s.targetSessionId },
  { name: 'target_account_number', type: 'text', of: (s) => s.targetAccountNumber },
  { name: 'symbol', type: 'text', of: (s) => s.symbol },
  { name: 'signal_type', type: 'text', of: (s) => s.type },
  { name: 'entry_price', type: 'numeric', of: (s) => s.entryPrice?.toFixed() },
  { name: 'stop_loss', type: 'numeric', of: (s) => s.stopLoss?.toFixed() },
  { name: 'take_profit', type: 'numeric', of: (s) => s.takeProfit?.toFixed() },
  { name: 'volume', type: 'numeric', of: (s) => s.volume?.toFixed() },
  { name: 'timeframe', type: 'text', of: (s) => s.timeframe },
  { name: 'confidence', type: 'numeric', of: (s) => s.confidence?.toFixed() },
  { name: 'strategy', type: 'text', of: (s) => s.strategy },
  { name: 'signal_time', type: 'timestamptz', of: (s) => s.signalTime },
  { name: 'received_at', type: 'timestamptz', of: (s) => s.receivedAt },
  { name: 'stored_at', type: 'timestamptz', of: (s) => s.storedAt },
  { name: 'decided_at', type: 'timestamptz', of: (s) => (s.refusal ? s.receivedAt : null) },
  { name: 'finished_at', type: 'timestamptz', of: (s) => (s.refusal ? s.receivedAt : null) },
  { name: 'status', type: 'text', of: (s) => (s.refusal ? 'REJECTED' : 'PENDING') },
  { name: 'reject_code', type: 'text', of: (s) => s.refusal?.code },
  { name: 'reject_detail', type: 'jsonb', of: (s) => (s.refusal ? JSON.stringify(s.refusal.detail) : null) },
  { name: 'message', type: 'text', of: (s) => s.refusal?.message },
  { name: 'idempotency_key', type: 'text', of: (s) => s.idempotencyKey },
  { name: 'client_signal_id', type: 'text', of: (s) => s.clientSignalId },
  { name: 'natural_key', type: 'bytea', of: (s) => s.naturalKey },
  { name: 'request_hash', type: 'bytea', of: (s) => s.requestHash },
];
