import fc from 'fast-check';
import { type BookedTrade, type RandomHistory, randomHistories } from '../../test/support/random-history';
import { Decimal } from '../money/quantity';
import { type ReportedDeal } from '../positions/deal';
import { type ClosedTrade, type LedgerLine } from '../positions/trade';
import { type AccountDay, ALL_SYMBOLS, LedgerFold } from './ledger-fold';
import { type PerformanceFigures } from './dto/performance.body';
import { performanceOf } from './performance';
import { appendSums, noTrades, reviveSums } from './trade-tally';

const ZERO = new Decimal(0);
const DAY_MS = 86_400_000;

jest.setTimeout(180_000);

describe('the figures of an account', () => {
  it('agree with a second computation, from all points at once, on 1 000 made-up histories', () => {
    let withEnough = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 4, arbitrary: randomHistories() },
          { weight: 1, arbitrary: randomHistories(150, 220) },
        ),
        (history) => {
          const figures = told(computed(history));
          expect(figures).toEqual(told(bruteForce(history)));
          if (figures['sharpe_ratio'] !== null) withEnough += 1;
        },
      ),
      { numRuns: 1000, seed: 20251023, endOnFailure: true },
    );
    expect(withEnough).toBeGreaterThan(100);
  });
});

/* The way of the house: folded line by line into days, stored as JSON, read back and put together. */

function computed({ deals, trades }: RandomHistory): PerformanceFigures {
  const fold = new LedgerFold(ZERO);
  for (const deal of deals) {
    fold.take(
      lineOf(deal),
      trades.filter(({ closeTicket }) => closeTicket === deal.ticket).map((trade) => closedOf(trade)),
    );
  }
  const days: AccountDay[] = fold.finish();
  const sums = noTrades();
  for (const day of days) {
    const stored = JSON.stringify(day.sums.get(ALL_SYMBOLS));
    appendSums(sums, reviveSums(JSON.parse(stored) as Record<string, unknown>));
  }
  return performanceOf({ days, sums, equity: [], lowestEquity: new Map() }, true);
}

function lineOf(deal: ReportedDeal): LedgerLine {
  const kinds = { BUY: 'trade', SELL: 'trade', BALANCE: 'flow', CREDIT: 'credit' } as const;
  return {
    atMs: deal.executedAt.getTime(),
    ticket: deal.ticket,
    kind: deal.type in kinds ? kinds[deal.type as keyof typeof kinds] : 'charge',
    amount: amountOf(deal) as LedgerLine['amount'],
    positionId: deal.positionId,
    opens: deal.entry === 'IN' || deal.entry === 'INOUT',
    turns: deal.entry === 'INOUT',
  };
}

function closedOf({
  positionId,
  leg,
  symbol,
  side,
  volume,
  net,
  openedAt,
  closedAt,
  closeTicket,
  openValue,
  closeValue,
  closedVolume,
}: BookedTrade): ClosedTrade {
  const money = net as unknown as ClosedTrade['net'];
  const zero = ZERO as unknown as ClosedTrade['net'];
  return {
    positionId,
    leg,
    symbol,
    side,
    volume: volume as unknown as ClosedTrade['volume'],
    openPrice: meanOf(openValue, volume) as ClosedTrade['openPrice'],
    closePrice: meanOf(closeValue, closedVolume) as ClosedTrade['closePrice'],
    profit: money,
    swap: zero,
    commission: zero,
    fee: zero,
    net: money,
    openedMs: openedAt.getTime(),
    closedMs: closedAt?.getTime() ?? 0,
    closeTicket: closeTicket ?? '',
    plannedRisk: null,
  };
}

/** As it is stored: to eight decimals. */
function meanOf(value: Decimal, volume: Decimal): Decimal {
  return value.dividedBy(volume).toDecimalPlaces(8, Decimal.ROUND_HALF_UP);
}

/* The other way: every figure from its definition, over the whole history, with sums anew for each point. */

interface Known {
  readonly trades: readonly Decimal[];
  readonly figures: Readonly<Record<string, Decimal | number | null>>;
}

