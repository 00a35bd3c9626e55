/** A refresh token's row. */
export interface RefreshToken {
  readonly userId: string;
  readonly familyId: string;
  readonly expiresAt: Date;
  readonly familyExpiresAt: Date;
  readonly rotatedAt: Date | null;
  readonly revokedAt: Date | null;
  /** Whether the token that followed this one has been used in its turn. */
  readonly successorRotated: boolean;
}

/** An unused browser is logged out after a week, and everybody after a month, however active. */
export const IDLE_LIFETIME_MS = 7 * 86_400_000;
export const FAMILY_LIFETIME_MS = 30 * 86_400_000;
/** How long a client that did not hear the answer may ask again. */
export const REPEAT_WINDOW_MS = 10_000;

/** When a token made now dies: with its family at the latest. */
export function expiryOf(now: Date, familyExpiresAt: Date): Date {
  return new Date(Math.min(now.getTime() + IDLE_LIFETIME_MS, familyExpiresAt.getTime()));
}

/**
 * Judges a refresh token that somebody presents.
 *
 * `renew`: it is due its successor. `repeat`: the answer was lost on the way, and is given again. `stolen`: it has been
 * used, so two parties hold it, and nobody can tell which of them is the thief: the family ends. `dead`: it is over.
 */
export function judge(token: RefreshToken, now: Date): 'renew' | 'repeat' | 'stolen' | 'dead' {
  if (token.revokedAt || token.familyExpiresAt <= now) return 'dead';
  if (!token.rotatedAt) return token.expiresAt <= now ? 'dead' : 'renew';
  const since = now.getTime() - token.rotatedAt.getTime();
  // Who uses the successor has received it: the old token cannot be a repeat any more.
  return since <= REPEAT_WINDOW_MS && !token.successorRotated ? 'repeat' : 'stolen';
}
