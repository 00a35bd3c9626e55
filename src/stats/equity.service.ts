import { Injectable } from '@nestjs/common';
import { type CurveBucket, type CurveRange, type Levels } from '../accounts/account-curve';
import { AccountCurvesService } from '../accounts/account-curves.service';
import { toJsonNumber } from '../platform/http/json-number';
import { PerformanceService } from './performance.service';
import { AccountRequiredError } from './stats.errors';

export interface LevelsBody {
  readonly start: number;
  readonly min: number;
  readonly max: number;
  readonly avg: number;
  readonly last: number;
}

/** What an account was worth within a minute, an hour or a day. */
export interface BucketBody {
  readonly time: string;
  readonly samples: number;
  readonly balance: LevelsBody;
  readonly equity: LevelsBody;
}

/** Accounts' curves, for who draws them. */
@Injectable()
export class EquityService {
  constructor(
    private readonly performance: PerformanceService,
    private readonly curves: AccountCurvesService,
  ) {}

  /** @throws AccountRequiredError, AccountNotFoundError */
  async of(
    userId: string,
    accountId: string | undefined,
    range: CurveRange,
  ): Promise<readonly CurveBucket[]> {
    const accounts = await this.performance.accountsOf(userId, accountId);
    const [account] = accounts;
    if (!account || accounts.length > 1) throw new AccountRequiredError(accounts.length);
    return this.curves.buckets(account.id, range);
  }
}

export function bucketBody({ startsAt, samples, balance, equity }: CurveBucket): BucketBody {
  return { time: startsAt.toISOString(), samples, balance: levels(balance), equity: levels(equity) };
}

function levels({ start, min, max, average, last }: Levels): LevelsBody {
  return {
    start: toJsonNumber(start),
    min: toJsonNumber(min),
    max: toJsonNumber(max),
    avg: toJsonNumber(average),
    last: toJsonNumber(last),
  };
}
