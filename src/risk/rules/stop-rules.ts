import { Decimal } from '../../money/quantity';
import { type Denial, deny } from '../denial';
import { plain } from '../ledger';
import { type FactRule, pass } from '../pre-trade-rule';
import { entryOf } from '../sizing-request';
import { isPositive, type Side, type SymbolSpec } from '../symbol-spec';
import { type EssentialFacts } from '../trade-facts';

/** Part of a tick by which a price may miss its grid: what 8 decimals do to a tick of 1/3. */
const GRID_TOLERANCE = new Decimal('0.01');

/**
 * The stop loss on the losing side, the target on the winning side, both on the tick grid and far enough away:
 *
 *     distance ≥ max(stopsLevel × point, one tick)
 *
 * measured from the entry and, when a market price is known, also from the price at which the position would close
 * (bid for a BUY, ask for a SELL), as the broker measures it.
 */
export const stops: FactRule<EssentialFacts> = {
  id: 'R07',
  name: 'STOPS',
  codes: ['INVALID_STOPS', 'REFERENCE_DATA_MISSING'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check(facts) {
    const { trade, symbol } = facts;
    const { side, stopLoss, takeProfit } = trade;
    const entry = entryOf(facts);
    if (symbol.spec === null || entry === null) {
      return deny('REFERENCE_DATA_MISSING', { symbol: trade.symbol, missing: 'price' });
    }
    const { noStop } = facts.policy;
    if (stopLoss === null && (!noStop || noStop.kind === 'REFUSE')) return deny('INVALID_STOPS', {});
    const { spec, market } = symbol;
    const closing = market && (side === 'BUY' ? market.bid : market.ask);
    const references = [entry, ...(isPositive(closing) ? [closing] : [])];

    const least = Decimal.max(spec.point.times(spec.stopsLevelPoints), spec.tickSize);
    const grid = symbol.source === 'TERMINAL' ? spec : null;
    const context = { side, entry, references, least, grid };
    return (
      (stopLoss && fault('stop_loss', stopLoss, side === 'BUY' ? 'SELL' : 'BUY', context)) ??
      (takeProfit && fault('take_profit', takeProfit, side, context)) ??
      pass({
        min_distance: plain(least),
        distance: stopLoss ? plain(entry.minus(stopLoss).abs()) : 'NO_STOP',
      })
    );
  },
};

interface StopContext {
  readonly side: Side;
  readonly entry: Decimal;
  readonly references: readonly Decimal[];
  readonly least: Decimal;
  /** Null for a catalogue's contract: the broker's own grid is not known. */
  readonly grid: SymbolSpec | null;
}

/** @param direction BUY: the level must lie above the entry; SELL: below. */
function fault(
  which: 'stop_loss' | 'take_profit',
  level: Decimal,
  direction: Side,
  { side, entry, references, least, grid }: StopContext,
): Denial | null {
  const beyond = (from: Decimal): Decimal => (direction === 'BUY' ? level.minus(from) : from.minus(level));
  if (!isPositive(level) || !beyond(entry).greaterThan(0)) {
    const numbers = { side, entry: plain(entry) };
    return which === 'stop_loss'
      ? deny('INVALID_STOPS', { ...numbers, stop_loss: plain(level) })
      : deny('INVALID_STOPS', { ...numbers, take_profit: plain(level) });
  }
  const distance = Decimal.min(...references.map(beyond));
  if (distance.lessThan(least)) {
    return deny('INVALID_STOPS', { which, distance: plain(distance), min_distance: plain(least) });
  }
  if (grid) {
    const ticks = level.dividedBy(grid.tickSize);
    if (ticks.minus(ticks.round()).abs().greaterThan(GRID_TOLERANCE)) {
      return deny('INVALID_STOPS', { which, value: plain(level), tick_size: plain(grid.tickSize) });
    }
  }
  return null;
}
