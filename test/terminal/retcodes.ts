/** The trade server's return codes that the simulated broker answers with, by MetaTrader's own names. */
export const RETCODE = {
  REQUOTE: 10004,
  REJECT: 10006,
  CANCEL: 10007,
  PLACED: 10008,
  DONE: 10009,
  DONE_PARTIAL: 10010,
  ERROR: 10011,
  TIMEOUT: 10012,
  INVALID: 10013,
  INVALID_VOLUME: 10014,
  INVALID_PRICE: 10015,
  INVALID_STOPS: 10016,
  TRADE_DISABLED: 10017,
  MARKET_CLOSED: 10018,
  NO_MONEY: 10019,
  PRICE_CHANGED: 10020,
  PRICE_OFF: 10021,
  TOO_MANY_REQUESTS: 10024,
  CLIENT_DISABLES_AT: 10027,
  LOCKED: 10028,
  FROZEN: 10029,
  INVALID_FILL: 10030,
  CONNECTION: 10031,
  POSITION_CLOSED: 10036,
  INVALID_CLOSE_VOLUME: 10038,
  CLOSE_ONLY: 10044,
} as const;

const TEXT: Readonly<Record<number, string>> = {
  10004: 'Requote',
  10006: 'Request rejected',
  10007: 'Request canceled by trader',
  10008: 'Order placed',
  10009: 'Request executed',
  10010: 'Request executed partially',
  10011: 'Request processing error',
  10012: 'Request timed out',
  10013: 'Invalid request',
  10014: 'Invalid volume',
  10015: 'Invalid price',
  10016: 'Invalid stops',
  10017: 'Trade is disabled',
  10018: 'Market is closed',
  10019: 'Not enough money',
  10020: 'Prices changed',
  10021: 'No quotes to process the request',
  10024: 'Too many requests',
  10027: 'Autotrading disabled by the terminal',
  10028: 'Request locked for processing',
  10029: 'Order or position frozen',
  10030: 'Unsupported filling mode',
  10031: 'No connection with the trade server',
  10036: 'Position already closed',
  10038: 'Close volume exceeds the open volume',
  10044: 'Only closing is allowed',
};

export function retcodeText(retcode: number): string {
  return TEXT[retcode] ?? `Return code ${retcode}`;
}

/** Whether the broker executed nothing and the same request may be tried again at a fresh price. */
export function isPriceRefusal(retcode: number): boolean {
  return retcode === RETCODE.REQUOTE || retcode === RETCODE.PRICE_CHANGED || retcode === RETCODE.PRICE_OFF;
}

/** Whether the broker asks to wait; nothing was executed. A locked request (10028) is not one of these. */
export function isBackOff(retcode: number): boolean {
  return retcode === RETCODE.TOO_MANY_REQUESTS || retcode === RETCODE.FROZEN;
}

export function isDone(retcode: number): boolean {
  return retcode === RETCODE.DONE || retcode === RETCODE.DONE_PARTIAL;
}

const DEFINITIVE = new Set<number>([
  10004, 10006, 10007, 10013, 10014, 10015, 10016, 10017, 10018, 10019, 10020, 10021, 10022, 10024, 10026,
  10027, 10029, 10030, 10032, 10033, 10034, 10035, 10036, 10038, 10040, 10042, 10043, 10044, 10045, 10046,
]);

/** Whether the code proves that nothing was executed. Every code that is not listed is ambiguous: look, never re-send. */
export function isDefinitiveRefusal(retcode: number): boolean {
  return DEFINITIVE.has(retcode);
}
