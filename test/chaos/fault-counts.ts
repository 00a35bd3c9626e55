/** How often each fault of the catalogue was injected in one run. */
export class FaultCounts {
  private readonly counts = new Map<string, number>();

  add(fault: string): void {
    this.counts.set(fault, (this.counts.get(fault) ?? 0) + 1);
  }

  /** Without those that had no effect. */
  get total(): number {
    return [...this.counts]
      .filter(([fault]) => !fault.includes(', in vain'))
      .reduce((sum, [, count]) => sum + count, 0);
  }

  sorted(): readonly (readonly [string, number])[] {
    return [...this.counts].sort(([a], [b]) => a.localeCompare(b));
  }
}
