import { type Journal, type KeptReport } from './journal';
import { type Report } from './wire';

/** Reports on their way: told in every sync until the backend has answered one that carried them. */
export class Outbox {
  private readonly waiting = new Map<string, KeptReport>();

  constructor(private readonly journal: Journal) {
    for (const report of journal.unacknowledged()) this.put(report);
  }

  put(report: KeptReport): void {
    this.waiting.set(report.report_id, report);
  }

  isEmpty(): boolean {
    return this.waiting.size === 0;
  }

  reports(nowMs: number): Report[] {
    return [...this.waiting.values()].map(({ atMs, ...report }) => ({
      ...report,
      // The monotonic clock starts again with the machine: an age is never negative.
      age_ms: Math.max(0, Math.round(nowMs - atMs)),
    }));
  }

  acknowledge(reports: readonly Report[]): void {
    for (const { report_id: id } of reports) {
      this.waiting.delete(id);
      this.journal.acknowledge(id);
    }
  }
}
