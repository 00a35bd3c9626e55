/** Clients of the live feed have next to nothing to say: pings, and who they are. */
const MOST_PER_SECOND = 20;

/** Counts what one client says, second by second of a monotonic clock. */
export class FloodGate {
  private second = -1;
  private count = 0;

  constructor(private readonly monotonicMs: () => number) {}

  /** False when the client says more than anybody needs to. */
  lets(): boolean {
    const second = Math.floor(this.monotonicMs() / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.count = 0;
    }
    this.count += 1;
    return this.count <= MOST_PER_SECOND;
  }
}
