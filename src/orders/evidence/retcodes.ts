/**
 * What the backend may conclude from a trade server's return code.
 *
 * DONE: executed, wholly or in part, or accepted · GOAL_REACHED: there was nothing left to do ·
 * DEFINITIVE: refused, and nothing can come of it any more · AMBIGUOUS: it may have been executed all the same.
 * Whether a terminal tries again inside the order's time is the terminal's affair: it reports the last code.
 */
export type RetcodeClass = 'DONE' | 'GOAL_REACHED' | 'DEFINITIVE' | 'AMBIGUOUS';

const CLASSES: Readonly<Record<number, RetcodeClass>> = {
  10004: 'DEFINITIVE', // requote
  10006: 'DEFINITIVE', // rejected
  10007: 'DEFINITIVE', // cancelled by the trader
  10008: 'DONE', // placed
  10009: 'DONE', // done
  10010: 'DONE', // done in part
  10011: 'AMBIGUOUS', // processing error
  10012: 'AMBIGUOUS', // timeout
  10013: 'DEFINITIVE', // invalid request
  10014: 'DEFINITIVE', // invalid volume
  10015: 'DEFINITIVE', // invalid price
  10016: 'DEFINITIVE', // invalid stops
  10017: 'DEFINITIVE', // trade disabled
  10018: 'DEFINITIVE', // market closed
  10019: 'DEFINITIVE', // no money
  10020: 'DEFINITIVE', // price changed
  10021: 'DEFINITIVE', // no price
  10022: 'DEFINITIVE', // invalid expiration
  10023: 'AMBIGUOUS', // order changed
  10024: 'DEFINITIVE', // too many requests
  10025: 'GOAL_REACHED', // no changes
  10026: 'DEFINITIVE', // autotrading off at the server
  10027: 'DEFINITIVE', // autotrading off in the terminal
  10028: 'AMBIGUOUS', // locked for processing
  10029: 'DEFINITIVE', // frozen
  10030: 'DEFINITIVE', // invalid filling
  10031: 'AMBIGUOUS', // no connection
  10032: 'DEFINITIVE', // live accounts only
  10033: 'DEFINITIVE', // limit of pending orders
  10034: 'DEFINITIVE', // limit of volume
  10035: 'DEFINITIVE', // invalid order
  10036: 'GOAL_REACHED', // position closed already
  10038: 'DEFINITIVE', // close volume above the position
  10039: 'DEFINITIVE', // a close order exists already
  10040: 'DEFINITIVE', // limit of positions
  10041: 'DEFINITIVE', // activation rejected
  10042: 'DEFINITIVE', // long only
  10043: 'DEFINITIVE', // short only
  10044: 'DEFINITIVE', // close only
  10045: 'DEFINITIVE', // first in, first out only
  10046: 'DEFINITIVE', // opposite positions prohibited
};

/** A code nobody knows proves nothing. */
export function classOf(retcode: number): RetcodeClass {
  return CLASSES[retcode] ?? 'AMBIGUOUS';
}

export const KNOWN_RETCODES: readonly number[] = Object.keys(CLASSES).map(Number);
