import { useQueries } from '@tanstack/react-query';
import { type Account, type Position, riskProfileQuery, useOrders } from '../../api/queries';

interface Reach {
  /** What a close will close. */
  readonly reached: readonly Position[];
  /** What it will leave alone: opened by others, on accounts that close only their own. */
  readonly left: readonly Position[];
}

/**
 * Which of these positions a close reaches. An account closes what its own orders opened unless its profile says
 * otherwise; a position without a magic number comes from a terminal that reports none. Undefined until it is known.
 */
export function useReach(positions: readonly Position[], accounts: readonly Account[]): Reach | undefined {
  const orders = useOrders();
  const profiles = useQueries({
    queries: accounts.map(({ account_id: id }) => riskProfileQuery(id)),
    combine: (results) => results.flatMap(({ data }) => data ?? []),
  });
  if (!orders.data || profiles.length < accounts.length) return undefined;
  const closesAll = new Set(profiles.flatMap(({ account_id: id, closes }) => (closes === 'ALL' ? [id] : [])));
  const own = new Set(orders.data.map(({ order_id: id, account_id: account }) => `${account} ${id}`));
  const isReached = ({ account_id: account, magic }: Position): boolean =>
    closesAll.has(account) || magic === null || own.has(`${account} ${magic}`);
  return {
    reached: positions.filter(isReached),
    left: positions.filter((position) => !isReached(position)),
  };
}
