import { SetMetadata } from '@nestjs/common';

/**
 * Kinds of routes that are limited together: `auth` by network address, since nobody is known yet, the others by API
 * token or person, and `terminal` by terminal session besides, so that fifty terminals may share one token.
 */
export type RateClass = 'auth' | 'terminal' | 'signals' | 'read' | 'write';

export interface RateLimit {
  readonly requests: number;
  readonly windowSeconds: number;
  /** How many more are answered 429 before the caller is sent away for longer. Absent: never. */
  readonly banAfterRefusals?: number;
}

export const BAN_SECONDS = 300;

/**
 * None of them is near what an honest caller needs: a terminal syncs once a second, a person clicks. They keep a loop
 * gone wild from taking what others need.
 */
export const RATE_LIMITS: Readonly<Record<RateClass, RateLimit>> = {
  auth: { requests: 60, windowSeconds: 60, banAfterRefusals: 50 },
  terminal: { requests: 3_600, windowSeconds: 60 },
  signals: { requests: 60_000, windowSeconds: 60 },
  read: { requests: 3_000, windowSeconds: 60 },
  write: { requests: 600, windowSeconds: 60 },
};

export const RATE_CLASS = 'http:rate-class';

/** Puts a route, or all routes of a controller, into a class. Without it: GET is `read`, everything else `write`. */
export const Rate = (rateClass: RateClass): MethodDecorator & ClassDecorator =>
  SetMetadata(RATE_CLASS, rateClass);
