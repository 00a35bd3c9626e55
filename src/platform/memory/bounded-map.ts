/**
 * A map of so many entries at most: the one that was set the longest ago goes first. Being read does not make one young
 * again.
 */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  constructor(private readonly capacity: number) {
    super();
  }

  override set(key: Key, value: Value): this {
    // Deleted first: a Map keeps its keys in the order in which they came.
    this.delete(key);
    super.set(key, value);
    if (this.size > this.capacity) {
      const oldest = this.keys().next();
      if (!oldest.done) this.delete(oldest.value);
    }
    return this;
  }
}