function bruteForce({ deals, trades }: RandomHistory): Known {
  const amounts = deals.map((deal) => (deal.type === 'CREDIT' ? ZERO : amountOf(deal)));
  const upTo = (ticket: string, inclusive: boolean): Decimal =>
    amounts
      .slice(0, deals.filter((deal) => Number(deal.ticket) < Number(ticket) + (inclusive ? 1 : 0)).length)
      .reduce((sum, amount) => (amount.isZero() ? sum : sum.plus(amount)), ZERO);
  const closed = trades
    .filter(({ closeTicket }) => closeTicket !== null)
    .sort((a, b) => Number(a.closeTicket) - Number(b.closeTicket));
  const nets = closed.map(({ net }) => net);
  const won = nets.filter((net) => net.greaterThan(0));
  const lost = nets.filter((net) => net.lessThan(0));
  const total = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value), ZERO);
  const [profit, loss] = [total(won), total(lost).negated()];
  const rate =
    won.length + lost.length > 0 ? new Decimal(won.length).dividedBy(won.length + lost.length) : null;
  const averageWin = won.length > 0 ? profit.dividedBy(won.length) : null;
  const averageLoss = lost.length > 0 ? loss.dividedBy(lost.length) : null;

  const growths = closed.map((trade) => {
    const opening = deals.find(
      (deal) =>
        deal.positionId === trade.positionId &&
        (trade.leg === 1 ? deal.entry === 'IN' : deal === turnOf(deals, trade)),
    );
    const base = upTo(opening?.ticket ?? '0', trade.leg > 1);
    return base.greaterThan(0) ? Decimal.max(trade.net.dividedBy(base).plus(1), 0) : null;
  });
  const periods = closed.flatMap((trade) => {
    const after = upTo(trade.closeTicket ?? '0', true);
    const before = after.minus(trade.net);
    return before.greaterThan(0) ? [Decimal.max(after.dividedBy(before), 0)] : [];
  });
  const gain = growths.some((growth) => growth === null)
    ? null
    : growths.reduce<Decimal>((product, growth) => product.times(growth ?? 1), new Decimal(1)).minus(1);

  const signs = nets.filter((net) => !net.isZero()).map((net) => (net.isPositive() ? 'W' : 'L'));
  const runs = signs.join('').match(/W+|L+/g) ?? [];
  const longest = (letter: string): number =>
    Math.max(0, ...runs.filter((run) => run.startsWith(letter)).map((run) => run.length));

  const falls = greatestFalls(deals);
  const ways = waysInPips(closed);
  const [wonWays, lostWays] = [
    ways.filter(({ net }) => net.greaterThan(0)),
    ways.filter(({ net }) => net.lessThan(0)),
  ];
  const meanWay = (of: readonly Way[]): Decimal | null =>
    of.length > 0 ? total(of.map(({ pips }) => pips)).dividedBy(of.length) : null;
  const enough = closed.length >= 30;
  const held = closed.map(({ openedAt, closedAt }) => (closedAt?.getTime() ?? 0) - openedAt.getTime());
  const flows = deals.filter(({ type }) => type === 'BALANCE').map(({ profit: amount }) => amount as Decimal);
  const deposits = total(flows.filter((flow) => flow.greaterThan(0)));
  const returns = returnsOf(deals);
  const mean = returns.length > 0 ? total(returns).dividedBy(returns.length) : ZERO;
  const deviation =
    returns.length > 1
      ? rootMeanSquare(
          returns.map((one) => one.minus(mean)),
          returns.length - 1,
        )
      : ZERO;
  const downside = rootMeanSquare(
    returns.map((one) => Decimal.min(one, 0)),
    returns.length,
  );
  const year = new Decimal(252).sqrt();
  const days = spanOf(deals);

  return {
    trades: nets,
    figures: {
      trades: closed.length,
      won_trades: won.length,
      lost_trades: lost.length,
      profit: profit.minus(loss),
      win_rate: rate,
      payoff: averageWin && averageLoss ? averageWin.dividedBy(averageLoss) : null,
      expectancy:
        rate === null
          ? null
          : (averageWin ?? ZERO).times(rate).minus((averageLoss ?? ZERO).times(rate.minus(1).negated())),
      profit_factor: loss.isZero() ? null : profit.dividedBy(loss),
      gain,
      absolute_gain: profit.minus(loss).dividedBy(deposits),
      cagr:
        days < 30 || !gain
          ? null
          : gain.plus(1).isZero()
            ? new Decimal(-1)
            : gain.plus(1).ln().times(365).dividedBy(days).exp().minus(1),
      skewness_profit: enough ? standardized(nets, 3) : null,
      kurtosis_profit: enough ? standardized(nets, 4) : null,
      pips: ways.length > 0 ? total(ways.map(({ pips }) => pips)) : null,
      pip_trades: ways.length,
      average_win_pips: meanWay(wonWays),
      average_loss_pips: meanWay(lostWays)?.negated() ?? null,
      expectancy_pips: meanWay([...wonWays, ...lostWays]),
      best_trade_pips: ways.length > 0 ? Decimal.max(...ways.map(({ pips }) => pips)) : null,
      worst_trade_pips: ways.length > 0 ? Decimal.min(...ways.map(({ pips }) => pips)) : null,
      ahpr: enough ? total(periods).dividedBy(periods.length) : null,
      ghpr: enough ? geometric(periods) : null,
      sharpe_ratio: enough && !deviation.isZero() ? mean.dividedBy(deviation).times(year) : null,
      sortino_ratio: enough && !downside.isZero() ? mean.dividedBy(downside).times(year) : null,
      longest_win_streak: longest('W'),
      longest_loss_streak: longest('L'),
      drawdown_money: falls.money,
      drawdown_ratio: falls.ratio,
      average_holding_ms:
        held.length > 0 ? Math.round(held.reduce((sum, one) => sum + one, 0) / held.length) : null,
      deposits,
      withdrawals: total(flows.filter((flow) => flow.lessThan(0))).negated(),
      end_balance: upTo('999999999', true),
      days,
    },
  };
}

