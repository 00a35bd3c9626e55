import { Injectable } from '@nestjs/common';
import { type Decimal } from 'decimal.js';
import { type Transaction } from '../platform/database/transactions';
import {
  type AccountInstant,
  type AccountPoint,
  AccountSnapshotsRepository,
} from './account-snapshots.repository';

/** What an account's money was, for those who reckon from it. */
@Injectable()
export class AccountHistoryService {
  constructor(private readonly snapshots: AccountSnapshotsRepository) {}

  /** For each instant, in the same order, the stored points next to it: the last before and the first after. */
  around(tx: Transaction | null, instants: readonly AccountInstant[]): Promise<readonly AccountPoint[][]> {
    return this.snapshots.around(tx, instants);
  }

  highestEquity(tx: Transaction | null, accountId: string, since: Date): Promise<Decimal | null> {
    return this.snapshots.highestEquity(tx, accountId, since);
  }
}
