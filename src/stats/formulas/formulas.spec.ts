import { Decimal } from '../../money/quantity';
import { CurveTally } from '../curve-tally';
import { dailyReturns } from '../daily-returns';
import { DAY_MS } from '../ledger-fold';
import { drawdownsOf } from './drawdown';
import * as ratios from './ratios';
import * as returns from './returns';
import { riskOfRuin } from './risk-of-ruin';
import { follow, NO_RUNS, runOf, type Runs } from './runs';
import { kurtosis, skewness } from './shape';
import { sharpeRatio, sortinoRatio } from './sharpe';
import { zScore, zScoreProbability } from './z-score';

const d = (value: Decimal.Value): Decimal => new Decimal(value);

/** The vectors' account: 10 000, and one trade on each of five days. */
const NETS = [100, -50, 200, -100, 50].map(d);
const START = d(10_000);
/** The balance before each trade: 10 000, 10 100, 10 050, 10 250, 10 150. */
const BEFORE = NETS.map((_, index) => NETS.slice(0, index).reduce((sum, net) => sum.plus(net), START));
const at = (index: number): Decimal => BEFORE[index] ?? START;
const DAILY = NETS.map((net, index) => net.dividedBy(at(index)));
const OUTCOMES: ratios.Outcomes = { trades: 5, won: 3, lost: 2, grossProfit: d(350), grossLoss: d(150) };
const NOTHING: ratios.Outcomes = { trades: 0, won: 0, lost: 0, grossProfit: d(0), grossLoss: d(0) };

describe('the shape of a sample', () => {
  const powersOf = (values: readonly number[]): Parameters<typeof kurtosis>[0] => {
    const power = (exponent: number): Decimal =>
      values.reduce((sum, value) => sum.plus(d(value).pow(exponent)), d(0));
    return { count: values.length, sum: power(1), squares: power(2), cubes: power(3), fourths: power(4) };
  };

  it('is what spreadsheets make of it', () => {
    // The example of Excel’s documentation of SKEW and KURT.
    const example = powersOf([3, 4, 5, 2, 3, 4, 5, 6, 4, 7]);
    expect(skewness(example)?.toDecimalPlaces(9).toFixed()).toBe('0.359543071');
    expect(kurtosis(example)?.toDecimalPlaces(9).toFixed()).toBe('-0.151799637');
  });

  it('is neither lopsided nor peaked without deviation, and unknown of a few', () => {
    expect(skewness(powersOf([-2, -1, 1, 2]))?.isZero()).toBe(true);
    expect([skewness(powersOf([5, 5, 5, 5])), kurtosis(powersOf([5, 5, 5, 5]))]).toEqual([null, null]);
    expect([skewness(powersOf([1, 2])), kurtosis(powersOf([1, 2, 3]))]).toEqual([null, null]);
  });
});

describe('the figures of five trades on 10 000', () => {
  it.each([
    // 350 ÷ 150
    ['profit factor', ratios.profitFactor(OUTCOMES), '2.3333'],
    // 0.6 × 116.67 − 0.4 × 75
    ['expectancy', ratios.expectancy(OUTCOMES), '40'],
    // 3 ÷ 5
    ['win rate', ratios.winRate(OUTCOMES), '0.6'],
    // 116.67 ÷ 75
    ['payoff', ratios.payoff(OUTCOMES), '1.5556'],
    // (1 + 1.5556) × 0.6 − 1
    ['expectancy ratio', ratios.expectancyRatio(OUTCOMES), '0.5333'],
    // 200 ÷ 100
    ['recovery factor', ratios.recoveryFactor(ratios.netProfit(OUTCOMES), d(100)), '2'],
    ['Sharpe of the sample', sharpeRatio(DAILY), '5.4035'],
    ['Sharpe of the population', sharpeRatio(DAILY, 'population'), '6.0413'],
    // 0.00402400 ÷ √((0.00495050² + 0.00975610²) ÷ 5) × √252
    ['Sortino', sortinoRatio(DAILY), '13.0562'],
  ])('%s', (_, value, expected) => {
    expect(value?.toDecimalPlaces(4).toFixed()).toBe(expected);
  });

  it('AHPR and GHPR', () => {
    const periods = NETS.map((net, index) => returns.holdingPeriodReturn(net, at(index).plus(net)) ?? d(0));
    const sum = periods.reduce((total, one) => total.plus(one), d(0));
    const product = periods.reduce((total, one) => total.times(one), d(1));
    expect(returns.arithmeticMean(sum, 5)?.toDecimalPlaces(6).toFixed()).toBe('1.004024');
    expect(returns.geometricMean(product, 5)?.toDecimalPlaces(6).toFixed()).toBe('1.003968');
  });

  it('greatest drawdown of the balance', () => {
    const curve = new CurveTally(d(0), START, 0);
    NETS.forEach((net, index) => {
      curve.add(at(index).plus(net), (index + 1) * DAY_MS);
    });
    const { steepest, deepest, current } = drawdownsOf([curve.toStretch()]);
    // 10 250 → 10 150: 100 ÷ 10 250
    expect(steepest?.ratio.times(100).toDecimalPlaces(6).toFixed()).toBe('0.97561');
    expect(steepest).toMatchObject({ peakMs: 3 * DAY_MS, troughMs: 4 * DAY_MS, recoveredMs: null });
    expect(deepest?.money.toFixed()).toBe('100');
    expect(current.toFixed()).toBe('50');
  });
});

