import type { Performance } from '../../api/statistics';
import type { Format } from '../../format/format';

/** A figure as it is written: `hint` says what it is made of, or when it was. */
export interface Written {
  /** Null when it cannot be computed. */
  readonly value: string | null;
  readonly tone?: 'gain' | 'loss' | undefined;
  readonly hint?: string | undefined;
}

export interface Pen {
  readonly format: Format;
  readonly currency: string;
  /** Short words between numbers, in the reader's language. */
  readonly words: {
    readonly won: (count: number) => string;
    readonly lost: (count: number) => string;
    readonly even: (count: number) => string;
    readonly trades: (count: number) => string;
    readonly buys: (count: number) => string;
    readonly sells: (count: number) => string;
    readonly recovered: (date: string) => string;
    readonly notRecovered: string;
    readonly notChance: (probability: string) => string;
    readonly balance: string;
    readonly equity: string;
    readonly r: (value: string) => string;
    readonly lots: (value: string) => string;
  };
}

type Writer = (performance: Performance, pen: Pen) => Written;
type AccountFigures = NonNullable<Performance['account_figures']>;
type Drawdown = NonNullable<AccountFigures['balance_drawdown']['deepest']>;

const RATIO_DECIMALS = 2;
const HALF = 0.5;

/** Every figure of the screen, in the order in which it is read, by what it tells of. */
export const GROUPS = {
  result: [
    'profit',
    'gain',
    'absolute_gain',
    'monthly_gain',
    'cagr',
    'win_rate',
    'profit_factor',
    'expectancy',
    'payoff',
    'average_win',
    'average_loss',
    'best_trade',
    'worst_trade',
    'average_r',
    'expectancy_ratio',
    'standard_deviation_profit',
  ],
  risk: [
    'balance_drawdown',
    'equity_drawdown',
    'deepest_drawdown',
    'current_drawdown',
    'greatest_daily_drawdown',
    'longest_underwater',
    'recovery_factor',
    'sharpe_ratio',
    'sortino_ratio',
    'calmar_ratio',
    'risk_of_ruin',
    'z_score',
    'ahpr',
    'ghpr',
  ],
  activity: [
    'trades',
    'long',
    'short',
    'longest_win_streak',
    'longest_loss_streak',
    'current_streak',
    'average_holding_ms',
    'longest_holding_ms',
    'lots',
    'commission',
    'swap',
    'deposits',
    'withdrawals',
    'charges',
  ],
} as const;

export type GroupName = keyof typeof GROUPS;
export type FigureName = (typeof GROUPS)[GroupName][number];

const trade =
  (write: (figures: Performance['trade_figures'], pen: Pen) => Written): Writer =>
  ({ trade_figures: figures }, pen) =>
    write(figures, pen);

const account =
  (write: (figures: AccountFigures, pen: Pen) => Written): Writer =>
  ({ account_figures: figures }, pen) =>
    figures ? write(figures, pen) : { value: null };

