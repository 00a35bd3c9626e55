import { type SignalType } from './signal';
import { refuseByAge } from './signal-age';

const NOON = new Date('2025-10-23T12:00:00.000Z');

function refuse(type: SignalType, ageMs: number): string | undefined {
  return refuseByAge({ type, signalTime: new Date(NOON.getTime() - ageMs), receivedAt: NOON })?.message;
}

describe('refuseByAge', () => {
  it.each([
    ['exactly 120 s old', 120_000],
    ['of this moment', 0],
    ['exactly 5 s ahead', -5000],
  ])('lets an opening signal in that is %s', (_, ageMs) => {
    expect(refuse('BUY', ageMs)).toBeUndefined();
    expect(refuse('SELL', ageMs)).toBeUndefined();
  });

  it.each([
    [120_001, 'The signal is 120 s old; an opening signal may be at most 120 s old'],
    [31_536_000_000, 'The signal is 31536000 s old; an opening signal may be at most 120 s old'],
    [-5001, 'The signal is 6 s in the future; an opening signal may be at most 5 s ahead'],
  ])('refuses an opening signal of age %i ms', (ageMs, message) => {
    expect(refuse('BUY', ageMs)).toBe(message);
    expect(refuse('SELL', ageMs)).toBe(message);
  });

  it.each([31_536_000_000, -60_000])('lets a close in at any age: %i ms', (ageMs) => {
    expect(refuse('CLOSE_BUY', ageMs)).toBeUndefined();
    expect(refuse('CLOSE_SELL', ageMs)).toBeUndefined();
  });
});
