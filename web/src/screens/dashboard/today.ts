import { useMemo } from 'react';
import { type Deal, useHistory } from '../../api/queries';
import { useFormat } from '../../format/format';
import { useNow } from '../../format/now';

const MINUTE_MS = 60_000;

/** What the deals of today brought, by account, deposits and withdrawals left out. Undefined until it is known. */
export function useTodaysResults(): ReadonlyMap<string, number> | undefined {
  const format = useFormat();
  const minute = Math.floor(useNow() / MINUTE_MS);
  const from = useMemo(() => format.startOfDay(new Date(minute * MINUTE_MS)).toISOString(), [format, minute]);
  const { data } = useHistory({ from });
  return useMemo(() => data && resultsByAccount(data), [data]);
}

export function resultsByAccount(deals: readonly Deal[]): ReadonlyMap<string, number> {
  const results = new Map<string, number>();
  for (const deal of deals) {
    if (!isTrade(deal)) continue;
    results.set(deal.account_id, (results.get(deal.account_id) ?? 0) + resultOf(deal));
  }
  return results;
}

/** Money in and out of the account is in its deals too, and is nobody's profit. */
export function isTrade({ type }: Deal): boolean {
  return type === 'BUY' || type === 'SELL';
}

export function resultOf({ profit, swap, commission, fee }: Deal): number {
  return profit + swap + commission + fee;
}