export const WRITERS: Readonly<Record<FigureName, Writer>> = {
  profit: trade(({ profit }, pen) => gain(profit, pen)),
  gain: trade(({ gain: part }, pen) => growth(part, pen)),
  absolute_gain: account(({ absolute_gain: part }, pen) => growth(part, pen)),
  monthly_gain: account(({ monthly_gain: part }, pen) => growth(part, pen)),
  cagr: account(({ cagr }, pen) => growth(cagr, pen)),
  win_rate: trade((figures, pen) => ({
    value: percent(figures.win_rate, pen),
    hint: outcomes(figures.won_trades, figures.lost_trades, figures.even_trades, pen),
  })),
  profit_factor: trade(({ profit_factor: factor }, pen) => plain(factor, pen)),
  expectancy: trade(({ expectancy }, pen) => gain(expectancy, pen)),
  payoff: trade(({ payoff }, pen) => plain(payoff, pen)),
  average_win: trade(({ average_win: win }, pen) => gain(win, pen)),
  average_loss: trade(({ average_loss: loss }, pen) => gain(loss === null ? null : -loss, pen)),
  best_trade: trade(({ best_trade: best }, pen) => extreme(best, pen)),
  worst_trade: trade(({ worst_trade: worst }, pen) => extreme(worst, pen)),
  average_r: trade(({ average_r: r, r_trades: count }, pen) => ({
    value: r === null ? null : pen.words.r(pen.format.signed(r, RATIO_DECIMALS)),
    tone: toneOf(r),
    hint: count > 0 ? pen.words.trades(count) : undefined,
  })),
  expectancy_ratio: trade(({ expectancy_ratio: ratio }, pen) => plain(ratio, pen)),
  standard_deviation_profit: trade(({ standard_deviation_profit: deviation }, pen) => money(deviation, pen)),

  balance_drawdown: account(({ balance_drawdown: { steepest } }, pen) => fall(steepest, pen)),
  equity_drawdown: account(({ equity_drawdown: drawdown }, pen) => fall(drawdown?.steepest ?? null, pen)),
  deepest_drawdown: account(({ balance_drawdown: { deepest } }, pen) => ({
    value: deepest && pen.format.gain(-deepest.money, pen.currency),
    tone: 'loss',
    hint: deepest ? whenOf(deepest, pen) : undefined,
  })),
  current_drawdown: account(({ balance_drawdown: { current_money: missing } }, pen) => gain(-missing, pen)),
  greatest_daily_drawdown: account(({ greatest_daily_drawdown: worst }, pen) => ({
    value: worst && loss(worst.ratio, pen),
    tone: 'loss',
    hint: worst
      ? `${pen.format.gain(-worst.money, pen.currency)} · ${pen.format.dayName(worst.day)} · ${pen.words[worst.on]}`
      : undefined,
  })),
  longest_underwater: account(({ balance_drawdown: { longest_underwater_ms: ms } }, pen) => span(ms, pen)),
  recovery_factor: account(({ recovery_factor: factor }, pen) => plain(factor, pen)),
  sharpe_ratio: account(({ sharpe_ratio: ratio }, pen) => plain(ratio, pen)),
  sortino_ratio: account(({ sortino_ratio: ratio }, pen) => plain(ratio, pen)),
  calmar_ratio: account(({ calmar_ratio: ratio }, pen) => plain(ratio, pen)),
  risk_of_ruin: account(({ risk_of_ruin: table }, pen) => ({
    value: percent(table?.find(({ loss: part }) => part === HALF)?.probability ?? null, pen),
  })),
  z_score: trade(({ z_score: score, z_score_probability: probability }, pen) => ({
    value: score === null ? null : pen.format.signed(score, RATIO_DECIMALS),
    hint: probability === null ? undefined : pen.words.notChance(percent(probability, pen) ?? ''),
  })),
  ahpr: trade(({ ahpr }, pen) => growth(ahpr === null ? null : ahpr - 1, pen, 3)),
  ghpr: trade(({ ghpr }, pen) => growth(ghpr === null ? null : ghpr - 1, pen, 3)),

  trades: trade((figures, pen) => ({
    value: pen.format.number(figures.trades),
    hint: outcomes(figures.won_trades, figures.lost_trades, figures.even_trades, pen),
  })),
  long: trade(({ long }, pen) => ({ value: percent(long.win_rate, pen), hint: pen.words.buys(long.trades) })),
  short: trade(({ short }, pen) => ({
    value: percent(short.win_rate, pen),
    hint: pen.words.sells(short.trades),
  })),
  longest_win_streak: trade(({ longest_win_streak: length }, pen) => count(length, pen)),
  longest_loss_streak: trade(({ longest_loss_streak: length }, pen) => count(length, pen)),
  current_streak: trade(({ current_streak: length }, pen) => ({
    value: length === 0 ? pen.words.trades(0) : pen.words[length > 0 ? 'won' : 'lost'](Math.abs(length)),
    tone: toneOf(length),
  })),
  average_holding_ms: trade((figures, pen) => ({
    ...span(figures.average_holding_ms, pen),
    hint: [
      figures.average_holding_won_ms === null ? null : `▲ ${pen.format.span(figures.average_holding_won_ms)}`,
      figures.average_holding_lost_ms === null
        ? null
        : `▼ ${pen.format.span(figures.average_holding_lost_ms)}`,
    ]
      .filter((part) => part !== null)
      .join(' · '),
  })),
  longest_holding_ms: trade(({ longest_holding_ms: ms }, pen) => span(ms, pen)),
  lots: trade(({ lots }, pen) => ({ value: pen.words.lots(pen.format.lots(lots)) })),
  commission: trade(({ commission, fee }, pen) => gain(commission + fee, pen)),
  swap: trade(({ swap }, pen) => gain(swap, pen)),
  deposits: account(({ deposits }, pen) => money(deposits, pen)),
  withdrawals: account(({ withdrawals }, pen) => money(withdrawals, pen)),
  charges: account(({ charges }, pen) => gain(charges, pen)),
};

