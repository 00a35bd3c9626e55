/** How often each fault of the catalogue was injected in one run. */
export class FaultCounts {
  private readonly counts = new Map<string, number>();

  add(fault: string): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
  }

  get total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  sorted(): readonly (readonly [string, number])[] {
    return [...this.counts].sort(([a], [b]) => a.localeCompare(b));
  }
}
