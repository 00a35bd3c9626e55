import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { type Breakdown, type TradeClock, type TradeGroup } from '../positions/trade';
import { AccountSumsService, PATIENCE_MS } from './account-sums.service';
import { BreakdownSums } from './breakdown-sums';
import { type BreakdownQuery } from './dto/breakdown.query';
import { momentsOf } from './dto/period.query';
import { expectancy, netProfit, payoff, profitFactor, winRate } from './formulas/ratios';
import { PerformanceService } from './performance.service';

const DECIMALS = 8;
const R_DECIMALS = 4;

/** The closed trades that have something in common. */
export interface GroupBody {
  /** `EURUSD`, `BUY`, `09`, `1` (Monday) to `7`, `2025-10`, a strategy, a source; null where a trade has none. */
  readonly key: string | null;
  readonly trades: number;
  readonly won_trades: number;
  readonly lost_trades: number;
  readonly win_rate: number | null;
  readonly profit: number;
  readonly gross_profit: number;
  readonly gross_loss: number;
  readonly profit_factor: number | null;
  readonly payoff: number | null;
  readonly expectancy: number | null;
  readonly average_r: number | null;
  readonly lots: number;
  readonly average_holding_ms: number | null;
}

export interface BreakdownBody {
  readonly account_id: string;
  readonly currency: string;
  readonly by: Breakdown;
  readonly clock: TradeClock;
  readonly groups: readonly GroupBody[];
}

/** Closed trades by what they have in common. */
@Injectable()
export class BreakdownService {
  constructor(
    private readonly performance: PerformanceService,
    private readonly sums: AccountSumsService,
    private readonly breakdowns: BreakdownSums,
  ) {}

  async of(userId: string, query: BreakdownQuery): Promise<BreakdownBody[]> {
    const accounts = await this.performance.accountsOf(userId, query.account_id);
    const bodies: BreakdownBody[] = [];
    for (const account of accounts) bodies.push(await this.ofAccount(account, query));
    return bodies;
  }

  private async ofAccount(account: Account, query: BreakdownQuery): Promise<BreakdownBody> {
    await this.sums.refresh(account, PATIENCE_MS);
    const { by, symbol, clock = 'utc' } = query;
    const groups = await this.breakdowns.of(by, {
      accountId: account.id,
      symbol,
      clock,
      ...momentsOf(query),
    });
    return {
      account_id: account.id,
      currency: account.currency,
      by,
      clock,
      groups: groups.map((group) => groupBody(group)),
    };
  }
}

function groupBody(group: TradeGroup): GroupBody {
  const ratio = (value: ReturnType<typeof winRate>): number | null =>
    toJsonNumberOrNull(value?.toDecimalPlaces(DECIMALS));
  return {
    key: group.key,
    trades: group.trades,
    won_trades: group.won,
    lost_trades: group.lost,
    win_rate: ratio(winRate(group)),
    profit: toJsonNumber(netProfit(group)),
    gross_profit: toJsonNumber(group.grossProfit),
    gross_loss: toJsonNumber(group.grossLoss),
    profit_factor: ratio(profitFactor(group)),
    payoff: ratio(payoff(group)),
    expectancy: ratio(expectancy(group)),
    average_r:
      group.sized === 0 ? null : toJsonNumber(group.r.dividedBy(group.sized).toDecimalPlaces(R_DECIMALS)),
    lots: toJsonNumber(group.lots),
    average_holding_ms: group.held === 0 ? null : Math.round(group.heldMs / group.held),
  };
}
