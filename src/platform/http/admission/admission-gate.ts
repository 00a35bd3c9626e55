import { type AdmissionClass } from './admission-classes';

export interface GateOptions {
  /** How much may be under way while nothing is known of how long it takes; one signal is one. */
  readonly start: number;
  readonly least: number;
  readonly most: number;
}

/** The start has room for 128 signals at once, and the least for what keeps server and database at work together. */
const OPTIONS: GateOptions = { start: 256, least: 32, most: 512 };

/** How much of the limit may be taken before a class is refused: the lower it stands, the sooner. */
const SHARE = { sync: 1.5, signal: 0.75, read: 0.5 } as const satisfies Partial<
  Record<AdmissionClass, number>
>;
/** Reports, and what stops trading, are refused only when there are so many that memory is at stake: so many times the most. */
const REPORTS_BEYOND = 8;
/** What one of a class takes up. Terminals that call together are answered together, and cost little each. */
const ROOM: Readonly<Record<AdmissionClass, number>> = {
  stop: 1,
  report: 1,
  sync: 0.25,
  signal: 1,
  read: 1,
};

/**
 * A quarter of the requests takes less than this; if even that quarter waits longer, more of them at once only makes all of
 * them wait. The others may wait for a row that somebody holds, which says nothing of how much there is to do.
 */
const TARGET_MS = 100;
/** Nobody is to wait this long, however few the others are that wait as well. */
const TOO_LONG_MS = 1_000;
const WINDOW_MS = 100;
/** Fewer say nothing yet: the window stays open until there are so many. */
const FEWEST_SAMPLES = 10;
const MOST_SAMPLES = 500;
/** The most that one window takes away: a pause of the whole machine is not yet a crowd. */
const SHRINK = 0.5;
const GROW = 1.2;

/**
 * Bounds how many requests are under way at once, by what the last tenth of a second showed: while they are quick and
 * more ask to come in, more are let in, and when they become slow, fewer. What is over the bound is refused at once, the
 * least important first, so that those who were let in are answered in time.
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
    // Nobody is here: whatever made the last ones wait, or let so many in, is over.
    if (this.underWay === 0) this.limit = this.options.start;
    if (this.underWay >= this.roomFor(of)) return false;
    this.underWay += ROOM[of];
    this.busiest = Math.max(this.busiest, this.underWay);
    return true;
  }

  /** A request that was let in is over. How long reading takes is the reader's own wish, and says nothing. */
  leave(of: AdmissionClass, tookMs: number): void {
    this.underWay -= ROOM[of];
    if (of !== 'read' && this.samples.length < MOST_SAMPLES) this.samples.push(tookMs);
    if (this.nowMs() >= this.windowEndsAtMs) this.adjust();
  }

  /** Fewer at once from now on: callers are known to wait whom nobody has asked yet what they want. */
  shrink(): void {
    // So few are no reason for them to wait.
    if (this.busiest <= this.options.least) return;
    this.lower(Math.min(this.limit, this.busiest) * SHRINK);
  }

  get load(): { readonly underWay: number; readonly limit: number } {
    return { underWay: this.underWay, limit: this.limit };
  }

  private adjust(): void {
    if (this.samples.length < FEWEST_SAMPLES) return;
    const usualMs = quickQuarterOf(this.samples);
    const isFull = this.busiest >= this.limit * SHARE.read;
    if (usualMs > TOO_LONG_MS || (usualMs > TARGET_MS && isFull)) {
      this.lower(Math.min(this.limit, this.busiest) * Math.max(SHRINK, TARGET_MS / usualMs));
      return;
    }
    if (usualMs <= TARGET_MS && (isFull || this.limit < this.options.start)) {
      this.limit = Math.min(this.options.most, Math.ceil(this.limit * GROW));
    }
    this.beginWindow();
  }

  private lower(limit: number): void {
    this.limit = Math.max(this.options.least, Math.floor(limit));
    this.beginWindow();
  }

  private beginWindow(): void {
    this.samples = [];
    this.busiest = this.underWay;
    this.windowEndsAtMs = this.nowMs() + WINDOW_MS;
  }

  private roomFor(of: AdmissionClass): number {
    return of === 'stop' || of === 'report' ? this.options.most * REPORTS_BEYOND : this.limit * SHARE[of];
  }
}

function quickQuarterOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 4)] ?? 0;
}
