const MOST = 3;
const WITHIN_MS = 600_000;

/**
 * Counts how often a terminal's epoch was passed. By a call of its own that came in late that happens now and then, and it
 * connects once more; again and again it is passed by a copy of the installation only, and one of the two has to stop.
 */
export class PassedEpochs {
  private count = 0;
  private sinceMs = 0;

  /** @returns whether a copy of the installation runs elsewhere */
  oneMore(nowMs: number): boolean {
    if (this.count === 0 || nowMs - this.sinceMs >= WITHIN_MS) {
      this.count = 0;
      this.sinceMs = nowMs;
    }
    this.count += 1;
    return this.count > MOST;
  }
}