describe('figures that nothing can be said of', () => {
  it.each([
    ['profit factor without a loss', ratios.profitFactor({ ...OUTCOMES, lost: 0, grossLoss: d(0) })],
    ['payoff without a loss', ratios.payoff({ ...OUTCOMES, lost: 0, grossLoss: d(0) })],
    ['win rate without trades', ratios.winRate(NOTHING)],
    ['win rate of trades that brought nothing', ratios.winRate({ won: 0, lost: 0 })],
    ['expectancy without trades', ratios.expectancy(NOTHING)],
    ['recovery factor without a drawdown', ratios.recoveryFactor(d(1), d(0))],
    ['absolute gain without deposits', returns.absoluteGain(d(1), d(0))],
    ['Calmar without a drawdown', returns.calmar(d(1), d(0))],
    ['CAGR over no time', returns.cagr(d(1), 0)],
    ['growth without a balance', returns.growthOf(d(1), d(0))],
    ['Sharpe of one day', sharpeRatio([d(1)])],
    ['Sharpe of days that are all alike', sharpeRatio([d(1), d(1)])],
    ['Sortino without a losing day', sortinoRatio([d(1), d(2)])],
    ['Z-score of wins only', zScore(40, 0, 1)],
    ['risk of ruin of one trade', riskOfRuin(0.5, { sum: d(1), squares: d(1), count: 1 })],
    ['R-multiple without a risk', ratios.rMultiple(d(1), d(0))],
  ])('%s', (_, value) => {
    expect(value).toBeNull();
  });
});

describe('gain', () => {
  const gain = (...trades: readonly (readonly [Decimal.Value, Decimal.Value])[]): string =>
    returns
      .timeWeightedGain(trades.map(([net, balance]) => returns.growthOf(d(net), d(balance)) ?? d(1)))
      .times(100)
      .toDecimalPlaces(4)
      .toFixed();

  it('multiplies what each trade made of the balance it was opened on', () => {
    // (1 − 320.06 ÷ 400) × (1 − 24.19 ÷ 79.94) − 1
    expect(gain([-320.06, 400], [-24.19, 79.94])).toBe('-86.0625');
    // 1.02 × (1 + 35 ÷ 1020) × (1 − 40 ÷ 1055) × (1 + 10 ÷ 1055) − 1
    expect(gain([20, 1000], [35, 1020], [-40, 1055], [10, 1055])).toBe('2.4621');
  });

  it('loses all at most', () => {
    expect(gain([-500, 400], [100, 100])).toBe('-100');
  });

  it('is compounded to a year, a month and a day', () => {
    // 1.21^(365 ÷ 730) − 1
    expect(returns.cagr(d(0.21), 730)?.toDecimalPlaces(10).toFixed()).toBe('0.1');
    expect(returns.monthlyGain(d(0.1), 365)?.toDecimalPlaces(6).toFixed()).toBe('0.007974');
    expect(returns.dailyGain(d(0.21), 2)?.toDecimalPlaces(10).toFixed()).toBe('0.1');
    expect(returns.cagr(d(-1), 100)?.toFixed()).toBe('-1');
  });

  it('is absolute over all that was put in', () => {
    expect(returns.absoluteGain(d(200), d(10_000))?.toFixed()).toBe('0.02');
    expect(returns.calmar(d(0.3), d(0.1))?.toFixed()).toBe('3');
  });
});

