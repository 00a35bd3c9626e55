import { type SignalType } from './signal';
import { type SignalStatus } from './signal.state';

export interface SignalReceived {
  readonly signal_id: number;
  readonly symbol: string;
  readonly signal_type: SignalType;
  readonly status: SignalStatus;
  readonly code: string | null;
  readonly signal_time: string;
  readonly received_at: string;
}

export interface SignalChanged {
  readonly signal_id: number;
  readonly symbol: string;
  readonly signal_type: SignalType;
  readonly status: SignalStatus;
  readonly code: string | null;
  readonly message: string | null;
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'signal.received': SignalReceived;
    'signal.changed': SignalChanged;
  }
}
