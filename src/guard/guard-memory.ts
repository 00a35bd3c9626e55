import { type Account } from '../accounts/account';
import { nextReset } from '../risk/reset-time';
import { type GuardMemory } from './equity-guards.repository';
import { type GuardSettings } from './risk-profile';

/** Resets that are counted in one look at most; a guard that begins years back catches up over several. */
const MOST_RESETS = 400;

/** The ends of days that a guard by the highest of them has not counted yet, oldest first; none for other guards. */
export function uncountedResets(
  memory: GuardMemory,
  { pack, startedAt }: GuardSettings,
  offsetSeconds: number,
  now: Date,
): readonly Date[] {
  const days = pack.rules.find(({ anchor }) => anchor === 'HIGH_WATER_END_OF_DAY')?.reset;
  if (!days) return [];
  const resets: Date[] = [];
  let reset = nextReset(days, memory.daysCountedUntil ?? startedAt, offsetSeconds);
  while (reset <= now && resets.length < MOST_RESETS) {
    resets.push(reset);
    reset = nextReset(days, reset, offsetSeconds);
  }
  return resets;
}

/** Whether an account has seen a peak, or the end of a day, that its guard does not remember. */
export function isBehind(memory: GuardMemory, guard: GuardSettings, account: Account, now: Date): boolean {
  const { highestEquity } = memory;
  if (!highestEquity || account.equity.greaterThan(highestEquity)) return true;
  return uncountedResets(memory, guard, account.brokerUtcOffsetSeconds ?? 0, now).length > 0;
}

export function differs(a: GuardMemory, b: GuardMemory): boolean {
  const text = ({ highestEquity, highestDayBalance, daysCountedUntil, step, lock }: GuardMemory): string =>
    JSON.stringify([highestEquity, highestDayBalance, daysCountedUntil, step, lock]);
  return text(a) !== text(b);
}
