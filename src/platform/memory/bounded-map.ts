/**
 * A map of so many entries at most: the one that was set the longest ago goes first. Being read does not make one young
 * again.
 */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  private weight = 0;

  /** @param weigh what a value counts for, where that is not the same for all; it stays what it was when it was set */
  constructor(
    private readonly capacity: number,
    private readonly weigh: (value: Value) => number = () => 1,
  ) {
    super();
  }

  override set(key: Key, value: Value): this {
    // Deleted first: a Map keeps its keys in the order in which they came.
    this.delete(key);
    super.set(key, value);
    this.weight += this.weigh(value);
    for (const oldest of this.keys()) {
      if (this.weight <= this.capacity) break;
      this.delete(oldest);
    }
    return this;
  }

  override delete(key: Key): boolean {
    if (this.has(key)) this.weight -= this.weigh(this.get(key) as Value);
    return super.delete(key);
  }

  override clear(): void {
    this.weight = 0;
    super.clear();
  }
}
