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
  readonly skewness_profit: number | null;
  readonly kurtosis_profit: number | null;
  /** Of the `pip_trades` trades of symbols that have a pip. Null where none has. */
  readonly pips: number | null;
  readonly pip_trades: number;
  readonly average_win_pips: number | null;
  readonly average_loss_pips: number | null;
  readonly expectancy_pips: number | null;
  readonly best_trade_pips: number | null;
  readonly worst_trade_pips: number | null;
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
