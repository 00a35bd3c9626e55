import { deny } from '../denial';
import { plain } from '../ledger';
import { type FactRule, pass, skip } from '../pre-trade-rule';
import { type DeliveryFacts, type TradeFacts } from '../trade-facts';

/** Orders per rolling window: a loop is stopped by its third turn, not by its empty account. */
export const orderRate: FactRule<TradeFacts> = {
  id: 'R14',
  name: 'ORDER_RATE',
  codes: ['ORDER_RATE_EXCEEDED'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ conduct: { orders }, limits: { orderRates } }) {
    for (const [index, { windowSeconds, max }] of orderRates.entries()) {
      const count = orders[index];
      const numbers = {
        count: count === undefined ? 'unknown' : String(count),
        window_seconds: String(windowSeconds),
        max_count: String(max),
      };
      if (count === undefined || !(count < max)) return deny('ORDER_RATE_EXCEEDED', numbers);
    }
    return orderRates.length === 0 ? skip('OFF') : pass({ windows: String(orderRates.length) });
  },
};

/** A source that executes or loses too often is locked, and only a person releases it. */
export const strategyThrottle: FactRule<TradeFacts> = {
  id: 'R19',
  name: 'STRATEGY_THROTTLE',
  codes: ['STRATEGY_THROTTLED'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ conduct, limits: { sourceExecutions: executions, sourceStopOuts: stopOuts } }) {
    const { source, sourceLocked } = conduct;
    if (sourceLocked !== null) return deny('STRATEGY_THROTTLED', { source, reason: sourceLocked });
    if (executions && !(conduct.sourceExecutions < executions.max)) {
      return deny('STRATEGY_THROTTLED', {
        count: String(conduct.sourceExecutions),
        window_seconds: String(executions.windowSeconds),
        max_count: String(executions.max),
      });
    }
    if (stopOuts && !(conduct.sourceStopOuts < stopOuts.max)) {
      return deny('STRATEGY_THROTTLED', {
        stop_outs: String(conduct.sourceStopOuts),
        window_seconds: String(stopOuts.windowSeconds),
        max_stop_outs: String(stopOuts.max),
      });
    }
    return pass({ source });
  },
};

/** While the terminal may have executed something we do not know of, nothing is added to it. */
export const unknownOrders: FactRule<TradeFacts> = {
  id: 'R21',
  name: 'UNKNOWN_ORDERS',
  codes: ['UNKNOWN_ORDERS_PENDING'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ book: { unknownOrders: all, unknownOnSymbol }, limits: { maxUnknownOrders } }) {
    if (unknownOnSymbol === 0 && all < maxUnknownOrders) return pass({ unknown: String(all) });
    return deny('UNKNOWN_ORDERS_PENDING', { unknown: String(all) });
  },
};

/** A book that differs from the terminal's is not one to size by. */
export const bookDrift: FactRule<TradeFacts> = {
  id: 'R24',
  name: 'BOOK_DRIFT',
  codes: ['BOOK_DRIFT'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ book: { drift }, trade: { symbol } }) {
    return drift.isZero() ? pass() : deny('BOOK_DRIFT', { symbol, difference: plain(drift.abs()) });
  },
};

/** Opens expire, closes do not. Checked when the order is about to be handed over. */
export const timeToLive: FactRule<DeliveryFacts> = {
  id: 'R05',
  name: 'TIME_TO_LIVE',
  codes: ['ORDER_EXPIRED'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ expiresAt, now }) {
    const left = expiresAt === null ? 0 : (expiresAt.getTime() - now.getTime()) / 1000;
    return left > 0
      ? pass({ left_seconds: String(left) })
      : deny('ORDER_EXPIRED', { late_seconds: String(Math.abs(left)) });
  },
};
