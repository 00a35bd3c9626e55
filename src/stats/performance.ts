import { Decimal } from '../money/quantity';
import { toJsonNumber } from '../platform/http/json-number';
import {
  type CurveDay,
  dailyReturns,
  endBalanceOf,
  greatestDailyLoss,
  startBalanceOf,
} from './daily-returns';
import {
  type AccountFiguresBody,
  type DrawdownBody,
  type DrawdownsBody,
  type PerformanceFigures,
} from './dto/performance.body';
import { Enough } from './enough';
import { dayOf, figure, instant, rounded } from './figure';
import { type Drawdown, type Drawdowns, drawdownsOf, type Stretch } from './formulas/drawdown';
import * as ratios from './formulas/ratios';
import * as returns from './formulas/returns';
import { LOSSES, riskOfRuin } from './formulas/risk-of-ruin';
import { sharpeRatio, sortinoRatio } from './formulas/sharpe';
import { DAY_MS } from './ledger-fold';
import { gainOf, tradeFigures } from './trade-figures';
import { type TradeSums } from './trade-tally';

/** What an account did in a period, summed up. */
export interface PeriodSums {
  readonly days: readonly CurveDay[];
  readonly sums: TradeSums;
  /** The equity, a stretch per day or less; empty where none was recorded. */
  readonly equity: readonly Stretch[];
  readonly lowestEquity: ReadonlyMap<number, Decimal>;
}

/** Computes every figure of a period. */
export function performanceOf(period: PeriodSums, wholeAccount: boolean): PerformanceFigures {
  const { days, sums } = period;
  const [first, last] = [days[0], days.at(-1)];
  const length = first && last ? (last.dayMs - first.dayMs) / DAY_MS + 1 : 0;
  const enough = new Enough(sums.trades, length);
  return {
    first_day: first ? dayOf(first.dayMs) : null,
    last_day: last ? dayOf(last.dayMs) : null,
    days: length,
    deals: days.reduce((sum, { money }) => sum + money.deals, 0),
    trade_figures: tradeFigures(sums, enough),
    account_figures: wholeAccount ? accountFigures(period, length, enough) : null,
    not_enough: enough.missing,
  };
}

function accountFigures(period: PeriodSums, length: number, enough: Enough): AccountFiguresBody {
  const { days, sums, equity, lowestEquity } = period;
  const [first, last] = [days[0], days.at(-1)];
  const start = first ? startBalanceOf(first) : new Decimal(0);
  const total = totalOf(days);
  const net = ratios.netProfit(sums);
  const balance = drawdownsOf(days.flatMap(({ curve }) => curve));
  const gain = gainOf(sums);
  const annual = enough.yearly('cagr', () => gain && returns.cagr(gain, length));
  const steepest = balance.steepest?.ratio ?? new Decimal(0);
  const daily = dailyReturns(days);
  const loss = greatestDailyLoss(days, lowestEquity);
  return {
    start_balance: toJsonNumber(start),
    end_balance: toJsonNumber(last ? endBalanceOf(last) : start),
    deposits: toJsonNumber(total.deposits),
    withdrawals: toJsonNumber(total.withdrawals),
    credit: toJsonNumber(total.credit),
    charges: toJsonNumber(total.charges),
    realized_of_open: toJsonNumber(total.traded.minus(net)),
    absolute_gain: figure(returns.absoluteGain(net, total.deposits.plus(Decimal.max(start, 0)))),
    daily_gain: figure(gain && returns.dailyGain(gain, length)),
    monthly_gain: figure(enough.yearly('monthly_gain', () => gain && returns.monthlyGain(gain, length))),
    cagr: figure(annual),
    calmar_ratio: figure(enough.yearly('calmar_ratio', () => annual && returns.calmar(annual, steepest))),
    sharpe_ratio: figure(enough.trade('sharpe_ratio', () => sharpeRatio(daily))),
    sortino_ratio: figure(enough.trade('sortino_ratio', () => sortinoRatio(daily))),
    recovery_factor: figure(ratios.recoveryFactor(net, balance.deepest?.money ?? new Decimal(0))),
    balance_drawdown: drawdowns(balance),
    equity_drawdown: equity.length > 0 ? drawdowns(drawdownsOf(equity)) : null,
    greatest_daily_drawdown: loss && {
      day: dayOf(loss.dayMs),
      money: toJsonNumber(rounded(loss.money)),
      ratio: toJsonNumber(rounded(loss.ratio)),
      on: loss.on,
    },
    risk_of_ruin: enough.trade('risk_of_ruin', () => ruin(sums)),
  };
}

function totalOf(days: readonly CurveDay[]): Omit<CurveDay['money'], 'deals'> {
  const sum = (pick: (money: CurveDay['money']) => Decimal): Decimal =>
    days.reduce((total, { money }) => total.plus(pick(money)), new Decimal(0));
  return {
    deposits: sum(({ deposits }) => deposits),
    withdrawals: sum(({ withdrawals }) => withdrawals),
    credit: sum(({ credit }) => credit),
    charges: sum(({ charges }) => charges),
    traded: sum(({ traded }) => traded),
  };
}

function ruin(sums: TradeSums): AccountFiguresBody['risk_of_ruin'] {
  const perTrade = { sum: sums.returnSum, squares: sums.returnSquares, count: sums.returns };
  const table = LOSSES.map((loss) => ({ loss, probability: riskOfRuin(loss, perTrade) }));
  return table.flatMap(({ loss, probability }) =>
    probability ? [{ loss, probability: toJsonNumber(rounded(probability)) }] : [],
  );
}

function drawdowns({ deepest, steepest, current, longestUnderwaterMs }: Drawdowns): DrawdownsBody {
  return {
    deepest: drawdown(deepest),
    steepest: drawdown(steepest),
    current_money: toJsonNumber(rounded(current)),
    longest_underwater_ms: longestUnderwaterMs,
  };
}

function drawdown(one: Drawdown | null): DrawdownBody | null {
  if (!one) return null;
  return {
    money: toJsonNumber(rounded(one.money)),
    ratio: toJsonNumber(rounded(one.ratio)),
    peak_time: instant(one.peakMs),
    trough_time: instant(one.troughMs),
    recovered_time: one.recoveredMs === null ? null : instant(one.recoveredMs),
  };
}
