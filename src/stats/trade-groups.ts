import { type Lots, type Money } from '../money/quantity';
import { type TradeGroup } from '../positions/trade';

/** The groups of all parts together, in the order of their keys; those that have none in common come last. */
export function joinGroups(...parts: readonly (readonly TradeGroup[])[]): readonly TradeGroup[] {
  const joined = new Map<string | null, TradeGroup>();
  for (const group of parts.flat()) {
    const known = joined.get(group.key);
    joined.set(group.key, known ? plus(known, group) : group);
  }
  return [...joined.values()].sort((one, other) => inOrder(one.key, other.key));
}

function plus(one: TradeGroup, other: TradeGroup): TradeGroup {
  return {
    key: one.key,
    trades: one.trades + other.trades,
    won: one.won + other.won,
    lost: one.lost + other.lost,
    grossProfit: one.grossProfit.plus(other.grossProfit) as Money,
    grossLoss: one.grossLoss.plus(other.grossLoss) as Money,
    lots: one.lots.plus(other.lots) as Lots,
    heldMs: one.heldMs + other.heldMs,
    held: one.held + other.held,
    r: one.r.plus(other.r),
    sized: one.sized + other.sized,
  };
}

function inOrder(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return one < other ? -1 : 1;
}
