import { Logger } from '@nestjs/common';

/** Repeats a task, never two at a time, until it is stopped. A run that fails is logged, and the next one comes. */
export class Periodic {
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    name: string,
    private readonly intervalMs: number,
    private readonly task: () => Promise<unknown>,
  ) {
    this.logger = new Logger(`periodic:${name}`);
  }

  start(): void {
    this.schedule();
  }

  /** Resolves once a run that is under way is over. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.run().finally(() => {
        this.schedule();
      });
    }, this.intervalMs);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    try {
      await this.task();
    } catch (error) {
      this.logger.error('A run failed', error instanceof Error ? error.stack : String(error));
    }
  }
}
