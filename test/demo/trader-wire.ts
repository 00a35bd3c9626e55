import {
  amount,
  digits,
  flag,
  instant,
  list,
  nullable,
  object,
  oneOf,
  text,
  whole,
  type Parsed,
} from '../terminal/shape';

/** The trader's side of contract/: what a person or a signal source sends and reads. */

export const loginResponse = object({ access_token: text });
export const tokenResponse = object({ token: text });

export const signalResponse = object({
  signal_id: whole,
  status: text,
  received_at: instant,
  code: nullable(text),
  message: nullable(text),
});
export type SignalAnswer = Parsed<typeof signalResponse>;

const decision = object({
  account_number: text,
  outcome: oneOf('ORDERED', 'DENIED', 'TOOK_BACK'),
  code: nullable(text),
  message: nullable(text),
  order_id: nullable(digits),
  volume: nullable(amount),
});
export const signalById = object({
  signal_id: whole,
  symbol: text,
  signal_type: text,
  status: text,
  code: nullable(text),
  message: nullable(text),
  decided_at: nullable(instant),
  decisions: list(decision),
});
export type SignalView = Parsed<typeof signalById>;

const order = object({
  order_id: digits,
  signal_id: whole,
  account_id: text,
  action: oneOf('OPEN', 'CLOSE'),
  side: oneOf('BUY', 'SELL'),
  symbol: text,
  volume: amount,
  status: text,
  filled_volume: amount,
  fill_price: nullable(amount),
  retcode: nullable(whole),
  message: nullable(text),
});
export type OrderView = Parsed<typeof order>;
export const orderList = object({ data: list(order), next_cursor: nullable(text) });

const position = object({
  ticket: digits,
  account_id: text,
  symbol: text,
  type: oneOf('BUY', 'SELL'),
  volume: amount,
  open_price: amount,
  current_price: nullable(amount),
  sl: nullable(amount),
  tp: nullable(amount),
  profit: amount,
});
export type PositionView = Parsed<typeof position>;
export const positionList = object({ data: list(position), next_cursor: nullable(text) });

export const account = object({
  account_id: text,
  account_number: text,
  currency: text,
  margin_mode: nullable(text),
  auto_trading: flag,
  balance: amount,
  equity: amount,
  margin: nullable(amount),
  profit: nullable(amount),
});
export type AccountView = Parsed<typeof account>;
