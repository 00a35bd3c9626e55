import { deny } from '../denial';
import { type FactRule, pass } from '../pre-trade-rule';
import { type EssentialFacts } from '../trade-facts';

/** What is on its way counts as open: two signals in the same second must not both find the last place free. */
export const openPositions: FactRule<EssentialFacts> = {
  id: 'R15',
  name: 'OPEN_POSITIONS',
  codes: ['MAX_OPEN_POSITIONS'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ exposure, limits, trade }) {
    const open = exposure.openPositions + exposure.ordersInFlight;
    const numbers = { open: String(open), max_open: String(limits.maxOpenPositions) };
    if (!(open < limits.maxOpenPositions)) return deny('MAX_OPEN_POSITIONS', numbers);

    const { maxOpenPerSymbol } = limits;
    if (maxOpenPerSymbol === null) return pass(numbers);
    const onSymbol = exposure.openOnSymbol + exposure.inFlightOnSymbol;
    if (onSymbol < maxOpenPerSymbol) return pass({ ...numbers, open_on_symbol: String(onSymbol) });
    const { symbol } = trade;
    return deny('MAX_OPEN_POSITIONS', { symbol, open: String(onSymbol), max_open: String(maxOpenPerSymbol) });
  },
};
