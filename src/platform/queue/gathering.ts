import { forEverybody } from '../http/request-context';

/** What became of one item of a group: one item's failure is not its neighbours'. */
export type Outcome<Result> = { readonly result: Result } | { readonly error: unknown };

export interface GatheringOptions<Item, Result> {
  /** Does the work for all items at once and answers one outcome per item, in order. */
  readonly flush: (items: readonly Item[]) => Promise<readonly Outcome<Result>[]>;
  /** The most items of one flush. */
  readonly largestGroup: number;
  /** The most items that may wait; beyond it `add` refuses at once. */
  readonly mostWaiting: number;
  readonly refuse: () => Error;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  /** The latest that its group sets out, unless another flush is under way then; by the monotonic clock. */
  readonly dueMs: number;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does together what arrives together. While one flush runs, what arrives waits for the next one, so a lone item is
 * flushed at once and a crowd shares one transaction. An item that has time waits for company; one that has none takes
 * along who waits.
 */
export class Gathering<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private running: Promise<void> | undefined;
  private setOut: (() => void) | undefined;

  constructor(private readonly options: GatheringOptions<Item, Result>) {}

  /**
   * Resolves or rejects with this item's own outcome, once its group is through.
   *
   * @param patienceMs for so long it may wait for others
   */
  add(item: Item, patienceMs = 0): Promise<Result> {
    if (this.waiting.length >= this.options.mostWaiting) return Promise.reject(this.options.refuse());
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject, dueMs: performance.now() + patienceMs });
      if (patienceMs === 0 || this.waiting.length >= this.options.largestGroup) this.setOut?.();
      this.running ??= forEverybody(() => this.run());
    });
  }

  /** Resolves once nothing waits and nothing runs. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  private async run(): Promise<void> {
    // Requests that were read from their sockets in this turn of the event loop join the first group.
    await new Promise<void>((resume) => setImmediate(resume));
    while (this.waiting.length > 0) {
      await this.company();
      await this.flush(this.waiting.splice(0, this.options.largestGroup));
    }
    this.running = undefined;
  }

  /** Resolves when somebody who waits can wait no longer, or a group is full. */
  private async company(): Promise<void> {
    const { waiting, options } = this;
    const leftMs = Math.min(...waiting.map(({ dueMs }) => dueMs)) - performance.now();
    if (leftMs <= 0 || waiting.length >= options.largestGroup) return;
    await new Promise<void>((resume) => {
      const timer = setTimeout(resume, leftMs);
      this.setOut = () => {
        clearTimeout(timer);
        resume();
      };
    });
    this.setOut = undefined;
  }

  private async flush(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const outcomes = await this.options.flush(group.map(({ item }) => item));
      group.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome === undefined)
          reject(new Error('A flush answered fewer outcomes than it was given items'));
        else if ('error' in outcome) reject(outcome.error);
        else resolve(outcome.result);
      });
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
