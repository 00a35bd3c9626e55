import {
  amount,
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

/** The first product's calls, which a seed-style terminal still makes, by hand from contract/. */

export const seedConnectRequest = object({
  account_number: text,
  broker: text,
  balance: amount,
  equity: amount,
  currency: text,
});

/** Of all that a connector is answered, the first product reads the session only. */
export const seedConnectResponse = object({ session_id: text });

export const pingRequest = object({
  session_id: text,
  timestamp: instant,
  balance: amount,
  equity: amount,
  margin_free: amount,
});
export const pingResponse = object({ session_id: text, status: text, server_time: instant });

export const accountUpdateRequest = object({
  session_id: text,
  balance: amount,
  equity: amount,
  margin: amount,
  margin_free: amount,
  margin_level: amount,
  profit: amount,
});

export const positionsUpdateRequest = object({
  session_id: text,
  timestamp: instant,
  positions: list(
    object({
      ticket: digits,
      symbol: text,
      type: oneOf('BUY', 'SELL'),
      volume: amount,
      open_price: amount,
      current_price: amount,
      sl: nullable(amount),
      tp: nullable(amount),
      profit: amount,
      swap: amount,
      commission: amount,
      open_time: instant,
    }),
  ),
});

const pendingSignal = object({
  signal_id: whole,
  order_id: digits,
  symbol: text,
  signal_type: oneOf('BUY', 'SELL', 'CLOSE_BUY', 'CLOSE_SELL'),
  entry_price: nullable(amount),
  stop_loss: nullable(amount),
  take_profit: nullable(amount),
  volume: amount,
  timeframe: optional(nullable(text)),
  confidence: optional(nullable(amount)),
  signal_time: instant,
  status: text,
  magic: digits,
  comment: text,
  expires_in_ms: nullable(whole),
  delivery_count: whole,
  possible_resend: flag,
  targets: list(object({ ticket: digits, volume: amount })),
});
export type PendingSignal = Parsed<typeof pendingSignal>;
export const pendingResponse = object({ data: list(pendingSignal), next_cursor: nullable(text) });

export const statusRequest = object({ signal_id: whole, status: text, message: text, timestamp: instant });
export const statusResponse = object({
  signal_id: whole,
  status: text,
  applied: flag,
  server_time: instant,
});
