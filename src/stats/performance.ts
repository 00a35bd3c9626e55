import { Decimal } from '../money/quantity';
import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import {
  type CurveDay,
  dailyReturns,
  endBalanceOf,
  greatestDailyLoss,
  startBalanceOf,
} from './daily-returns';
import { type Drawdown, type Drawdowns, drawdownsOf, type Stretch } from './formulas/drawdown';
import * as ratios from './formulas/ratios';
import * as returns from './formulas/returns';
import { LOSSES, riskOfRuin } from './formulas/risk-of-ruin';
import { sharpeRatio, sortinoRatio } from './formulas/sharpe';
import { TRADES_FOR_STATISTICS, zScore, zScoreProbability } from './formulas/z-score';
import { DAY_MS } from './ledger-fold';
import { type Extreme, type TradeSums } from './trade-tally';

/** A yearly figure from fewer days than this is a guess. */
const DAYS_FOR_YEARLY_FIGURES = 30;
const DECIMALS = 8;

/** What an account did in a period, summed up. */
export interface PeriodSums {
  readonly days: readonly CurveDay[];
  readonly sums: TradeSums;
  /** The equity, a stretch per day or less; empty where none was recorded. */
  readonly equity: readonly Stretch[];
  readonly lowestEquity: ReadonlyMap<number, Decimal>;
}

export interface NotEnough {
  readonly figure: string;
  readonly needs: number;
  readonly has: number;
  readonly unit: 'trades' | 'days';
}

export interface SideBody {
  readonly trades: number;
  readonly won: number;
  readonly lost: number;
  readonly win_rate: number | null;
}

export interface ExtremeBody {
  readonly net: number;
  readonly position: string;
  readonly leg: number;
  readonly close_time: string;
}

/** The figures of closed trades: those of a symbol, or of all. */
export interface TradeFiguresBody {
  readonly trades: number;
  readonly won_trades: number;
  readonly lost_trades: number;
  readonly even_trades: number;
  readonly win_rate: number | null;
  readonly long: SideBody;
  readonly short: SideBody;
  readonly profit: number;
  readonly gross_profit: number;
  readonly gross_loss: number;
  readonly commission: number;
  readonly swap: number;
  readonly fee: number;
  readonly lots: number;
  readonly average_win: number | null;
  readonly average_loss: number | null;
  readonly best_trade: ExtremeBody | null;
  readonly worst_trade: ExtremeBody | null;
  readonly payoff: number | null;
  readonly expectancy: number | null;
  readonly expectancy_ratio: number | null;
  readonly profit_factor: number | null;
  readonly standard_deviation_profit: number | null;
  readonly average_r: number | null;
  readonly r_trades: number;
  readonly gain: number | null;
  readonly ahpr: number | null;
  readonly ghpr: number | null;
  readonly z_score: number | null;
  readonly z_score_probability: number | null;
  readonly longest_win_streak: number;
  readonly longest_loss_streak: number;
  /** Above zero: so many won in a row up to now; below zero: lost. */
  readonly current_streak: number;
  readonly average_holding_ms: number | null;
  readonly average_holding_won_ms: number | null;
  readonly average_holding_lost_ms: number | null;
  readonly longest_holding_ms: number | null;
}

export interface DrawdownBody {
  readonly money: number;
  readonly ratio: number;
  readonly peak_time: string;
  readonly trough_time: string;
  readonly recovered_time: string | null;
}

export interface DrawdownsBody {
  /** Greatest in money. */
  readonly deepest: DrawdownBody | null;
  /** Greatest in proportion. */
  readonly steepest: DrawdownBody | null;
  readonly current_money: number;
  readonly longest_underwater_ms: number;
}

export interface DailyDrawdownBody {
  readonly day: string;
  readonly money: number;
  readonly ratio: number;
  readonly on: 'balance' | 'equity';
}

/** The figures of an account as a whole: its balance belongs to no symbol. */
export interface AccountFiguresBody {
  readonly start_balance: number;
  readonly end_balance: number;
  readonly deposits: number;
  readonly withdrawals: number;
  readonly credit: number;
  readonly charges: number;
  /** What positions that are still open have brought so far. */
  readonly realized_of_open: number;
  readonly absolute_gain: number | null;
  readonly daily_gain: number | null;
  readonly monthly_gain: number | null;
  readonly cagr: number | null;
  readonly calmar_ratio: number | null;
  readonly sharpe_ratio: number | null;
  readonly sortino_ratio: number | null;
  readonly recovery_factor: number | null;
  readonly balance_drawdown: DrawdownsBody;
  readonly equity_drawdown: DrawdownsBody | null;
  readonly greatest_daily_drawdown: DailyDrawdownBody | null;
  readonly risk_of_ruin: readonly { readonly loss: number; readonly probability: number }[] | null;
}

export interface PerformanceFigures {
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly days: number;
  readonly deals: number;
  readonly trade_figures: TradeFiguresBody;
  /** Null when one symbol was asked for. */
  readonly account_figures: AccountFiguresBody | null;
  /** The figures that are null because there is too little to compute them from. */
  readonly not_enough: readonly NotEnough[];
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

/** Gives a figure only where enough is known, and keeps the list of those it did not give. */
class Enough {
  readonly missing: NotEnough[] = [];

  constructor(
    private readonly trades: number,
    private readonly days: number,
  ) {}

  trade<T>(figure: string, compute: () => T): T | null {
    if (this.trades >= TRADES_FOR_STATISTICS) return compute();
    this.missing.push({ figure, needs: TRADES_FOR_STATISTICS, has: this.trades, unit: 'trades' });
    return null;
  }

  yearly<T>(figure: string, compute: () => T): T | null {
    if (this.days >= DAYS_FOR_YEARLY_FIGURES) return compute();
    this.missing.push({ figure, needs: DAYS_FOR_YEARLY_FIGURES, has: this.days, unit: 'days' });
    return null;
  }
}

function tradeFigures(sums: TradeSums, enough: Enough): TradeFiguresBody {
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

/** Null when a trade had no balance to grow from: then nobody can say what one unit of money became. */
function gainOf(sums: TradeSums): Decimal | null {
  return sums.ungrown === 0 ? sums.growth.minus(1) : null;
}

function averageReturn({ returnSum, returns: count }: TradeSums): Decimal | null {
  return returns.arithmeticMean(returnSum.plus(count), count);
}

function ruin(sums: TradeSums): AccountFiguresBody['risk_of_ruin'] {
  const perTrade = { sum: sums.returnSum, squares: sums.returnSquares, count: sums.returns };
  const table = LOSSES.map((loss) => ({ loss, probability: riskOfRuin(loss, perTrade) }));
  return table.flatMap(({ loss, probability }) =>
    probability ? [{ loss, probability: toJsonNumber(rounded(probability)) }] : [],
  );
}

function side(trades: number, won: number, lost: number): SideBody {
  return { trades, won, lost, win_rate: figure(ratios.winRate({ won, lost })) };
}

function extreme(trade: Extreme | null): ExtremeBody | null {
  if (!trade) return null;
  const { net, positionId, leg, closedMs } = trade;
  return { net: toJsonNumber(net), position: positionId, leg, close_time: instant(closedMs) };
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

function mean(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round(sum / count);
}

function figure(value: Decimal | null): number | null {
  return toJsonNumberOrNull(value && rounded(value));
}

function rounded(value: Decimal): Decimal {
  return value.toDecimalPlaces(DECIMALS);
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

function dayOf(ms: number): string {
  return instant(ms).slice(0, 10);
}
