import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { type CurveBucket } from '../accounts/account-curve';
import { AccountCurvesService } from '../accounts/account-curves.service';
import { type HistoryBody, historyBody } from '../accounts/dto/account.body';
import { AccountsService } from '../accounts/accounts.service';
import { Decimal } from '../money/quantity';
import { toJsonNumber } from '../platform/http/json-number';
import { AccountDays } from './account-days';
import { AccountSumsService, PATIENCE_MS } from './account-sums.service';
import { Answers } from './answers';
import { type CurveDay } from './daily-returns';
import { type Period, type PeriodQuery, momentsOf } from './dto/period.query';
import { type Stretch } from './formulas/drawdown';
import { ALL_SYMBOLS, DAY_MS } from './ledger-fold';
import { type PerformanceFigures } from './dto/performance.body';
import { performanceOf } from './performance';
import { dayText, StatsRepository } from './stats.repository';
import { appendSums, noTrades, type TradeSums } from './trade-tally';

/** More days than any account has. */
const ALL_DAYS = 100_000;

/** The figures of one account in a period. */
export interface PerformanceBody extends PerformanceFigures {
  readonly account_id: string;
  readonly account_number: string;
  readonly currency: string;
  readonly balance: number;
  readonly equity: number;
  /** While it is told, the figures are those of what is told so far; null: no terminal tells its whole history. */
  readonly history: HistoryBody | null;
  /** A long history is summed up little by little: so far nothing from here on is in the figures. Null: all is. */
  readonly summed_up_to: string | null;
  readonly symbol: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The period of the same length just before; null unless both ends were asked for. */
  readonly previous: PreviousPeriodBody | null;
}

export interface PreviousPeriodBody extends PerformanceFigures {
  readonly from: string;
  readonly to: string;
}

/** How accounts did, by their closed trades. */
@Injectable()
export class PerformanceService {
  private readonly answers = new Answers<PerformanceFigures>();

  constructor(
    private readonly accounts: AccountsService,
    private readonly sums: AccountSumsService,
    private readonly curves: AccountCurvesService,
    private readonly repository: StatsRepository,
    private readonly days: AccountDays,
  ) {}

  /** Each account for itself. @throws AccountNotFoundError */
  async of(userId: string, query: PeriodQuery): Promise<PerformanceBody[]> {
    const accounts = await this.accountsOf(userId, query.account_id);
    const bodies: PerformanceBody[] = [];
    for (const account of accounts) bodies.push(await this.ofAccount(account, query));
    return bodies;
  }

  async accountsOf(userId: string, accountId: string | undefined): Promise<readonly Account[]> {
    return accountId === undefined
      ? this.accounts.listOf(userId)
      : [await this.accounts.get(userId, accountId)];
  }

  private async ofAccount(account: Account, query: PeriodQuery): Promise<PerformanceBody> {
    const { symbol, from, to } = query;
    const { revision, summedUpTo } = await this.sums.refresh(account, PATIENCE_MS);
    const curve = symbol === undefined ? await this.curves.rolledTo(account.id) : null;
    const known = [account.id, revision, curve?.getTime()];
    const figures = await this.figures(account.id, query, known);
    const before = periodBefore(query);
    return {
      account_id: account.id,
      account_number: account.accountNumber,
      currency: account.currency,
      balance: toJsonNumber(account.balance),
      equity: toJsonNumber(account.equity),
      history: account.history && historyBody(account.history),
      summed_up_to: summedUpTo?.toISOString() ?? null,
      symbol: symbol ?? null,
      from: from ?? null,
      to: to ?? null,
      previous: before && { ...before, ...(await this.figures(account.id, { symbol, ...before }, known)) },
      ...figures,
    };
  }

  /** @param known what the figures depend on: as long as it is the same, they are */
  private figures(
    accountId: string,
    query: Period,
    known: readonly (string | number | undefined)[],
  ): Promise<PerformanceFigures> {
    const { symbol, from, to } = query;
    return this.answers.of([...known, symbol, from, to], () => this.compute(accountId, query));
  }

  private async compute(accountId: string, query: Period): Promise<PerformanceFigures> {
    const { symbol } = query;
    const range = { symbol: symbol ?? ALL_SYMBOLS, from: query.from ?? null, to: query.to ?? null };
    const sums = joined(await this.repository.sums(accountId, range));
    const days = await this.days.of(accountId, range);
    if (symbol !== undefined) {
      return performanceOf({ days, sums, equity: [], lowestEquity: new Map() }, false);
    }
    const buckets = await this.curves.buckets(accountId, {
      resolution: '1d',
      limit: ALL_DAYS,
      ...momentsOf(query),
    });
    const lowestEquity = new Map(buckets.map(({ startsAt, equity }) => [startsAt.getTime(), equity.min]));
    return performanceOf({ days, sums, equity: equityStretches(buckets, days), lowestEquity }, true);
  }
}

function periodBefore({ from, to }: Period): { from: string; to: string } | null {
  if (from === undefined || to === undefined || to < from) return null;
  const [first, last] = [Date.parse(from), Date.parse(to)];
  return { from: dayText(first - (last - first) - DAY_MS), to: dayText(first - DAY_MS) };
}

function joined(days: readonly TradeSums[]): TradeSums {
  const sums = noTrades();
  for (const day of days) appendSums(sums, day);
  return sums;
}

/**
 * The equity, a stretch per day. On a day on which something was paid in or taken out only its end counts: when exactly
 * the equity moved with the money is not known.
 */
function equityStretches(buckets: readonly CurveBucket[], days: readonly CurveDay[]): Stretch[] {
  const flows = days.flatMap(({ dayMs, curve }) =>
    curve.filter(({ flowBefore }) => !flowBefore.isZero()).map(({ flowBefore }) => ({ dayMs, flowBefore })),
  );
  let next = 0;
  return buckets.map((bucket) => {
    const dayMs = bucket.startsAt.getTime();
    let flow = new Decimal(0);
    let moved = false;
    for (let one = flows[next]; one && one.dayMs <= dayMs; one = flows[(next += 1)]) {
      flow = flow.plus(one.flowBefore);
      moved = moved || one.dayMs === dayMs;
    }
    return moved ? endOf(bucket, flow) : wholeOf(bucket, flow);
  });
}

function wholeOf(bucket: CurveBucket, flowBefore: Decimal): Stretch {
  const { equity, fall } = bucket;
  const deepest = fall && {
    peak: fall.peak,
    peakMs: fall.peakAt.getTime(),
    trough: fall.trough,
    troughMs: fall.troughAt.getTime(),
  };
  return {
    flowBefore,
    startMs: bucket.startsAt.getTime(),
    start: equity.start,
    end: equity.last,
    high: equity.max,
    highMs: bucket.equityMaxAt.getTime(),
    low: equity.min,
    lowMs: bucket.equityMinAt.getTime(),
    deepest,
    steepest: deepest,
  };
}

function endOf({ startsAt, equity: { last } }: CurveBucket, flowBefore: Decimal): Stretch {
  const ms = startsAt.getTime();
  return {
    flowBefore,
    startMs: ms,
    start: last,
    end: last,
    high: last,
    highMs: ms,
    low: last,
    lowMs: ms,
    deepest: null,
    steepest: null,
  };
}
