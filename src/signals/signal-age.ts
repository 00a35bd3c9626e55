import { isOpening, type Refusal, type SignalType } from './signal';

/** An entry price this old says little about the market of now. */
const MAX_AGE_SECONDS = 120;
/** Two honest clocks differ by a little. */
const MAX_AHEAD_SECONDS = 5;

interface Dated {
  readonly type: SignalType;
  readonly signalTime: Date;
  readonly receivedAt: Date;
}

/**
 * Refuses an opening signal that is too old, or from the future, by this server's clock.
 * A close is welcome at any age: it only takes risk away.
 *
 * Pure in the stored fields, so that a retry is given the very same answer.
 */
export function refuseByAge({ type, signalTime, receivedAt }: Dated): Refusal | null {
  if (!isOpening(type)) return null;
  const ageMs = receivedAt.getTime() - signalTime.getTime();
  if (ageMs > MAX_AGE_SECONDS * 1000) {
    const age = Math.floor(ageMs / 1000);
    return {
      code: 'SIGNAL_TIME_OUT_OF_RANGE',
      message: `The signal is ${age} s old; an opening signal may be at most ${MAX_AGE_SECONDS} s old`,
      detail: { age_seconds: age, max_age_seconds: MAX_AGE_SECONDS },
    };
  }
  if (ageMs < -MAX_AHEAD_SECONDS * 1000) {
    const ahead = Math.ceil(-ageMs / 1000);
    return {
      code: 'SIGNAL_TIME_OUT_OF_RANGE',
      message: `The signal is ${ahead} s in the future; an opening signal may be at most ${MAX_AHEAD_SECONDS} s ahead`,
      detail: { age_seconds: -ahead, max_ahead_seconds: MAX_AHEAD_SECONDS },
    };
  }
  return null;
}
