import { Clock } from '../../src/platform/time/clock';

/** Noon of an ordinary trading day (a Thursday), where nothing special happens. */
export const NOON = new Date('2025-10-23T12:00:00.000Z');

/** A clock that moves only when a test says so. */
export class FixedClock extends Clock {
  private time: number;
  private elapsedMs = 0;

  constructor(start: Date = NOON) {
    super();
    this.time = start.getTime();
  }

  override now(): Date {
    return new Date(this.time);
  }

  override monotonicMs(): number {
    return this.elapsedMs;
  }

  /** Moves to an instant: the wall clock jumps, as a corrected clock does, and durations do not notice. */
  set(instant: Date | string): void {
    this.time = new Date(instant).getTime();
  }

  /** Lets time pass, in milliseconds. */
  advance(ms: number): void {
    this.time += ms;
    this.elapsedMs += ms;
  }
}
