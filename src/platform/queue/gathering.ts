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
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does together what arrives together. While one flush runs, what arrives waits for the next one, so a lone
 * item is flushed at once and a crowd shares one transaction; no timer delays anybody.
 */
export class Gathering<Item, Result> {
  private waiting: Waiting<Item, Result>[] = [];
  private running: Promise<void> | undefined;

  constructor(private readonly options: GatheringOptions<Item, Result>) {}

  /** Resolves or rejects with this item's own outcome, once its group is through. */
  add(item: Item): Promise<Result> {
    if (this.waiting.length >= this.options.mostWaiting) return Promise.reject(this.options.refuse());
    return new Promise<Result>((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
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
      await this.flush(this.waiting.splice(0, this.options.largestGroup));
    }
    this.running = undefined;
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
