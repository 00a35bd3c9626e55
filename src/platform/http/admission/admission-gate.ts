import { type AdmissionClass } from './admission-classes';

export interface GateOptions {
  /** How many requests may be under way while nothing is known of how long they take. */
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

const OPTIONS: GateOptions = { start: 800, least: 64, most: 2_000 };

/** How much of the limit may be taken before a class is refused: the lower it stands, the sooner. */
const SHARE = { sync: 0.9, signal: 0.75, read: 0.5 } as const satisfies Partial<
  Record<AdmissionClass, number>
>;
/** Reports are refused only when there are so many that memory is at stake. */
const REPORTS_BEYOND = 2;

/** Half of the requests may take this long; beyond it more of them at once only makes all of them wait. */
const TARGET_MS = 100;
/** Nobody is to wait this long, however few the others are that wait as well. */
const TOO_LONG_MS = 1_000;
const WINDOW_MS = 100;
/** Fewer say nothing yet: the window stays open until there are so many. */
const FEWEST_SAMPLES = 10;
const MOST_SAMPLES = 500;
const SHRINK = 0.8;
const GROW = 1.1;

/**
 * Bounds how many requests are under way at once, by what the last tenth of a second showed: while they are quick, more
 * are let in, and when they become slow, fewer. What is over the bound is refused at once, the least important first,
 * so that those who were let in are answered in time.
 */
export class AdmissionGate {
  private underWay = 0;
  private limit: number;
  private samples: number[] = [];
  private windowEndsAtMs = 0;
  private busiest = 0;

  constructor(
    private readonly nowMs: () => number,
    private readonly options: GateOptions = OPTIONS,
  ) {
    this.limit = options.start;
  }

  /** Lets a request in; whoever was let in has to leave. */
  enter(of: AdmissionClass): boolean {
    // Nobody is here: whatever made the last ones wait is over.
    if (this.underWay === 0) this.limit = Math.max(this.limit, this.options.start);
    const room = of === 'report' ? this.options.most * REPORTS_BEYOND : this.limit * SHARE[of];
    if (this.underWay >= room) return false;
    this.underWay += 1;
    this.busiest = Math.max(this.busiest, this.underWay);
    return true;
  }

  /** A request that was let in is over. How long reading takes is the reader's own wish, and says nothing. */
  leave(of: AdmissionClass, tookMs: number): void {
    this.underWay -= 1;
    if (of !== 'read' && this.samples.length < MOST_SAMPLES) this.samples.push(tookMs);
    if (this.nowMs() >= this.windowEndsAtMs) this.adjust();
  }

  get load(): { readonly underWay: number; readonly limit: number } {
    return { underWay: this.underWay, limit: this.limit };
  }

  private adjust(): void {
    if (this.samples.length < FEWEST_SAMPLES) return;
    const { least, most } = this.options;
    const usualMs = medianOf(this.samples);
    const isFull = this.busiest >= this.limit * SHARE.read;
    if (usualMs <= TARGET_MS) this.limit = Math.min(most, Math.ceil(this.limit * GROW));
    else if (isFull) this.limit = Math.max(least, Math.floor(this.limit * SHRINK));
    else if (usualMs > TOO_LONG_MS && this.busiest > least) {
      this.limit = Math.max(least, Math.floor(Math.min(this.limit, this.busiest) * SHRINK));
    }
    this.samples = [];
    this.busiest = this.underWay;
    this.windowEndsAtMs = this.nowMs() + WINDOW_MS;
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
