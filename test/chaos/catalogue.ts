/** What became of a fault of the catalogue: the harness injects it, a specification holds it, or this is why neither does. */
export type Treatment =
  | { readonly id: string; readonly fault: string; readonly kind: 'injected' }
  | { readonly id: string; readonly fault: string; readonly kind: 'held'; readonly by: string }
  | { readonly id: string; readonly fault: string; readonly kind: 'left out'; readonly why: string };

function injected(id: string, fault: string): Treatment {
  return { id, fault, kind: 'injected' };
}

/** @param by the specification, by its path */
function held(id: string, fault: string, by: string): Treatment {
  return { id, fault, kind: 'held', by };
}

function leftOut(id: string, fault: string, why: string): Treatment {
  return { id, fault, kind: 'left out', why };
}

/** What is done about a fault, as the document says it. */
export function outcomeOf(treatment: Treatment): string {
  switch (treatment.kind) {
    case 'injected':
      return 'injected';
    case 'held':
      return `held by ${treatment.by}`;
    case 'left out':
      return `not injected: ${treatment.why}`;
  }
}

const REQUESTS = 'test/e2e/http-requests.e2e-spec.ts';
const ORACLES = 'test/e2e/security-oracles.e2e-spec.ts';
const DELIVERY = 'test/e2e/order-delivery.e2e-spec.ts';
const DECISIONS = 'src/platform/http/strict-json.spec.ts';

/** Every fault that was thought of, each with what is done about it. */
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
  injected('F15', 'API is asked to end while PostgreSQL is out of reach'),
  injected('F16', 'API is killed, as for want of memory'),
  injected('F17', 'two processes sweep at once'),
  injected('F18', 'requests are doubled'),
  injected('F19', 'requests and answers are dropped or cut'),
  injected('F20', 'Redis is killed'),
  injected('F21', 'Redis is flushed'),
  injected('F22', 'Redis is frozen'),
  injected('F23', 'Redis is full'),
  injected('F24', 'Redis evicts'),
  injected('F25', 'Redis lines are cut, or dead without a word'),
  injected('F26', 'worker is frozen'),
  injected('F27', 'worker is killed'),
  injected('F28', 'job id is used again'),
  injected('F29', 'old jobs come back'),
  injected('F30', 'PostgreSQL is restarted'),
  injected('F31', 'PostgreSQL is killed'),
  injected('F32', 'PostgreSQL sessions are ended'),
  injected('F33', 'PostgreSQL lines are cut, in a commit or elsewhere'),
  injected('F34', 'PostgreSQL is out of reach, or has moved to another host'),
  leftOut('F35', 'disk is full', 'needs a file system of its own, and the rights to mount one'),
  injected('F36', 'account is locked for long'),
  injected('F37', 'every connection of the pools waits'),
  injected('F38', 'locks are taken in crossed order'),
  injected('F39', 'PostgreSQL is read-only'),
  leftOut('F40', 'TimescaleDB present or absent', 'not available where the tests run'),
  injected('F41', 'requests are delayed past later ones'),
  held('F42', 'positions list is cut', 'test/integration/positions.int-spec.ts'),
  held('F43', 'result before its order', DELIVERY),
  held('F44', 'report after the order’s end', DELIVERY),
  injected('F45', 'second terminal on the account'),
  injected('F46', 'terminal is killed at any moment, or put back to a copy'),
  held('F47', 'terminal is away for long', DELIVERY),
  injected('F48', 'position is closed by hand'),
  injected('F49', 'broker requotes, or leaves the outcome open'),
  injected('F50', 'clock of a terminal jumps'),
  injected('F51', 'slow bodies and idle sockets'),
  leftOut('F52', 'slow readers', 'not built yet'),
  held('F53', 'live lines come back and go on', 'test/e2e/live-replicas.e2e-spec.ts'),
  leftOut('F54', 'five times the capacity', 'a question of speed: belongs to the benchmark'),
  leftOut('F55', 'all clients retry at once', 'a question of speed: belongs to the benchmark'),
  held('F56', 'malformed bodies', DECISIONS),
  held('F57', 'oversized bodies', REQUESTS),
  held('F58', 'deep bodies', DECISIONS),
  held('F59', 'impossible numbers', 'src/platform/http/field-decorators.spec.ts'),
  held('F60', 'hostile texts', 'src/platform/http/field-decorators.spec.ts'),
  held('F61', 'prototype and duplicate keys', DECISIONS),
  held('F62', 'SQL in texts and queries', ORACLES),
  held('F63', 'compressed bodies', REQUESTS),
  held('F64', 'another owner’s ids', ORACLES),
  held('F65', 'bad tokens', 'test/e2e/access-tokens.e2e-spec.ts'),
  held('F66', 'one key, many requests', 'test/integration/signal-intake.int-spec.ts'),
  held('F67', 'kill switch between two steps', 'test/e2e/risk-state.e2e-spec.ts'),
  held('F68', 'two signals, and one place left', 'test/e2e/protections.e2e-spec.ts'),
  held('F69', 'runaway source', 'test/e2e/risk-state.e2e-spec.ts'),
  leftOut(
    'F70',
    'row damaged by hand',
    'nothing in the product looks for it; the harness compares rows with their events',
  ),
  injected('F71', 'processes in different time zones'),
  held('F72', 'log cannot be written', 'src/platform/logging/line-writer.spec.ts'),
];
