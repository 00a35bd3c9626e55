import { type NewSignal } from './new-signal';
import { type KeyedSignal } from './signals.repository';

/** Finds the stored signal that holds a key of a signal. */
export class KeyHolders {
  private readonly byKey = new Map<string, KeyedSignal>();

  constructor(stored: readonly KeyedSignal[]) {
    for (const keyed of stored) {
      const { signal, idempotencyKey, naturalKey } = keyed;
      for (const key of keysOf(signal.userId, idempotencyKey, signal.clientSignalId, naturalKey)) {
        this.byKey.set(key, keyed);
      }
    }
  }

  of({ userId, idempotencyKey, clientSignalId, naturalKey }: NewSignal): KeyedSignal | undefined {
    for (const key of keysOf(userId, idempotencyKey, clientSignalId, naturalKey)) {
      const found = this.byKey.get(key);
      if (found) return found;
    }
    return undefined;
  }
}

function keysOf(
  userId: string,
  idempotencyKey: string | null,
  clientSignalId: string | null,
  naturalKey: Buffer | null,
): string[] {
  const keys: string[] = [];
  if (idempotencyKey !== null) keys.push(`${userId} idempotency ${idempotencyKey}`);
  if (clientSignalId !== null) keys.push(`${userId} client ${clientSignalId}`);
  if (naturalKey !== null) keys.push(`${userId} natural ${naturalKey.toString('hex')}`);
  return keys;
}