interface Way {
  readonly net: Decimal;
  readonly pips: Decimal;
}

/** Of the only currency pair among the symbols: a pip is its fourth decimal. */
function waysInPips(trades: readonly BookedTrade[]): Way[] {
  return trades
    .filter(({ symbol }) => symbol === 'EURUSD')
    .map(({ side, net, openValue, volume, closeValue, closedVolume }) => ({
      net,
      pips: meanOf(closeValue, closedVolume)
        .minus(meanOf(openValue, volume))
        .times(side === 'BUY' ? 10_000 : -10_000),
    }));
}

/** The third or fourth standardized moment as spreadsheets have it, from every single deviation. */
function standardized(values: readonly Decimal[], power: 3 | 4): Decimal | null {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum.plus(value), ZERO).dividedBy(n);
  const deviations = values.map((value) => value.minus(mean));
  const deviation = rootMeanSquare(deviations, n - 1);
  if (deviation.isZero()) return null;
  const sum = deviations.reduce((all, one) => all.plus(one.dividedBy(deviation).pow(power)), ZERO);
  if (power === 3) return sum.times(n).dividedBy((n - 1) * (n - 2));
  const scale = new Decimal(n * (n + 1)).dividedBy((n - 1) * (n - 2) * (n - 3));
  return sum.times(scale).minus(new Decimal(3 * (n - 1) ** 2).dividedBy((n - 2) * (n - 3)));
}

/** The deal that turned the position round into this leg. */
function turnOf(deals: readonly ReportedDeal[], { positionId, leg }: BookedTrade): ReportedDeal | undefined {
  return deals.filter((deal) => deal.positionId === positionId && deal.entry === 'INOUT')[leg - 2];
}

/** From every point to every later one, with what was paid in or out between them added to the peak. In whole cents. */
function greatestFalls(deals: readonly ReportedDeal[]): { money: Decimal; ratio: Decimal } {
  let [results, flows] = [0, 0];
  const points: { results: number; flows: number }[] = [];
  for (const deal of deals.filter(({ type }) => type !== 'CREDIT')) {
    const cents = Number(amountOf(deal).times(100));
    if (deal.type === 'BALANCE') flows += cents;
    else results += cents;
    points.push({ results, flows });
  }
  let deepest = 0;
  let steepest = { fall: 0, peak: 1 };
  points.forEach((later, index) => {
    for (const earlier of points.slice(0, index)) {
      const fall = earlier.results - later.results;
      const peak = earlier.results + later.flows;
      deepest = Math.max(deepest, fall);
      if (fall * steepest.peak > steepest.fall * peak) steepest = { fall, peak };
    }
  });
  return {
    money: new Decimal(deepest).dividedBy(100),
    ratio: new Decimal(steepest.fall).dividedBy(steepest.peak),
  };
}

