import { Injectable } from '@nestjs/common';
import { AccountHistoryService } from '../accounts/account-history.service';
import { type Decimal } from 'decimal.js';
import { type Transaction } from '../platform/database/transactions';
import { BoundedMap } from '../platform/memory/bounded-map';
import { RiskHistoryService } from '../positions/risk-history.service';
import { anchorAt, type AnchorSnapshot } from '../risk/anchor-snapshot';

/** The account at an instant, and what was paid in and out since. */
export interface Baseline {
  readonly anchor: AnchorSnapshot | null;
  readonly cashFlow: Decimal;
}

interface Instant {
  readonly accountId: string;
  readonly at: Date;
}

/** Anchors that are kept in memory, for a few dozen bytes each. */
const MOST_KNOWN = 20_000;

/** Reads what accounts were worth at certain instants: two statements, however many are asked for. */
@Injectable()
export class EquityHistory {
  /** When anchors were taken, as read last: what was stored before a day began hardly ever changes. */
  private readonly known = new BoundedMap<string, Date>(MOST_KNOWN);

  constructor(
    private readonly snapshots: AccountHistoryService,
    private readonly deals: RiskHistoryService,
  ) {}

  /** One baseline per instant, in the same order. Money is counted from the stored figure on, not from the instant. */
  async baselines(tx: Transaction | null, instants: readonly Instant[]): Promise<readonly Baseline[]> {
    const expected = instants.map((instant) => this.known.get(nameOf(instant)) ?? instant.at);
    const [points, foreseen] = await Promise.all([
      this.snapshots.around(tx, instants),
      this.flows(tx, instants, expected),
    ]);
    const anchors = instants.map(({ at }, index) => anchorAt(points[index] ?? [], at));
    const since = instants.map(({ at }, index) => anchors[index]?.takenAt ?? at);
    const isForeseen = since.every((taken, index) => taken.getTime() === expected[index]?.getTime());
    const flows = isForeseen ? foreseen : await this.flows(tx, instants, since);
    instants.forEach((instant, index) => this.known.set(nameOf(instant), since[index] ?? instant.at));
    return anchors.map((anchor, index) => {
      const cashFlow = flows[index];
      if (!cashFlow) throw new Error('An account has no sum of its payments');
      return { anchor, cashFlow };
    });
  }

  private flows(
    tx: Transaction | null,
    instants: readonly Instant[],
    since: readonly Date[],
  ): Promise<readonly Decimal[]> {
    return this.deals.cashFlows(
      tx,
      instants.map(({ accountId, at }, index) => ({ accountId, since: since[index] ?? at })),
    );
  }

  /** The highest balance at any of the instants; null when none is known. */
  async highestBalance(
    tx: Transaction | null,
    accountId: string,
    instants: readonly Date[],
  ): Promise<Decimal | null> {
    const points = await this.snapshots.around(
      tx,
      instants.map((at) => ({ accountId, at })),
    );
    return instants
      .map((at, index) => anchorAt(points[index] ?? [], at)?.balance ?? null)
      .reduce(
        (highest, balance) => (highest && balance?.lessThan(highest) ? highest : (balance ?? highest)),
        null,
      );
  }

  highestEquity(tx: Transaction | null, accountId: string, since: Date): Promise<Decimal | null> {
    return this.snapshots.highestEquity(tx, accountId, since);
  }
}

function nameOf({ accountId, at }: Instant): string {
  return `${accountId} ${at.getTime()}`;
}
