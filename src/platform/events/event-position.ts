/**
 * Where an event stands among all events: the transaction that wrote it, then its number.
 * Numbers alone will not do: they are given before the commit, so a reader that went by them would skip
 * a small number that is committed late.
 */
export interface EventPosition {
  readonly xact: bigint;
  readonly id: bigint;
}

const WRITTEN = /^(\d{1,20})-(\d{1,19})$/;

/** The position as clients keep it: opaque to them, and all that is needed to go on after it. */
export function writePosition({ xact, id }: EventPosition): string {
  return `${xact}-${id}`;
}

/** Reads a position that a client brought back; undefined when it is not one of ours. */
export function readPosition(written: string): EventPosition | undefined {
  const match = WRITTEN.exec(written);
  return match?.[1] && match[2] ? { xact: BigInt(match[1]), id: BigInt(match[2]) } : undefined;
}

export function isAfter(position: EventPosition, other: EventPosition): boolean {
  return position.xact > other.xact || (position.xact === other.xact && position.id > other.id);
}
