import { Injectable } from '@nestjs/common';
import { type Decimal } from 'decimal.js';
import { type Transaction } from '../platform/database/transactions';
import { LedgerRepository } from './ledger.repository';
import {
  type Breakdown,
  type BreakdownFilter,
  type ClosedTrade,
  type LedgerLine,
  type LedgerPlace,
  type OpenTrade,
  type Trade,
  type TradeGroup,
  type TradeOrigin,
  type UntracedTrade,
} from './trade';
import { TradesRepository, type TradesPage } from './trades.repository';

/** Trades and the history they come from, for those who count on them. */
@Injectable()
export class TradesService {
  constructor(
    private readonly trades: TradesRepository,
    private readonly ledger: LedgerRepository,
  ) {}

  /** Closed trades of a user, by the time of their closing. */
  list(userId: string, page: TradesPage): Promise<readonly Trade[]> {
    return this.trades.findPage(userId, page);
  }

  /** Derives all trades of an account again from its deals. */
  rebuild(tx: Transaction, accountId: string): Promise<void> {
    return this.trades.rebuild(tx, accountId, null);
  }

  accountsWithChanges(limit: number): Promise<readonly string[]> {
    return this.trades.accountsWithChanges(limit);
  }

  hasChanges(accountId: string): Promise<boolean> {
    return this.trades.hasChanges(accountId);
  }

  /** From when on an account's history differs since this was last asked for; null if it does not. */
  takeChanges(tx: Transaction, accountId: string): Promise<Date | null> {
    return this.trades.takeChanges(tx, accountId);
  }

  untraced(accountId: string, limit: number): Promise<readonly UntracedTrade[]> {
    return this.trades.findUntraced(accountId, limit);
  }

  recordOrigins(
    tx: Transaction,
    trades: readonly { readonly trade: UntracedTrade; readonly origin: TradeOrigin | null }[],
  ): Promise<void> {
    return this.trades.recordOrigins(tx, trades);
  }

  lines(
    tx: Transaction,
    accountId: string,
    range: { readonly after: LedgerPlace; readonly beforeMs: number | null; readonly limit: number },
  ): Promise<readonly LedgerLine[]> {
    return this.ledger.lines(tx, accountId, range);
  }

  closedTrades(
    tx: Transaction,
    accountId: string,
    after: LedgerPlace,
    upTo: LedgerPlace,
  ): Promise<readonly ClosedTrade[]> {
    return this.ledger.closedTrades(tx, accountId, after, upTo);
  }

  openAt(tx: Transaction, accountId: string, at: Date): Promise<readonly OpenTrade[]> {
    return this.ledger.openAt(tx, accountId, at);
  }

  total(
    tx: Transaction,
    accountId: string,
  ): Promise<{ readonly moved: Decimal; readonly first: LedgerLine | null }> {
    return this.ledger.total(tx, accountId);
  }

  breakdown(by: Breakdown, filter: BreakdownFilter): Promise<readonly TradeGroup[]> {
    return this.ledger.breakdown(by, filter);
  }
}
