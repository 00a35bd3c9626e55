import { type StateScope, type TradingState } from './trading-state';

export interface TradingStateChanged {
  readonly scope: StateScope;
  readonly account_id: string | null;
  readonly state: TradingState;
  readonly reason: string;
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'risk.state_changed': TradingStateChanged;
  }
}