describe('Z-score', () => {
  it('finds wins that follow wins', () => {
    // N = 30, R = 2, P = 2 × 15 × 15 = 450: (30 × 1.5 − 450) ÷ √(450 × 420 ÷ 29)
    const score = zScore(15, 15, 2);
    expect(score?.toDecimalPlaces(4).toFixed()).toBe('-5.0168');
    expect(score && zScoreProbability(score).toDecimalPlaces(6).toFixed()).toBe('0.999999');
  });

  it('finds wins and losses that alternate', () => {
    // (30 × 29.5 − 450) ÷ √(450 × 420 ÷ 29)
    expect(zScore(15, 15, 30)?.toDecimalPlaces(4).toFixed()).toBe('5.3884');
  });

  it.each([
    [0, '0'],
    [1, '0.682689'],
    [1.96, '0.950004'],
    [-3, '0.9973'],
    [20, '1'],
  ])('of %d is no chance with a probability of %s', (score, probability) => {
    expect(zScoreProbability(d(score)).toDecimalPlaces(6).toFixed()).toBe(probability);
  });
});

describe('risk of ruin', () => {
  // 100 trades of mean 0.002 and variance 0.0004
  const good = { sum: d(0.2), squares: d(0.0004).times(99).plus(d(0.2).times(0.002)), count: 100 };

  it('falls with the part that is lost', () => {
    // m = 0.002 − 0.0002 = 0.0018; 0.5^(2 × 0.0018 ÷ 0.0004) = 0.5^9
    expect(riskOfRuin(0.5, good)?.toDecimalPlaces(8).toFixed()).toBe('0.00195312');
    expect(riskOfRuin(0.1, good)?.toDecimalPlaces(6).toFixed()).toBe('0.38742'); // 0.9^9
  });

  it('is certain for who loses on average', () => {
    expect(riskOfRuin(0.9, { ...good, sum: d(-0.2) })?.toFixed()).toBe('1');
  });
});

describe('runs', () => {
  const runs = (text: string): Runs =>
    text.split('').reduce((sum, letter) => follow(sum, runOf(letter === 'W' ? 'won' : 'lost')), NO_RUNS);

  it('are counted where the outcome changes', () => {
    expect(runs('WWLWLLLW')).toMatchObject({
      count: 5,
      longestWin: 2,
      longestLoss: 3,
      tail: { outcome: 'won', length: 1 },
    });
    expect(runs('')).toEqual(NO_RUNS);
  });

  it('of two sequences are those of both, wherever they are cut', () => {
    const text = 'WWWLLWLLLLWWLWWWWWL';
    for (let cut = 0; cut <= text.length; cut += 1) {
      expect(follow(runs(text.slice(0, cut)), runs(text.slice(cut)))).toEqual(runs(text));
    }
  });
});

describe('drawdown', () => {
  it('does not take a withdrawal for one', () => {
    const before = new CurveTally(d(0), d(1000), 0);
    before.add(d(1100), 1);
    const after = new CurveTally(d(-500), d(600), 2);
    after.add(d(540), 3);
    after.add(d(610), 4);
    const { deepest, steepest, current } = drawdownsOf([before.toStretch(), after.toStretch()]);
    // the peak of 1100 became 600 with the withdrawal: 60 ÷ 600
    expect(deepest?.money.toFixed()).toBe('60');
    expect(steepest?.ratio.toFixed()).toBe('0.1');
    expect(steepest?.recoveredMs).toBe(4);
    expect(current.toFixed()).toBe('0');
  });
});

describe('daily returns', () => {
  const day = (
    date: string,
    start: number,
    traded: number,
    deposits = 0,
  ): Parameters<typeof dailyReturns>[0][0] => {
    const dayMs = Date.parse(date);
    const curve = new CurveTally(d(deposits), d(start + deposits), dayMs);
    curve.add(d(start + deposits + traded), dayMs);
    const money = { withdrawals: d(0), credit: d(0), charges: d(0), deals: 1 };
    return {
      dayMs,
      curve: [curve.toStretch()],
      money: { ...money, deposits: d(deposits), traded: d(traded) },
    };
  };
  const told = (...days: Parameters<typeof day>[]): string[] =>
    dailyReturns(days.map((one) => day(...one))).map((one) => one.toFixed());

  it('count idle weekdays as nothing, and idle weekends not at all', () => {
    // a Thursday, then the Tuesday after: Friday and Monday were idle
    expect(told(['2025-10-23', 1000, 10], ['2025-10-28', 1010, -10.1])).toEqual(['0.01', '0', '0', '-0.01']);
  });

  it('are in proportion to what was there, with what was paid in', () => {
    expect(told(['2025-10-23', 500, 10, 500])).toEqual(['0.01']);
  });

  it('begin with the first day that had a result', () => {
    expect(told(['2025-10-22', 0, 0, 1000], ['2025-10-23', 1000, 10])).toEqual(['0.01']);
  });
});
