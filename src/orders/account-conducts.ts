import { Injectable } from '@nestjs/common';
import { type RiskProfile } from '../guard/risk-profile';
import { SourceLocks } from '../guard/source-locks.service';
import { type Transaction } from '../platform/database/transactions';
import { RiskHistoryService } from '../positions/risk-history.service';
import { type RiskLimits } from '../risk/risk-limits';
import { byAccount } from '../mt5-session/by-account';
import { AccountConduct, lineOf } from './decision/account-conduct';
import { limitsOf } from './decision/observed';
import { type CountSince, OrderCountsRepository } from './order-counts.repository';

/** DECISION counts the openings that were made; DELIVERY those that were handed out. */
export type ConductPurpose = 'DECISION' | 'DELIVERY';

interface Limited {
  readonly accountId: string;
  readonly limits: RiskLimits;
}

/** Counts what accounts have been doing lately, in the windows of their own limits. */
@Injectable()
export class AccountConducts {
  constructor(
    private readonly counts: OrderCountsRepository,
    private readonly deals: RiskHistoryService,
    private readonly locks: SourceLocks,
  ) {}

  async of(
    tx: Transaction,
    profiles: readonly RiskProfile[],
    { now, purpose }: { readonly now: Date; readonly purpose: ConductPurpose },
  ): Promise<ReadonlyMap<string, AccountConduct>> {
    const wanted = profiles.map((profile) => ({ accountId: profile.accountId, limits: limitsOf(profile) }));
    const ids = wanted.map(({ accountId }) => accountId);
    const [rates, last, executions, stopOuts, locked] = await Promise.all([
      this.ratesOf(tx, wanted, { now, purpose }),
      this.counts.lastOpenings(
        tx,
        since(wanted, now, ({ minGapSeconds }) => minGapSeconds),
      ),
      this.counts.executions(
        tx,
        since(wanted, now, ({ sourceExecutions }) => sourceExecutions?.windowSeconds ?? null),
      ),
      this.stopOutsOf(tx, wanted, now),
      this.locks.of(tx, ids),
    ]);
    const lastOf = byAccount(last);
    const executionsOf = byAccount(executions);
    const stopOutsOf = byAccount(stopOuts);
    const lockedOf = byAccount(locked);
    return new Map(
      wanted.map(({ accountId }, index) => {
        const conduct = new AccountConduct({
          orders: rates[index] ?? [],
          lastOpened: new Map(lastOf(accountId).map(({ symbol, side, at }) => [lineOf(symbol, side), at])),
          executions: new Map(executionsOf(accountId).map(({ source, count }) => [source, count])),
          stopOuts: tally(stopOutsOf(accountId).map(({ source }) => source)),
          locked: new Map(lockedOf(accountId).map(({ source, reason }) => [source, reason])),
        });
        return [accountId, conduct];
      }),
    );
  }

  private async ratesOf(
    tx: Transaction,
    wanted: readonly Limited[],
    { now, purpose }: { readonly now: Date; readonly purpose: ConductPurpose },
  ): Promise<{ readonly window: RiskLimits['orderRates'][number]; readonly count: number }[][]> {
    const windows = wanted.flatMap(({ accountId, limits }) =>
      limits.orderRates.map(({ windowSeconds }) => ({ accountId, since: before(now, windowSeconds) })),
    );
    const counted = await (purpose === 'DECISION'
      ? this.counts.made(tx, windows)
      : this.counts.handedOut(tx, windows));
    let place = 0;
    return wanted.map(({ limits }) =>
      limits.orderRates.map((window) => {
        place += 1;
        return { window, count: counted[place - 1] ?? 0 };
      }),
    );
  }

  private async stopOutsOf(
    tx: Transaction,
    wanted: readonly Limited[],
    now: Date,
  ): Promise<{ readonly accountId: string; readonly source: string }[]> {
    const stopped = await this.deals.stoppedSince(
      tx,
      since(wanted, now, ({ sourceStopOuts }) => sourceStopOuts?.windowSeconds ?? null),
    );
    const behind = await this.counts.behind(tx, stopped);
    return behind.flatMap(({ accountId, source }) => (source === null ? [] : [{ accountId, source }]));
  }
}

/** The accounts for which a window is counted at all, each with its beginning. */
function since(
  wanted: readonly Limited[],
  now: Date,
  windowOf: (limits: RiskLimits) => number | null,
): CountSince[] {
  return wanted.flatMap(({ accountId, limits }) => {
    const seconds = windowOf(limits);
    return seconds === null ? [] : [{ accountId, since: before(now, seconds) }];
  });
}

function before(now: Date, seconds: number): Date {
  return new Date(now.getTime() - seconds * 1000);
}

function tally(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
