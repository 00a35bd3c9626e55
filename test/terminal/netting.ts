import { type Decimal } from 'decimal.js';
import { opposite, type Side } from './account-math';

export interface NetPosition {
  readonly side: Side;
  readonly volume: Decimal;
  readonly openPrice: Decimal;
}

/** What one deal does to the single position of a symbol on a netting account. */
export interface Netted {
  readonly entry: 'IN' | 'OUT' | 'INOUT';
  /** How much of the old position the deal closed; its profit is realised. */
  readonly closed: Decimal;
  readonly position: NetPosition | null;
}

/**
 * Nets a deal against the position of its symbol.
 *
 *     same side      IN     volumes add up, the open price becomes their weighted mean
 *     other side     OUT    up to the open volume: the rest keeps its open price
 *                    INOUT  beyond it: the position turns round, at the price of the deal
 */
export function net(position: NetPosition, side: Side, volume: Decimal, dealPrice: Decimal): Netted {
  if (position.side === side) {
    const total = position.volume.plus(volume);
    const openPrice = position.openPrice
      .times(position.volume)
      .plus(dealPrice.times(volume))
      .dividedBy(total);
    return { entry: 'IN', closed: volume.times(0), position: { side, volume: total, openPrice } };
  }
  if (volume.lessThan(position.volume)) {
    const rest = { ...position, volume: position.volume.minus(volume) };
    return { entry: 'OUT', closed: volume, position: rest };
  }
  if (volume.equals(position.volume)) return { entry: 'OUT', closed: volume, position: null };
  const turned = {
    side: opposite(position.side),
    volume: volume.minus(position.volume),
    openPrice: dealPrice,
  };
  return { entry: 'INOUT', closed: position.volume, position: turned };
}
