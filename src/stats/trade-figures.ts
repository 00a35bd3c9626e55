import { Decimal } from '../money/quantity';
import { toJsonNumber } from '../platform/http/json-number';
import { type ExtremeBody, type SideBody, type TradeFiguresBody } from './dto/performance.body';
import { type Enough } from './enough';
import { figure, instant } from './figure';
import * as ratios from './formulas/ratios';
import * as returns from './formulas/returns';
import { kurtosis, skewness } from './formulas/shape';
import { zScore, zScoreProbability } from './formulas/z-score';
import { type Extreme, type TradeSums } from './trade-tally';

/** The figures of closed trades. */
export function tradeFigures(sums: TradeSums, enough: Enough): TradeFiguresBody {
  const net = ratios.netProfit(sums);
  const score = enough.trade('z_score', () => zScore(sums.won, sums.lost, sums.runs.count));
  const { tail } = sums.runs;
  return {
    trades: sums.trades,
    won_trades: sums.won,
    lost_trades: sums.lost,
    even_trades: sums.trades - sums.won - sums.lost,
    win_rate: figure(ratios.winRate(sums)),
    long: side(sums.longTrades, sums.longWon, sums.longLost),
    short: side(sums.shortTrades, sums.shortWon, sums.shortLost),
    profit: toJsonNumber(net),
    gross_profit: toJsonNumber(sums.grossProfit),
    gross_loss: toJsonNumber(sums.grossLoss),
    commission: toJsonNumber(sums.commission),
    swap: toJsonNumber(sums.swap),
    fee: toJsonNumber(sums.fee),
    lots: toJsonNumber(sums.lots),
    average_win: figure(ratios.averageWin(sums)),
    average_loss: figure(ratios.averageLoss(sums)),
    best_trade: extreme(sums.best),
    worst_trade: extreme(sums.worst),
    payoff: figure(ratios.payoff(sums)),
    expectancy: figure(ratios.expectancy(sums)),
    expectancy_ratio: figure(ratios.expectancyRatio(sums)),
    profit_factor: figure(ratios.profitFactor(sums)),
    standard_deviation_profit: figure(
      enough.trade('standard_deviation_profit', () =>
        ratios.standardDeviation(net, sums.netSquares, sums.trades),
      ),
    ),
    ...shapeFigures(sums, net, enough),
    ...pipFigures(sums),
    average_r: figure(ratios.over(sums.riskMultiples, new Decimal(sums.riskTrades))),
    r_trades: sums.riskTrades,
    gain: figure(gainOf(sums)),
    ahpr: figure(enough.trade('ahpr', () => averageReturn(sums))),
    ghpr: figure(enough.trade('ghpr', () => returns.geometricMean(sums.returnProduct, sums.returns))),
    z_score: figure(score),
    z_score_probability: figure(score && zScoreProbability(score)),
    longest_win_streak: sums.runs.longestWin,
    longest_loss_streak: sums.runs.longestLoss,
    current_streak: tail ? (tail.outcome === 'won' ? tail.length : -tail.length) : 0,
    average_holding_ms: mean(sums.heldMs, sums.heldTrades),
    average_holding_won_ms: mean(sums.heldWonMs, sums.heldWonTrades),
    average_holding_lost_ms: mean(sums.heldLostMs, sums.heldLostTrades),
    longest_holding_ms: sums.heldTrades > 0 ? sums.longestHeldMs : null,
  };
}

type Named<Name extends keyof TradeFiguresBody> = Pick<TradeFiguresBody, Name>;

function shapeFigures(
  { trades: count, netSquares: squares, netCubes: cubes, netFourths: fourths }: TradeSums,
  sum: Decimal,
  enough: Enough,
): Named<'skewness_profit' | 'kurtosis_profit'> {
  const nets = { count, sum, squares, cubes, fourths };
  return {
    skewness_profit: figure(enough.trade('skewness_profit', () => skewness(nets))),
    kurtosis_profit: figure(enough.trade('kurtosis_profit', () => kurtosis(nets))),
  };
}

function pipFigures(
  sums: TradeSums,
): Named<
  | 'pips'
  | 'pip_trades'
  | 'average_win_pips'
  | 'average_loss_pips'
  | 'expectancy_pips'
  | 'best_trade_pips'
  | 'worst_trade_pips'
> {
  const { pips, pipsWon, pipsLost, pipWonTrades: won, pipLostTrades: lost } = sums;
  return {
    pips: figure(sums.pipTrades > 0 ? pips : null),
    pip_trades: sums.pipTrades,
    average_win_pips: figure(ratios.over(pipsWon, new Decimal(won))),
    average_loss_pips: figure(ratios.over(pipsLost.negated(), new Decimal(lost))),
    expectancy_pips: figure(ratios.over(pipsWon.plus(pipsLost), new Decimal(won + lost))),
    best_trade_pips: figure(sums.mostPips),
    worst_trade_pips: figure(sums.leastPips),
  };
}

/** Null when a trade had no balance to grow from: then nobody can say what one unit of money became. */
export function gainOf(sums: TradeSums): Decimal | null {
  return sums.ungrown === 0 ? sums.growth.minus(1) : null;
}

function averageReturn({ returnSum, returns: count }: TradeSums): Decimal | null {
  return returns.arithmeticMean(returnSum.plus(count), count);
}

function side(trades: number, won: number, lost: number): SideBody {
  return { trades, won, lost, win_rate: figure(ratios.winRate({ won, lost })) };
}

function extreme(trade: Extreme | null): ExtremeBody | null {
  if (!trade) return null;
  const { net, positionId, leg, closedMs } = trade;
  return { net: toJsonNumber(net), position: positionId, leg, close_time: instant(closedMs) };
}

function mean(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round(sum / count);
}
