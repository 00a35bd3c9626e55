import { Decimal } from '../../money/quantity';
import { deny } from '../denial';
import { plain } from '../ledger';
import { type FactRule, pass, type SizeRule, skip } from '../pre-trade-rule';
import { type EssentialFacts, type TradeFacts } from '../trade-facts';

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

/** All stops hit together, the new one included, must not cost more than this part of the equity. */
export const aggregateRisk: SizeRule<TradeFacts> = {
  id: 'R16',
  name: 'AGGREGATE_RISK',
  codes: ['AGGREGATE_RISK_EXCEEDED'],
  appliesTo: 'OPENS',
  stage: 'SIZED',
  check({ account, book, limits }, { riskMoney }) {
    const percent = limits.maxTotalRiskPercent;
    if (percent === null) return skip('OFF');
    // the new one counts: without a stop its loss has no bound either
    const unprotected = book.unprotected + (riskMoney === null ? 1 : 0);
    if (unprotected > limits.maxUnprotectedPositions) {
      return deny('AGGREGATE_RISK_EXCEEDED', { positions: String(unprotected) });
    }
    const total = book.openRisk.plus(riskMoney ?? 0);
    const most = account.equity.times(percent).dividedBy(100);
    const numbers = { total_risk: plain(total), max_risk: plain(most), currency: account.currency };
    return total.lessThanOrEqualTo(most) ? pass(numbers) : deny('AGGREGATE_RISK_EXCEEDED', numbers);
  },
};

/**
 * The day's loss, realised and floating: start balance + deposits − withdrawals − equity. The guard's floors, when the
 * account has them, are looked at as well. At the limit counts as beyond it.
 */
export const dailyLoss: FactRule<TradeFacts> = {
  id: 'R17',
  name: 'DAILY_LOSS',
  codes: ['DAILY_LOSS_LIMIT', 'TOTAL_LOSS_LIMIT'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ account: { equity, currency }, day, limits }) {
    const { dailyFloor, totalFloor, startBalance, cashFlow } = day;
    if (totalFloor && !equity.greaterThan(totalFloor)) {
      return deny('TOTAL_LOSS_LIMIT', { equity: plain(equity), floor: plain(totalFloor), currency });
    }
    if (dailyFloor && !equity.greaterThan(dailyFloor)) {
      return deny('DAILY_LOSS_LIMIT', { equity: plain(equity), floor: plain(dailyFloor), currency });
    }
    const percent = limits.maxDailyLossPercent;
    if (percent === null) return skip('OFF');
    if (startBalance === null) return deny('DAILY_LOSS_LIMIT', {});
    const loss = startBalance.plus(cashFlow).minus(equity);
    const most = startBalance.times(percent).dividedBy(100);
    const numbers = {
      day_loss: plain(Decimal.max(loss, 0)),
      max_loss: plain(most),
      currency,
    };
    return loss.lessThan(most) ? pass(numbers) : deny('DAILY_LOSS_LIMIT', numbers);
  },
};

/** On a netting account the order would not open a position but shrink or turn the one that is there. */
export const oppositePosition: FactRule<TradeFacts> = {
  id: 'R20',
  name: 'OPPOSITE_POSITION',
  codes: ['OPPOSITE_POSITION'],
  appliesTo: 'OPENS',
  stage: 'FACTS',
  check({ account: { hedging }, book: { oppositeVolume }, trade: { symbol } }) {
    if (hedging === null) return skip('MARGIN_MODE_UNKNOWN');
    if (hedging || oppositeVolume.isZero()) return pass({ opposite_volume: plain(oppositeVolume) });
    return deny('OPPOSITE_POSITION', { symbol, opposite_volume: plain(oppositeVolume) });
  },
};
