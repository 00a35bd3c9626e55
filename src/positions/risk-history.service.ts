import { Injectable } from '@nestjs/common';
import { type Decimal } from 'decimal.js';
import { type Transaction } from '../platform/database/transactions';
import { type PositionKey } from './position';
import { type AccountSince, RiskHistoryRepository, type StoppedTrade } from './risk-history.repository';

/** What an account's deals tell those who guard it. Empty for a client that reports no deals. */
@Injectable()
export class RiskHistoryService {
  constructor(private readonly repository: RiskHistoryRepository) {}

  /** Deposits minus withdrawals since each instant, in the same order. */
  cashFlows(tx: Transaction | null, wanted: readonly AccountSince[]): Promise<readonly Decimal[]> {
    return this.repository.cashFlows(tx, wanted);
  }

  /** Which of these positions any list ever showed, open or closed. */
  knownPositions(tx: Transaction, wanted: readonly PositionKey[]): Promise<readonly PositionKey[]> {
    return this.repository.knownPositions(tx, wanted);
  }

  /** Trades of orders of ours that their stop loss ended since. */
  stoppedSince(tx: Transaction | null, wanted: readonly AccountSince[]): Promise<readonly StoppedTrade[]> {
    return this.repository.stoppedSince(tx, wanted);
  }
}
