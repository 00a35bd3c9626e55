interface OfAccount {
  readonly accountId: string;
}

/** Sorts items by account, once: seeking each account's among all takes the square of their number. */
export function byAccount<Item extends OfAccount>(
  items: readonly Item[],
): (accountId: string) => readonly Item[] {
  const sorted = new Map<string, Item[]>();
  for (const item of items) {
    const own = sorted.get(item.accountId);
    if (own) own.push(item);
    else sorted.set(item.accountId, [item]);
  }
  return (accountId) => sorted.get(accountId) ?? [];
}