/** Day by day from the first to the last deal: result ÷ (what was there in the morning + what was paid in). */
function returnsOf(deals: readonly ReportedDeal[]): Decimal[] {
  const dayOf = (deal: ReportedDeal): number => Math.floor(deal.executedAt.getTime() / DAY_MS);
  const [first, last] = [Math.min(...deals.map(dayOf)), Math.max(...deals.map(dayOf))];
  const returns: Decimal[] = [];
  let morning = ZERO;
  for (let day = first; day <= last; day += 1) {
    const today = deals.filter((deal) => deal.type !== 'CREDIT' && dayOf(deal) === day);
    const evening = today.reduce((sum, deal) => sum.plus(amountOf(deal)), morning);
    const flows = today.filter(({ type }) => type === 'BALANCE').map((deal) => amountOf(deal));
    const paidIn = flows.reduce((sum, flow) => sum.plus(Decimal.max(flow, 0)), ZERO);
    const result = flows.reduce((sum, flow) => sum.minus(flow), evening.minus(morning));
    const weekend = [0, 6].includes(new Date(day * DAY_MS).getUTCDay());
    if (!result.isZero() || (!weekend && returns.length > 0)) {
      returns.push(result.dividedBy(morning.plus(paidIn)));
    }
    morning = evening;
  }
  return returns;
}

function rootMeanSquare(values: readonly Decimal[], count: number): Decimal {
  if (count <= 0) return ZERO;
  return values
    .reduce((sum, value) => sum.plus(value.times(value)), ZERO)
    .dividedBy(count)
    .sqrt();
}

function geometric(periods: readonly Decimal[]): Decimal {
  if (periods.some((one) => one.isZero())) return ZERO;
  return periods
    .reduce((sum, one) => sum.plus(one.ln()), ZERO)
    .dividedBy(periods.length)
    .exp();
}

function spanOf(deals: readonly ReportedDeal[]): number {
  const [first, last] = [deals[0]?.executedAt.getTime() ?? 0, deals.at(-1)?.executedAt.getTime() ?? 0];
  return Math.floor(last / DAY_MS) - Math.floor(first / DAY_MS) + 1;
}

function amountOf({ profit, swap, commission, fee }: ReportedDeal): Decimal {
  return profit.plus(swap).plus(commission).plus(fee);
}

/** As an answer tells them: to eight decimals. */
function told(result: PerformanceFigures | Known): Record<string, string | null> {
  const figures = 'figures' in result ? result.figures : pick(result);
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      value === null ? null : new Decimal(value).toDecimalPlaces(8).toFixed().replace(/^-0$/, '0'),
    ]),
  );
}

function pick({
  trade_figures: trades,
  account_figures: account,
  days,
}: PerformanceFigures): Record<string, number | null> {
  if (!account) throw new Error('The whole account was asked for');
  return {
    trades: trades.trades,
    won_trades: trades.won_trades,
    lost_trades: trades.lost_trades,
    profit: trades.profit,
    win_rate: trades.win_rate,
    payoff: trades.payoff,
    expectancy: trades.expectancy,
    profit_factor: trades.profit_factor,
    gain: trades.gain,
    absolute_gain: account.absolute_gain,
    cagr: account.cagr,
    skewness_profit: trades.skewness_profit,
    kurtosis_profit: trades.kurtosis_profit,
    pips: trades.pips,
    pip_trades: trades.pip_trades,
    average_win_pips: trades.average_win_pips,
    average_loss_pips: trades.average_loss_pips,
    expectancy_pips: trades.expectancy_pips,
    best_trade_pips: trades.best_trade_pips,
    worst_trade_pips: trades.worst_trade_pips,
    ahpr: trades.ahpr,
    ghpr: trades.ghpr,
    sharpe_ratio: account.sharpe_ratio,
    sortino_ratio: account.sortino_ratio,
    longest_win_streak: trades.longest_win_streak,
    longest_loss_streak: trades.longest_loss_streak,
    drawdown_money: account.balance_drawdown.deepest?.money ?? 0,
    drawdown_ratio: account.balance_drawdown.steepest?.ratio ?? 0,
    average_holding_ms: trades.average_holding_ms,
    deposits: account.deposits,
    withdrawals: account.withdrawals,
    end_balance: account.end_balance,
    days,
  };
}
