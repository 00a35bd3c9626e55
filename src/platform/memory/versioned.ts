import { BoundedMap } from './bounded-map';

/**
 * What was made of rows, each good for one version of its row. The version is asked for every time, so no writer has to
 * forget anything, in this process or another: only reading the row again and making the value anew is spared.
 */
export class Versioned<Value> {
  private readonly entries: BoundedMap<string, { readonly version: string; readonly value: Value }>;

  /** @param weigh what a value counts for of the capacity; 1 if it is not said */
  constructor(capacity: number, weigh: (value: Value) => number = () => 1) {
    this.entries = new BoundedMap(capacity, ({ value }) => weigh(value));
  }

  /** The value that was made of this version; undefined if there is none. */
  of(key: string, version: string): Value | undefined {
    const entry = this.entries.get(key);
    return entry?.version === version ? entry.value : undefined;
  }

  /** What was made last, of whatever version: good to foresee what the row will say. */
  last(key: string): Value | undefined {
    return this.entries.get(key)?.value;
  }

  keep(key: string, version: string, value: Value): Value {
    this.entries.set(key, { version, value });
    return value;
  }
}
