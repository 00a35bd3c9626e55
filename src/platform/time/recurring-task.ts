/** Does something again and again, and never twice at once: a run that takes longer than the pause delays the next. */
export class RecurringTask {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  /** @param work must not throw: it knows best what its failure means, and the next run comes anyway */
  constructor(
    private readonly work: () => Promise<void>,
    private readonly pauseMs: number,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.running = this.work().finally(() => {
        if (this.timer) this.start();
      });
    }, this.pauseMs).unref();
  }

  /** Resolves once nothing runs any more. */
  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }
}
