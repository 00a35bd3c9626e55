import { Injectable } from '@nestjs/common';
import { AccountHistoryService } from '../accounts/account-history.service';
import { type Decimal } from 'decimal.js';
import { type Transaction } from '../platform/database/transactions';
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

/** Reads what accounts were worth at certain instants: two statements, however many are asked for. */
@Injectable()
export class EquityHistory {
  constructor(
    private readonly snapshots: AccountHistoryService,
    private readonly deals: RiskHistoryService,
  ) {}

  /** One baseline per instant, in the same order. Money is counted from the stored figure on, not from the instant. */
  async baselines(tx: Transaction | null, instants: readonly Instant[]): Promise<readonly Baseline[]> {
    const points = await this.snapshots.around(tx, instants);
    const anchors = instants.map(({ at }, index) => anchorAt(points[index] ?? [], at));
    const flows = await this.deals.cashFlows(
      tx,
      instants.map(({ accountId, at }, index) => ({ accountId, since: anchors[index]?.takenAt ?? at })),
    );
    return anchors.map((anchor, index) => {
      const cashFlow = flows[index];
      if (!cashFlow) throw new Error('An account has no sum of its payments');
      return { anchor, cashFlow };
    });
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
