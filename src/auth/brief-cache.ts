import { BoundedMap } from '../platform/memory/bounded-map';
import { type Clock } from '../platform/time/clock';

interface Entry<Value> {
  readonly value: Promise<Value | null>;
  readonly until: number;
  /** Known once the value is there; until then the entry may concern anybody. */
  found?: Value;
}

/**
 * Remembers what was found for a few seconds, and asks once for callers that arrive together.
 * What was not found is not remembered: a flood of inventions cannot push out what is in use.
 */
export class BriefCache<Value> {
  private readonly entries: BoundedMap<string, Entry<Value>>;

  constructor(
    private readonly clock: Clock,
    private readonly options: { readonly ttlMs: number; readonly capacity: number },
  ) {
    this.entries = new BoundedMap(options.capacity);
  }

  /** Answers from memory, or asks `find` and remembers its answer. A failure is not remembered either. */
  get(key: string, find: () => Promise<Value | null>): Promise<Value | null> {
    const now = this.clock.monotonicMs();
    const known = this.entries.get(key);
    if (known && known.until > now) return known.value;

    const entry: Entry<Value> = { value: find(), until: now + this.options.ttlMs };
    this.entries.set(key, entry);
    entry.value.then(
      (found) => {
        if (found === null) this.drop(key, entry);
        else entry.found = found;
      },
      () => {
        this.drop(key, entry);
      },
    );
    return entry.value;
  }

  /** Forgets what concerns somebody, and what is still being looked up: it may have been read too early. */
  forget(concerns: (value: Value) => boolean): void {
    for (const [key, entry] of this.entries) {
      if (entry.found === undefined || concerns(entry.found)) this.entries.delete(key);
    }
  }

  private drop(key: string, entry: Entry<Value>): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }
}
