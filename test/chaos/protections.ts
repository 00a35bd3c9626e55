/**
 * What keeps an order from being lost or executed twice. Each can be switched off for a run, to see that the harness
 * notices; the switches are here, and nothing in the product knows of them.
 */
export const PROTECTIONS = {
  'signal-key': 'a key is taken once: the unique indexes of trading_signals',
  fence: 'a session of an older epoch is refused',
  journal: 'the terminal writes down what it sends, before it sends',
  look: 'the terminal looks for an order before it sends it',
  'account-lock': 'whoever decides or delivers for an account holds its row',
  commit: 'an answer leaves after the commit',
  binding: 'an order is handed to one session, and to no other',
  takeover: 'what a replaced session was handed is in doubt',
  proof: 'an absence is proven by two looks, late enough and apart',
  sweep: 'what no wake-up tells of is found',
  'report-once': 'a report counts once: its cause is known, and unique',
  deadline: 'the terminal sends nothing after its time',
  claim: 'a signal is decided by one worker: its row is claimed under a lock',
  'order-key':
    'one order for a signal and an account: the unique indexes of trading_orders and signal_decisions',
} as const satisfies Record<string, string>;

export type Protection = keyof typeof PROTECTIONS;

export function isProtection(name: string): name is Protection {
  return Object.hasOwn(PROTECTIONS, name);
}

/** Those that are a part of the tables. */
export const DROPPED: Partial<Record<Protection, readonly string[]>> = {
  'signal-key': [
    'DROP INDEX trading_signals_idempotency_key, trading_signals_client_id_key, trading_signals_natural_key',
  ],
  'order-key': [
    'DROP INDEX trading_orders_signal_account_key',
    'ALTER TABLE signal_decisions DROP CONSTRAINT signal_decisions_pkey',
  ],
  'report-once': ['DROP INDEX order_events_cause_key'],
};
