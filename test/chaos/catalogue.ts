/** What became of a fault of the catalogue: the harness injects it, or this is why it does not. */
export type Treatment =
  | { readonly id: string; readonly fault: string; readonly injected: true }
  | { readonly id: string; readonly fault: string; readonly injected: false; readonly why: string };

const NOT_YET = 'not built yet';
const BY_SPECS = 'a request, not a crash: belongs to the end-to-end tests of the API';

function injected(id: string, fault: string): Treatment {
  return { id, fault, injected: true };
}

function leftOut(id: string, fault: string, why: string): Treatment {
  return { id, fault, injected: false, why };
}

/** Every fault that was thought of, each with what the harness does about it. */
export const CATALOGUE: readonly Treatment[] = [
  injected('F01', 'API dies before it stores a signal'),
  injected('F02', 'API dies between the insert and its commit'),
  injected('F03', 'API dies between the commit and the answer'),
  injected('F04', 'worker dies with a wake-up in hand'),
  injected('F05', 'worker dies after the decision, before the wake-up is done'),
  injected('F06', 'API dies after handing out orders, before the answer'),
  injected('F07', 'API dies while it repeats a stored answer'),
  injected('F08', 'terminal dies before OrderSend'),
  injected('F09', 'terminal dies after OrderSend, before its report'),
  injected('F10', 'API dies before it commits a report'),
  injected('F11', 'API dies after it committed a report, before the answer'),
  injected('F12', 'API is frozen and goes on'),
  leftOut('F13', 'event loop blocked', 'looks from outside like F12'),
  injected('F14', 'API is asked to end under load'),
  leftOut('F15', 'asked to end with an open line and a hung job', NOT_YET),
  injected('F16', 'API is killed, as for want of memory'),
  leftOut('F17', 'three sweepers at the same tick', NOT_YET),
  injected('F18', 'requests are doubled'),
  injected('F19', 'requests and answers are dropped or cut'),
  injected('F20', 'Redis is killed'),
  injected('F21', 'Redis is flushed'),
  injected('F22', 'Redis is frozen'),
  leftOut('F23', 'Redis is full', NOT_YET),
  leftOut('F24', 'Redis evicts', NOT_YET),
  injected('F25', 'Redis lines are cut'),
  injected('F26', 'worker is frozen'),
  injected('F27', 'worker is killed'),
  leftOut('F28', 'job id is used again', NOT_YET),
  leftOut('F29', 'Redis comes back with old data', NOT_YET),
  injected('F30', 'PostgreSQL is restarted'),
  injected('F31', 'PostgreSQL is killed'),
  injected('F32', 'PostgreSQL sessions are ended'),
  injected('F33', 'PostgreSQL lines are cut'),
  injected('F34', 'PostgreSQL is out of reach, for seconds'),
  leftOut('F35', 'disk is full', 'needs a file system of its own'),
  injected('F36', 'account is locked for long'),
  leftOut('F37', 'pool is exhausted', NOT_YET),
  leftOut('F38', 'deadlock', NOT_YET),
  injected('F39', 'PostgreSQL is read-only'),
  leftOut('F40', 'TimescaleDB present or absent', 'not available where the tests run'),
  injected('F41', 'requests are delayed past later ones'),
  leftOut('F42', 'positions list is cut', BY_SPECS),
  leftOut('F43', 'result before its order', BY_SPECS),
  leftOut('F44', 'report after the order’s end', BY_SPECS),
  injected('F45', 'second terminal on the account'),
  injected('F46', 'terminal is killed at any moment'),
  leftOut('F47', 'terminal is away for a weekend', NOT_YET),
  injected('F48', 'position is closed by hand'),
  injected('F49', 'broker requotes, or leaves the outcome open'),
  leftOut('F50', 'clocks jump', NOT_YET),
  leftOut('F51', 'slow bodies and idle sockets', NOT_YET),
  leftOut('F52', 'slow readers', NOT_YET),
  leftOut('F53', 'two hundred live lines come back at once', NOT_YET),
  leftOut('F54', 'five times the capacity', NOT_YET),
  leftOut('F55', 'all clients retry at once', NOT_YET),
  ...(
    [
      ['F56', 'malformed bodies'],
      ['F57', 'oversized bodies'],
      ['F58', 'deep bodies'],
      ['F59', 'impossible numbers'],
      ['F60', 'hostile texts'],
      ['F61', 'prototype and duplicate keys'],
      ['F62', 'SQL in texts and queries'],
      ['F63', 'compressed bodies'],
      ['F64', 'another owner’s ids'],
      ['F65', 'bad tokens'],
      ['F66', 'one key, many requests'],
      ['F67', 'kill switch between two steps'],
      ['F68', 'limit changed meanwhile'],
      ['F69', 'runaway source'],
    ] as const
  ).map(([id, fault]) => leftOut(id, fault, BY_SPECS)),
  leftOut('F70', 'row damaged by hand', NOT_YET),
  leftOut('F71', 'process in another time zone', NOT_YET),
  leftOut('F72', 'log cannot be written', NOT_YET),
];
