import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { Decimal } from '../money/quantity';
import { toJsonNumber } from '../platform/http/json-number';
import { AccountDays } from './account-days';
import { AccountSumsService, PATIENCE_MS } from './account-sums.service';
import { type CurveDay, resultOf } from './daily-returns';
import { type PeriodQuery } from './dto/period.query';
import { netProfit } from './formulas/ratios';
import { ALL_SYMBOLS } from './ledger-fold';
import { PerformanceService } from './performance.service';
import { dayText, StatsRepository } from './stats.repository';

/** Money put in (above zero) or taken out. */
export interface FlowBody {
  readonly time: string;
  readonly amount: number;
}

export interface DayBalanceBody {
  readonly start: number;
  readonly min: number;
  readonly max: number;
  readonly last: number;
  /** What the day did to the balance, deposits and withdrawals left out. */
  readonly result: number;
}

/** One day of UTC on which there was a deal. */
export interface DayBody {
  readonly day: string;
  /** Closed on this day, and what they brought over their whole lives. */
  readonly trades: number;
  readonly won_trades: number;
  readonly lost_trades: number;
  readonly profit: number;
  /** Null when one symbol was asked for: a balance belongs to no symbol. */
  readonly balance: DayBalanceBody | null;
  readonly flows: readonly FlowBody[];
}

export interface DaysBody {
  readonly account_id: string;
  readonly currency: string;
  readonly symbol: string | null;
  readonly days: readonly DayBody[];
}

/** Accounts day by day. */
@Injectable()
export class DaysService {
  constructor(
    private readonly performance: PerformanceService,
    private readonly sums: AccountSumsService,
    private readonly repository: StatsRepository,
    private readonly days: AccountDays,
  ) {}

  /** Each account for itself. @throws AccountNotFoundError */
  async of(userId: string, query: PeriodQuery): Promise<DaysBody[]> {
    const accounts = await this.performance.accountsOf(userId, query.account_id);
    const bodies: DaysBody[] = [];
    for (const account of accounts) bodies.push(await this.ofAccount(account, query));
    return bodies;
  }

  private async ofAccount(account: Account, query: PeriodQuery): Promise<DaysBody> {
    await this.sums.refresh(account, PATIENCE_MS);
    const { symbol, from = null, to = null } = query;
    const outcomes = await this.repository.outcomes(account.id, { symbol: symbol ?? ALL_SYMBOLS, from, to });
    const curves = symbol === undefined ? await this.days.of(account.id, { from, to }) : [];
    const curveOf = new Map(curves.map((day) => [dayText(day.dayMs), day]));
    return {
      account_id: account.id,
      currency: account.currency,
      symbol: symbol ?? null,
      days: outcomes.map(({ day, ...outcome }) => {
        const curve = curveOf.get(day);
        return {
          day,
          trades: outcome.trades,
          won_trades: outcome.won,
          lost_trades: outcome.lost,
          profit: toJsonNumber(netProfit(outcome)),
          balance: curve ? balanceOf(curve) : null,
          flows: curve ? flowsOf(curve) : [],
        };
      }),
    };
  }
}

function balanceOf(day: CurveDay): DayBalanceBody | null {
  const [first, last] = [day.curve[0], day.curve.at(-1)];
  if (!first || !last) return null;
  return {
    start: toJsonNumber(first.start.minus(first.flowBefore)),
    min: toJsonNumber(Decimal.min(...day.curve.map(({ low }) => low))),
    max: toJsonNumber(Decimal.max(...day.curve.map(({ high }) => high))),
    last: toJsonNumber(last.end),
    result: toJsonNumber(resultOf(day)),
  };
}

function flowsOf({ curve }: CurveDay): FlowBody[] {
  return curve
    .filter(({ flowBefore }) => !flowBefore.isZero())
    .map(({ startMs, flowBefore }) => ({
      time: new Date(startMs).toISOString(),
      amount: toJsonNumber(flowBefore),
    }));
}
