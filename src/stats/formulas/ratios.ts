import { Decimal } from '../../money/quantity';

/** What closed trades add up to. A trade that brought exactly nothing is neither won nor lost. */
export interface Outcomes {
  readonly trades: number;
  readonly won: number;
  readonly lost: number;
  /** Σ of the nets above zero. */
  readonly grossProfit: Decimal;
  /** Σ of the nets below zero, without its sign. */
  readonly grossLoss: Decimal;
}

/** Net profit = gross profit − gross loss, after commission, swap and fees. */
export function netProfit({ grossProfit, grossLoss }: Outcomes): Decimal {
  return grossProfit.minus(grossLoss);
}

/** Win rate = won ÷ (won + lost). Trades that brought exactly nothing are left out, as NautilusTrader does. */
export function winRate({ won, lost }: Pick<Outcomes, 'won' | 'lost'>): Decimal | null {
  return over(new Decimal(won), new Decimal(won + lost));
}

/** Average win = gross profit ÷ won. */
export function averageWin({ grossProfit, won }: Outcomes): Decimal | null {
  return over(grossProfit, new Decimal(won));
}

/** Average loss = gross loss ÷ lost, without its sign. */
export function averageLoss({ grossLoss, lost }: Outcomes): Decimal | null {
  return over(grossLoss, new Decimal(lost));
}

/** Profit factor = gross profit ÷ gross loss. Null without a loss: it would be infinite (MetaTrader shows DBL_MAX). */
export function profitFactor({ grossProfit, grossLoss }: Outcomes): Decimal | null {
  return over(grossProfit, grossLoss);
}

/** Payoff = average win ÷ average loss. */
export function payoff(outcomes: Outcomes): Decimal | null {
  const [win, loss] = [averageWin(outcomes), averageLoss(outcomes)];
  return win && loss && over(win, loss);
}

/**
 * Expectancy = win rate × average win − loss rate × average loss: what a trade brings on average, in money. With the
 * win rate above this is the net profit per trade that was won or lost.
 */
export function expectancy(outcomes: Outcomes): Decimal | null {
  return over(netProfit(outcomes), new Decimal(outcomes.won + outcomes.lost));
}

/** Expectancy ratio = (1 + payoff) × win rate − 1: what a trade brings per unit of an average loss (freqtrade). */
export function expectancyRatio(outcomes: Outcomes): Decimal | null {
  const [paid, rate] = [payoff(outcomes), winRate(outcomes)];
  return paid && rate && paid.plus(1).times(rate).minus(1);
}

/** Recovery factor = net profit ÷ greatest drawdown of the balance in money (MetaTrader). Null without a drawdown. */
export function recoveryFactor(net: Decimal, drawdownMoney: Decimal): Decimal | null {
  return over(net, drawdownMoney);
}

/** R-multiple = net ÷ what the stop loss would have cost. */
export function rMultiple(net: Decimal, plannedRisk: Decimal): Decimal | null {
  return plannedRisk.greaterThan(0) ? net.dividedBy(plannedRisk) : null;
}

/**
 * Standard deviation of the nets, of the sample: √((Σ net² − N × mean²) ÷ (N − 1)).
 *
 * @param squares Σ net²
 */
export function standardDeviation(sum: Decimal, squares: Decimal, count: number): Decimal | null {
  if (count < 2) return null;
  const spread = squares.minus(sum.times(sum).dividedBy(count)).dividedBy(count - 1);
  return Decimal.max(spread, 0).sqrt();
}

/** A quotient, or null where there is nothing to divide by. */
export function over(dividend: Decimal, divisor: Decimal): Decimal | null {
  return divisor.isZero() ? null : dividend.dividedBy(divisor);
}
