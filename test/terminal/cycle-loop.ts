/** Runs one cycle after another, never two at once, each as long after the last as that one asked for. */
export class CycleLoop {
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<unknown> = Promise.resolve();
  private halted = false;
  private busy = false;
  private hurried = false;

  /** @param crashed told when a cycle throws; the loop is over then */
  constructor(
    private readonly cycle: () => Promise<number>,
    private readonly crashed: (error: unknown) => void,
  ) {}

  start(): void {
    this.schedule(0);
  }

  /** Runs the next cycle at once, or right after the one under way. */
  hurry(): void {
    if (this.busy) {
      this.hurried = true;
      return;
    }
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.schedule(0);
  }

  /** No further cycle begins. */
  halt(): void {
    this.halted = true;
    if (this.timer) clearTimeout(this.timer);
  }

  /** Resolves when the cycle under way is over. */
  async idle(): Promise<void> {
    await this.running;
  }

  private schedule(waitMs: number): void {
    if (this.halted) return;
    this.timer = setTimeout(() => {
      this.busy = true;
      this.running = this.cycle().then(
        (nextMs) => {
          this.busy = false;
          this.schedule(this.hurried ? 0 : nextMs);
          this.hurried = false;
        },
        (error: unknown) => {
          this.halt();
          this.crashed(error);
        },
      );
    }, waitMs);
  }
}
