import { expiryOf, judge, type RefreshToken } from './refresh-token';

const now = new Date('2025-10-23T10:00:00Z');
const fresh: RefreshToken = {
  userId: 'u',
  familyId: 'f',
  expiresAt: new Date('2025-10-30T10:00:00Z'),
  familyExpiresAt: new Date('2025-11-22T10:00:00Z'),
  rotatedAt: null,
  revokedAt: null,
  successorRotated: false,
};

describe('judge', () => {
  it.each<[string, Partial<RefreshToken>, ReturnType<typeof judge>]>([
    ['renews a token that was never used', {}, 'renew'],
    ['renews in the last millisecond', { expiresAt: new Date('2025-10-23T10:00:00.001Z') }, 'renew'],
    ['refuses an unused token of a week ago', { expiresAt: now }, 'dead'],
    ['refuses a family of a month ago, however active', { familyExpiresAt: now }, 'dead'],
    ['refuses a revoked token', { revokedAt: now }, 'dead'],
    ['repeats its answer 10 seconds long', { rotatedAt: new Date('2025-10-23T09:59:50Z') }, 'repeat'],
    ['calls it theft after that', { rotatedAt: new Date('2025-10-23T09:59:49.999Z') }, 'stolen'],
    [
      'calls it theft at once when the answer has been used',
      { rotatedAt: now, successorRotated: true },
      'stolen',
    ],
    ['does not call a revoked token theft', { rotatedAt: now, revokedAt: now }, 'dead'],
    [
      'calls it theft even when it would be too old by itself',
      { rotatedAt: new Date('2025-10-20T10:00:00Z'), expiresAt: now },
      'stolen',
    ],
  ])('%s', (_, change, verdict) => {
    expect(judge({ ...fresh, ...change }, now)).toBe(verdict);
  });
});

describe('expiryOf', () => {
  it('gives a week, and never more than the family has left', () => {
    expect(expiryOf(now, fresh.familyExpiresAt)).toEqual(new Date('2025-10-30T10:00:00Z'));
    expect(expiryOf(now, new Date('2025-10-24T10:00:00Z'))).toEqual(new Date('2025-10-24T10:00:00Z'));
  });
});
