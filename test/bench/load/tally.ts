import { type Outcome } from './job';
import { round, spreadOf } from './latencies';

/** Counts what a job does while it does it. */
export class Tally {
  readonly durations: number[] = [];
  failed = 0;
  bytesUp = 0;
  bytesDown = 0;
  fault: string | null = null;
  private readonly startedAt = performance.now();
  private readonly cpu = process.cpuUsage();

  fail(what: string): void {
    this.failed += 1;
    this.fault ??= what;
  }

  outcome(done = this.durations.length): Outcome {
    const seconds = (performance.now() - this.startedAt) / 1000;
    const { user, system } = process.cpuUsage(this.cpu);
    return {
      done,
      failed: this.failed,
      seconds: round(seconds, 3),
      perSecond: round(done / seconds, 1),
      latencyMs: spreadOf(this.durations),
      cpuMs: round((user + system) / 1000),
      bytesUp: this.bytesUp,
      bytesDown: this.bytesDown,
      fault: this.fault,
    };
  }
}
