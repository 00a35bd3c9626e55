import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import { type SignalRequest } from './signal';

/** The fields in a fixed order: two requests that mean the same have the same fingerprint. */
const FIELDS = [
  'symbol',
  'type',
  'entryPrice',
  'stopLoss',
  'takeProfit',
  'volume',
  'timeframe',
  'confidence',
  'strategy',
  'signalTime',
  'clientSignalId',
  'sourceSessionId',
  'targetSessionId',
  'targetAccountNumber',
] as const satisfies readonly (keyof SignalRequest)[];

/**
 * SHA-256 over what a signal says. It tells a retry from another use of the same key, and is itself
 * the key of a signal that brings none: 1.10 and 1.1000, or two spellings of one instant, are the same.
 */
export function fingerprint(request: SignalRequest): Buffer {
  const canonical = FIELDS.map((field) => {
    const value = request[field];
    if (value instanceof Decimal) return value.toFixed();
    if (value instanceof Date) return value.toISOString();
    return value;
  });
  return createHash('sha256').update(JSON.stringify(canonical)).digest();
}
