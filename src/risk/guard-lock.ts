import { type GuardRule } from './guard-rule';
import { nextReset } from './reset-time';

/** The account was flattened. Until null = until a person lifts it. */
export interface GuardLock {
  readonly ruleId: string;
  readonly since: Date;
  readonly until: Date | null;
}

/** The lock a rule sets when it flattens: until its next day, or for a total rule until a person lifts it. */
export function lockBy(rule: GuardRule, now: Date, brokerUtcOffsetSeconds: number | null): GuardLock {
  const ends = rule.scope === 'DAILY' && rule.reset !== null;
  const until = ends ? nextReset(rule.reset, now, brokerUtcOffsetSeconds ?? 0) : null;
  return { ruleId: rule.id, since: now, until };
}

export function isHeld(lock: GuardLock | null, now: Date): lock is GuardLock {
  return lock !== null && (lock.until === null || lock.until > now);
}

/** A lock without an end outlasts every other. */
export function longest(locks: readonly GuardLock[]): GuardLock | null {
  return locks.reduce<GuardLock | null>((longest, lock) => {
    if (longest === null) return lock;
    if (longest.until === null) return longest;
    return lock.until === null || lock.until > longest.until ? lock : longest;
  }, null);
}
