import { type GuardStep } from '../risk/guard-step';
import { type StateScope, type TradingState } from './trading-state';

/** A switch was moved. That of the whole server is told to everybody who has an account. */
export interface TradingStateChanged {
  readonly scope: StateScope;
  readonly account_id: string | null;
  readonly state: TradingState;
  readonly reason: string;
}

/** An account's equity guard went up or down its ladder. */
export interface GuardMoved {
  readonly account_id: string;
  readonly from: GuardStep;
  readonly to: GuardStep;
  /** The rule of which most is used up. */
  readonly rule: string | null;
  /** Decimals as text, in the account's currency. */
  readonly equity: string;
  readonly floor: string | null;
  readonly locked_until: string | null;
}

/** A source ran away: nothing of it is opened on this account until a person releases it. */
export interface SourceLocked {
  readonly account_id: string;
  readonly source: string;
  readonly reason: string;
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'risk.state_changed': TradingStateChanged;
    'risk.guard_moved': GuardMoved;
    'risk.source_locked': SourceLocked;
  }
}
