import type { DenialCode } from '../../../src/risk/denial';

/** What a trader can do about a refusal, and where. */
export type Remedy = 'switch' | 'limits' | 'guard' | 'source' | 'terminal' | 'positions' | 'signal' | 'wait';

/** Where a remedy is found; null where there is nothing to go to. */
export const PLACE_OF_REMEDY: Readonly<Record<Remedy, string | null>> = {
  switch: '/risk#trading',
  limits: '/risk#limits',
  guard: '/risk#guard',
  source: '/risk#sources',
  terminal: '/terminals',
  positions: '/positions',
  signal: null,
  wait: null,
};

const REMEDIES: Readonly<Record<DenialCode, Remedy>> = {
  TRADING_HALTED: 'switch',
  TRADING_STATE_REDUCING: 'switch',
  AUTO_TRADING_OFF: 'terminal',
  NO_ACCOUNT_TO_TRADE: 'terminal',
  SESSION_NOT_READY: 'terminal',
  ACCOUNT_DATA_STALE: 'terminal',
  EQUITY_NOT_POSITIVE: 'terminal',
  SYMBOL_NOT_ALLOWED: 'signal',
  SYMBOL_UNKNOWN: 'signal',
  SYMBOL_AMBIGUOUS: 'signal',
  SYMBOL_CONTRADICTORY: 'signal',
  REFERENCE_DATA_MISSING: 'signal',
  CONVERSION_RATE_MISSING: 'terminal',
  SPECIFICATION_INCONSISTENT: 'terminal',
  MARKET_CLOSED: 'wait',
  SPREAD_TOO_WIDE: 'wait',
  INPUT_OUT_OF_RANGE: 'signal',
  SIGNAL_TIME_OUT_OF_RANGE: 'signal',
  DUPLICATE_SIGNAL: 'wait',
  INVALID_STOPS: 'signal',
  PRICE_OUT_OF_COLLAR: 'signal',
  RISK_REWARD_TOO_LOW: 'signal',
  CONFIDENCE_TOO_LOW: 'signal',
  RISK_SETTING_INVALID: 'limits',
  RISK_BUDGET_EXHAUSTED: 'limits',
  SOURCE_TRADE_MISSING: 'signal',
  VOLUME_BELOW_MINIMUM: 'limits',
  VOLUME_LIMIT_REACHED: 'positions',
  VOLUME_EXCEEDS_MAXIMUM: 'limits',
  NOTIONAL_EXCEEDS_MAXIMUM: 'limits',
  MARGIN_INSUFFICIENT: 'positions',
  ORDER_RATE_EXCEEDED: 'wait',
  MAX_OPEN_POSITIONS: 'limits',
  AGGREGATE_RISK_EXCEEDED: 'limits',
  DAILY_LOSS_LIMIT: 'guard',
  TOTAL_LOSS_LIMIT: 'guard',
  STRATEGY_THROTTLED: 'source',
  OPPOSITE_POSITION: 'positions',
  UNKNOWN_ORDERS_PENDING: 'wait',
  BOOK_DRIFT: 'terminal',
  ORDER_EXPIRED: 'signal',
  NOTHING_TO_CLOSE: 'positions',
};

/** Undefined for a code that is none of the rules'. */
export function remedyOf(code: string): Remedy | undefined {
  return Object.hasOwn(REMEDIES, code) ? REMEDIES[code as DenialCode] : undefined;
}
