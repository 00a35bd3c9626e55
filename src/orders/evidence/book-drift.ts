import { Decimal } from '../../money/quantity';
import { type Deal } from '../../positions/deal';
import { type Position } from '../../positions/position';
import { type Order } from '../order';
import { hasEnded, isExecuted } from '../order.state';

/** A fill that was reported just before the list was made may not be in it yet. */
const SETTLING_MS = 5_000;

/** What is looked at when a terminal has shown everything that is open. */
export interface ShownBooks {
  /** The open positions, as the complete list showed them. */
  readonly positions: readonly Position[];
  /** When that list was taken in. */
  readonly snapshotAt: Date;
  /** Orders of ours that the open positions name, by their numbers. */
  readonly named: readonly Order[];
  /** Openings that were reported as executed lately, and of whose position no list has ever told. */
  readonly unseen: readonly { readonly order: Order; readonly deals: readonly Deal[] }[];
}

/**
 * By how many lots our orders and the terminal's positions disagree, symbol by symbol; a symbol on which they agree is not
 * in the answer.
 *
 * - A position whose order ended without an execution, or that is larger than what its order executed.
 * - An execution that was reported, with no position, and no deal that closed it again.
 */
export function bookDrift({
  positions,
  snapshotAt,
  named,
  unseen,
}: ShownBooks): ReadonlyMap<string, Decimal> {
  const drift = new Map<string, Decimal>();
  const add = (symbol: string, lots: Decimal): void => {
    if (lots.greaterThan(0)) drift.set(symbol, lots.plus(drift.get(symbol) ?? 0));
  };
  const orders = new Map(named.map((order) => [order.id, order]));
  for (const { magic, symbol, volume } of positions) {
    const order = magic === null ? undefined : orders.get(magic);
    if (order?.action !== 'OPEN' || !hasEnded(order.status)) continue;
    add(symbol, isExecuted(order.status) ? volume.minus(executedBy(order)) : volume);
  }
  for (const { order, deals } of unseen) {
    const isSettled = order.finishedAt && snapshotAt.getTime() - order.finishedAt.getTime() >= SETTLING_MS;
    if (isSettled) add(order.symbol, executedBy(order).minus(closedBy(deals)));
  }
  return drift;
}

/** A seed's report of an execution may say no volume: then all of it was executed. */
function executedBy({ filledVolume, volume }: Order): Decimal {
  return filledVolume.isZero() ? volume : filledVolume;
}

function closedBy(deals: readonly Deal[]): Decimal {
  return deals
    .filter(({ entry }) => entry === 'OUT' || entry === 'OUT_BY')
    .reduce((sum, { volume }) => sum.plus(volume), new Decimal(0));
}