/** Those of the account as a whole: there are none of a symbol. */
export const OF_ACCOUNT: ReadonlySet<FigureName> = new Set<FigureName>([
  'absolute_gain',
  'monthly_gain',
  'cagr',
  'balance_drawdown',
  'equity_drawdown',
  'deepest_drawdown',
  'current_drawdown',
  'greatest_daily_drawdown',
  'longest_underwater',
  'recovery_factor',
  'sharpe_ratio',
  'sortino_ratio',
  'calmar_ratio',
  'risk_of_ruin',
  'deposits',
  'withdrawals',
  'charges',
]);

function toneOf(value: number | null): Written['tone'] {
  if (value === null || value === 0) return undefined;
  return value > 0 ? 'gain' : 'loss';
}

function gain(amount: number | null, { format, currency }: Pen): Written {
  return { value: amount === null ? null : format.gain(amount, currency), tone: toneOf(amount) };
}

function money(amount: number | null, { format, currency }: Pen): Written {
  return { value: amount === null ? null : format.money(amount, currency) };
}

function growth(part: number | null, { format }: Pen, decimals = 2): Written {
  if (part === null) return { value: null };
  return { value: `${format.signed(part * 100, decimals)}\u202F%`, tone: toneOf(part) };
}

function percent(part: number | null, { format }: Pen): string | null {
  return part === null ? null : format.percent(part * 100);
}

function loss(part: number, { format }: Pen): string {
  return `${format.signed(-part * 100, 2)}\u202F%`;
}

function plain(value: number | null, { format }: Pen): Written {
  return {
    value:
      value === null
        ? null
        : format.number(value, {
            minimumFractionDigits: RATIO_DECIMALS,
            maximumFractionDigits: RATIO_DECIMALS,
          }),
  };
}

function count(value: number, { words }: Pen): Written {
  return { value: words.trades(value) };
}

function span(ms: number | null, { format }: Pen): Written {
  return { value: ms === null ? null : format.span(ms) };
}

function outcomes(won: number, lost: number, even: number, { words }: Pen): string {
  return [words.won(won), words.lost(lost), even > 0 ? words.even(even) : null]
    .filter((part) => part !== null)
    .join(' · ');
}

function extreme(one: Performance['trade_figures']['best_trade'], pen: Pen): Written {
  if (!one) return { value: null };
  return { ...gain(one.net, pen), hint: pen.format.date(one.close_time) };
}

function fall(drawdown: Drawdown | null, pen: Pen): Written {
  if (!drawdown) return { value: null };
  const hint = `${pen.format.gain(-drawdown.money, pen.currency)} · ${whenOf(drawdown, pen)}`;
  return { value: loss(drawdown.ratio, pen), tone: 'loss', hint };
}

function whenOf(
  { peak_time: peak, trough_time: trough, recovered_time: recovered }: Drawdown,
  pen: Pen,
): string {
  const { format, words } = pen;
  const end = recovered === null ? words.notRecovered : words.recovered(format.date(recovered));
  return `${format.day(peak)} → ${format.date(trough)}, ${end}`;
}

/** How much more is needed for a figure, if that is why there is none. */
export function lackOf(
  figure: FigureName,
  performance: Performance,
): Performance['not_enough'][number] | undefined {
  return performance.not_enough.find((lack) => lack.figure === figure);
}
