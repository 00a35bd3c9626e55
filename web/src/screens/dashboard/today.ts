import { useMemo } from 'react';
import type { Account, Deal } from '../../api/queries';
import { useDealsSince, useWorthBefore, type Worth } from '../../api/statistics';
import { useFormat } from '../../format/format';
import { useNow } from '../../format/now';

const MINUTE_MS = 60_000;

/** What a day has brought so far, in its two parts. */
export interface Today {
  /** Of the deals since midnight, with their costs; deposits and withdrawals left out. */
  readonly closed: number;
  /** How far the result of open positions has moved since midnight; null where nobody knows what it was then. */
  readonly moved: number | null;
}

/** The day of each account since the reader's midnight. Undefined until it is known. */
export function useToday(accounts: readonly Account[]): ReadonlyMap<string, Today> | undefined {
  const format = useFormat();
  const minute = Math.floor(useNow() / MINUTE_MS);
  const midnight = useMemo(
    () => format.startOfDay(new Date(minute * MINUTE_MS)).toISOString(),
    [format, minute],
  );
  const { data: deals } = useDealsSince(midnight);
  const before = useWorthBefore(
    accounts.map(({ account_id: id }) => id),
    midnight,
  );
  return useMemo(() => {
    if (!deals || !before) return undefined;
    const closed = resultsByAccount(deals);
    return new Map(
      accounts.map((account) => [
        account.account_id,
        {
          closed: closed.get(account.account_id) ?? 0,
          moved: movedOf(account, before.get(account.account_id) ?? null),
        },
      ]),
    );
  }, [accounts, deals, before]);
}

/** Equity less balance is what is floating, and the broker's credit, which stays the same. */
export function movedOf({ balance, equity }: Worth, before: Worth | null): number | null {
  return before && equity - balance - (before.equity - before.balance);
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
