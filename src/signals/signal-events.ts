import { type NewEvent } from '../platform/events/event-map';
import { type Signal, type SignalState } from './signal';

export function receivedEvent(signal: Signal): NewEvent<'signal.received'> {
  return {
    type: 'signal.received',
    userId: signal.userId,
    sessionId: signal.sourceSessionId,
    data: {
      signal_id: Number(signal.id),
      symbol: signal.symbol,
      signal_type: signal.type,
      status: signal.status,
      code: signal.code,
      signal_time: signal.signalTime.toISOString(),
      received_at: signal.receivedAt.toISOString(),
    },
  };
}

export function changedEvent(signal: SignalState): NewEvent<'signal.changed'> {
  return {
    type: 'signal.changed',
    userId: signal.userId,
    sessionId: signal.sourceSessionId,
    data: {
      signal_id: Number(signal.id),
      symbol: signal.symbol,
      signal_type: signal.type,
      status: signal.status,
      code: signal.code,
      message: signal.message,
    },
  };
}
