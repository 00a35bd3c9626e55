import { type Change } from './stats.repository';

/** The first day that differs between two revisions; null if nobody remembers. */
export function firstChange(changes: readonly Change[], before: string, after: string): string | null {
  const since = changes.filter(({ revision }) => BigInt(revision) > BigInt(before));
  if (BigInt(since.length) !== BigInt(after) - BigInt(before)) return null;
  return since.map(({ day }) => day).reduce((one, other) => (other < one ? other : one));
}
