import {
  amount,
  anything,
  digits,
  flag,
  instant,
  list,
  nullable,
  object,
  oneOf,
  optional,
  text,
  whole,
  type Parsed,
} from './shape';

/** The connector's side of contract/mt5 and contract/positions, by hand. The examples there are the truth. */

const side = oneOf('BUY', 'SELL');

const permissions = object({
  terminal_connected: flag,
  terminal_trade_allowed: flag,
  ea_trade_allowed: flag,
  account_trade_allowed: flag,
  account_trade_expert: flag,
});

/** `trade_server` is the broker's own time, without a zone. */
const clock = object({ gmt: instant, trade_server: text, utc_offset_seconds: whole });

const account = object({
  balance: amount,
  equity: amount,
  margin: amount,
  margin_free: amount,
  margin_level: amount,
  profit: amount,
});

export const connectRequest = object({
  account_number: text,
  broker: text,
  balance: amount,
  equity: amount,
  currency: text,
  instance_id: text,
  server: text,
  account_name: text,
  leverage: whole,
  currency_digits: whole,
  margin_mode: oneOf('HEDGING', 'NETTING'),
  margin: amount,
  margin_free: amount,
  margin_level: amount,
  profit: amount,
  interval_ms: whole,
  ea_version: text,
  terminal_build: whole,
  permissions,
  clock,
});
export type ConnectRequest = Parsed<typeof connectRequest>;

const reconcileItem = object({
  order_id: digits,
  magic: digits,
  action: oneOf('OPEN', 'CLOSE'),
  symbol: text,
  sent_at: instant,
});
/** An order whose fate the backend does not know: it wants what the terminal finds. */
export type ReconcileItem = Parsed<typeof reconcileItem>;

export const connectResponse = object({
  session_id: text,
  account_id: text,
  epoch: whole,
  status: text,
  last_seq: whole,
  next_sync_ms: whole,
  symbols_wanted: list(text),
  last_deal_ticket: nullable(digits),
  history_wanted: nullable(object({ from: nullable(text) })),
  reconcile: list(reconcileItem),
  server_time: instant,
});
export type ConnectResponse = Parsed<typeof connectResponse>;

const position = object({
  ticket: digits,
  identifier: digits,
  symbol: text,
  type: side,
  volume: amount,
  open_price: amount,
  current_price: amount,
  sl: nullable(amount),
  tp: nullable(amount),
  profit: amount,
  swap: amount,
  commission: amount,
  magic: nullable(digits),
  comment: nullable(text),
  open_time: instant,
});
export type WirePosition = Parsed<typeof position>;

const deal = object({
  ticket: digits,
  order: digits,
  position: digits,
  symbol: text,
  type: side,
  entry: oneOf('IN', 'OUT', 'INOUT'),
  volume: amount,
  price: amount,
  profit: amount,
  swap: amount,
  commission: amount,
  fee: amount,
  magic: nullable(digits),
  comment: nullable(text),
  reason: text,
  time: instant,
  broker_time: text,
});
export type WireDeal = Parsed<typeof deal>;
export const dealsRequest = object({ session_id: text, deals: list(deal) });

const report = object({
  report_id: text,
  order_id: digits,
  state: oneOf(
    'FILLED',
    'PARTIALLY_FILLED',
    'REJECTED',
    'EXPIRED',
    'CANCELLED',
    'UNKNOWN',
    'NOT_EXECUTED',
    'NOT_FOUND',
  ),
  retcode: nullable(whole),
  order_ticket: nullable(digits),
  deal_ticket: nullable(digits),
  position_ticket: nullable(digits),
  volume: nullable(amount),
  price: nullable(amount),
  message: text,
  age_ms: whole,
});
/**
 * What became of a command. The same `report_id` is the same news, however often it is told.
 *
 * - EXPIRED, CANCELLED, NOT_EXECUTED: by the terminal's journal it was never sent, and never will be.
 * - UNKNOWN: it was sent, or may have been, and nothing tells what happened.
 * - NOT_FOUND: asked about it, the terminal looked and found nothing. Each look is a report of its own.
 */
export type Report = Parsed<typeof report>;
export type ReportState = Report['state'];

/** What alone moves of a position that was told before. */
const movedPosition = object({ ticket: digits, current_price: amount, profit: amount });

const quote = object({ symbol: text, bid: amount, ask: amount, time: instant });

export const syncRequest = object({
  session_id: text,
  epoch: whole,
  seq: whole,
  account,
  permissions: optional(permissions),
  complete: optional(flag),
  positions: optional(list(position)),
  moved: optional(list(movedPosition)),
  deals: optional(list(deal)),
  history: optional(object({ until: nullable(text), deals_told: whole, deals_total: whole, complete: flag })),
  reports: optional(list(report)),
  quotes: optional(list(quote)),
  clock: optional(clock),
});
export type SyncRequest = Parsed<typeof syncRequest>;

/** How far a terminal has told its history, from the oldest deal on. */
export type WireHistory = NonNullable<SyncRequest['history']>;

const command = object({
  order_id: digits,
  signal_id: whole,
  action: oneOf('OPEN', 'CLOSE'),
  symbol: text,
  side,
  volume: amount,
  entry_price: nullable(amount),
  stop_loss: nullable(amount),
  take_profit: nullable(amount),
  magic: digits,
  comment: text,
  deviation_points: whole,
  expires_in_ms: nullable(whole),
  delivery_count: whole,
  targets: list(object({ ticket: digits, volume: amount })),
  expected: nullable(anything),
});
/** An order to execute once. A close names the positions it may reduce, and by how much. */
export type Command = Parsed<typeof command>;

export const syncResponse = object({
  ack_seq: whole,
  commands: list(command),
  cancelled: list(digits),
  reconcile: list(reconcileItem),
  symbols_wanted: list(text),
  positions_wanted: flag,
  last_deal_ticket: nullable(digits),
  trading_state: text,
  next_sync_ms: whole,
  server_time: instant,
});
export type SyncResponse = Parsed<typeof syncResponse>;

const symbolSpec = object({
  symbol: text,
  digits: whole,
  point: amount,
  tick_size: amount,
  tick_value_profit: amount,
  tick_value_loss: amount,
  contract_size: amount,
  volume_min: amount,
  volume_max: amount,
  volume_step: amount,
  volume_limit: amount,
  stops_level_points: whole,
  freeze_level_points: whole,
  calc_mode: text,
  trade_mode: text,
  execution_mode: text,
  filling_modes: list(text),
  currency_base: text,
  currency_profit: text,
  currency_margin: text,
  margin_initial: amount,
  margin_maintenance: amount,
  margin_rate_buy: amount,
  margin_rate_sell: amount,
  bid: amount,
  ask: amount,
  quoted_at: instant,
});
export type SymbolSpec = Parsed<typeof symbolSpec>;
export const symbolsRequest = object({ session_id: text, symbols: list(symbolSpec) });
export const symbolsResponse = object({ session_id: text, stored: whole, server_time: instant });

export const disconnectRequest = object({
  session_id: text,
  timestamp: instant,
  total_signals_sent: whole,
  total_signals_received: whole,
  total_orders_executed: whole,
  total_errors: whole,
});
export type DisconnectRequest = Parsed<typeof disconnectRequest>;
export const disconnectResponse = object({ session_id: text, status: text, server_time: instant });
