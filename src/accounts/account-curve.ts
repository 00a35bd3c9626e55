import { type Decimal } from 'decimal.js';

/** How long a bucket of a curve is. */
export const RESOLUTIONS = { '1m': 60, '1h': 3600, '1d': 86_400 } as const;
export type Resolution = keyof typeof RESOLUTIONS;
export const RESOLUTION_NAMES = Object.keys(RESOLUTIONS) as readonly Resolution[];

export interface Levels {
  readonly start: Decimal;
  readonly min: Decimal;
  readonly max: Decimal;
  /** The mean of the snapshots. */
  readonly average: Decimal;
  readonly last: Decimal;
}

/** What an account was worth within a minute, an hour or a day. Where nothing changed there may be no bucket. */
export interface CurveBucket {
  readonly startsAt: Date;
  readonly samples: number;
  readonly balance: Levels;
  readonly equity: Levels;
  readonly equityMinAt: Date;
  readonly equityMaxAt: Date;
  /** The deepest fall of the equity within it. */
  readonly fall: {
    readonly peak: Decimal;
    readonly peakAt: Date;
    readonly trough: Decimal;
    readonly troughAt: Date;
  } | null;
}

export interface CurveRange {
  readonly resolution: Resolution;
  /** Buckets that start at this time or later. */
  readonly from?: Date | undefined;
  /** Buckets that start before this time. */
  readonly to?: Date | undefined;
  readonly limit: number;
  /** The start of the last bucket of the page before. */
  readonly after?: Date | undefined;
}
