import { Injectable } from '@nestjs/common';

/** The only "now" of the house: tests replace it, lint forbids every other. */
@Injectable()
export class Clock {
  /** This server's time. It alone decides expiry, limits and days. */
  now(): Date {
    return new Date();
  }

  /** A reading that only ever grows, for durations, in milliseconds. */
  monotonicMs(): number {
    return performance.now();
  }
}
