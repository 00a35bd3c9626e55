/** More rows than this are written by several statements: each of them has to end within its time limit. */
const MOST_ROWS = 1_000;

/** Items in groups that one statement writes well within its time, in their order. */
export function slicesOf<Item>(items: readonly Item[], size = MOST_ROWS): readonly (readonly Item[])[] {
  if (items.length <= size) return items.length === 0 ? [] : [items];
  const slices: (readonly Item[])[] = [];
  for (let first = 0; first < items.length; first += size) slices.push(items.slice(first, first + size));
  return slices;
}
