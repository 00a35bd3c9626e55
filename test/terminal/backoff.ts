import { type Random } from './random';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** How long to wait after a failure: 1, 2, 4 … 30 s, each shortened by chance so that terminals do not come back together. */
export class Backoff {
  private failures = 0;

  constructor(private readonly random: Random) {}

  /** @param atLeastMs what the backend asked for with Retry-After */
  afterFailure(atLeastMs: number | null = null): number {
    const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.failures);
    this.failures += 1;
    const waitMs = ceiling * (0.5 + this.random.next() / 2);
    return Math.round(Math.max(waitMs, atLeastMs ?? 0));
  }

  reset(): void {
    this.failures = 0;
  }
}
