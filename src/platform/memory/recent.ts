import { type Clock } from '../time/clock';
import { BoundedMap } from './bounded-map';

/** How fresh an answer has to be; as fresh as anything remembered, if nothing is said. */
export interface Wish {
  readonly maxAgeMs?: number;
}

/**
 * Values that were read a moment ago. A writer in this process forgets what it changed, and a read that was under way
 * meanwhile is not remembered, for it may have seen the value before the change. Writers in other processes are
 * noticed when the time to live has passed.
 */
export class Recent<Value> {
  private readonly entries: BoundedMap<string, { readonly value: Value; readonly readAtMs: number }>;
  private readonly reading = new Map<string, object>();

  constructor(
    private readonly clock: Clock,
    private readonly options: { readonly ttlMs: number; readonly capacity: number },
  ) {
    this.entries = new BoundedMap(options.capacity);
  }

  /** Answers from memory what is fresh there, and asks `find` once for all the rest. */
  async readMany(
    keys: readonly string[],
    find: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
    { maxAgeMs = this.options.ttlMs }: Wish = {},
  ): Promise<Map<string, Value>> {
    const known = this.fresh(keys, maxAgeMs);
    const missing = keys.filter((key) => !known.has(key));
    if (missing.length === 0) return known;
    for (const [key, value] of await this.findAndKeep(missing, find)) known.set(key, value);
    return known;
  }

  /** The same for one value; null if there is none. */
  async read(key: string, find: () => Promise<Value | null>, wish: Wish = {}): Promise<Value | null> {
    const values = await this.readMany(
      [key],
      async () => {
        const value = await find();
        return new Map(value === null ? [] : [[key, value]]);
      },
      wish,
    );
    return values.get(key) ?? null;
  }

  /** What is remembered, however old; asks nobody. */
  peek(key: string): Value | undefined {
    return this.entries.get(key)?.value;
  }

  forget(key: string): void {
    this.entries.delete(key);
    this.reading.delete(key);
  }

  private fresh(keys: readonly string[], maxAgeMs: number): Map<string, Value> {
    const oldestMs = this.clock.monotonicMs() - Math.min(maxAgeMs, this.options.ttlMs);
    const known = new Map<string, Value>();
    for (const key of keys) {
      const entry = this.entries.get(key);
      if (entry && entry.readAtMs > oldestMs) known.set(key, entry.value);
    }
    return known;
  }

  private async findAndKeep(
    missing: readonly string[],
    find: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  ): Promise<ReadonlyMap<string, Value>> {
    const thisRead = {};
    for (const key of missing) this.reading.set(key, thisRead);
    const readAtMs = this.clock.monotonicMs();
    try {
      const found = await find(missing);
      for (const [key, value] of found) {
        if (this.reading.get(key) === thisRead) this.entries.set(key, { value, readAtMs });
      }
      return found;
    } finally {
      for (const key of missing) {
        if (this.reading.get(key) === thisRead) this.reading.delete(key);
      }
    }
  }
}
