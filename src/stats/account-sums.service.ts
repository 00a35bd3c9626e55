import { Injectable } from '@nestjs/common';
import { type Account } from '../accounts/account';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { type ClosedTrade, type LedgerPlace } from '../positions/trade';
import { TradesService } from '../positions/trades.service';
import { DAY_MS, LedgerFold, startOfDay } from './ledger-fold';
import { type StatsLedger, StatsRepository } from './stats.repository';
import { TradeOrigins } from './trade-origins.service';

/** Rises whenever days are summed up differently: everything is summed up again then. */
const VERSION = 2;
const PAGE = 2000;
/** After so many lines a transaction ends, at the end of a day: what it did is kept if the next one fails. */
const LINES_PER_TURN = 200_000;
/** An account on which new deals keep coming is answered for as it was a moment ago. */
const MOST_TURNS = 1000;
const CENT = new Decimal('0.01');

/** Keeps the sums of accounts' histories up to date with their deals. */
@Injectable()
export class AccountSumsService {
  private readonly refreshing = new Map<string, Promise<string>>();

  constructor(
    private readonly repository: StatsRepository,
    private readonly trades: TradesService,
    private readonly origins: TradeOrigins,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Sums up what is new in an account's history, or all of it the first time; a run that was cut off goes on where it
   * was. Returns the revision of the sums: they are the same as long as it is.
   */
  refresh(account: Account): Promise<string> {
    const running = this.refreshing.get(account.id);
    if (running) return running;
    const run = this.run(account).finally(() => this.refreshing.delete(account.id));
    this.refreshing.set(account.id, run);
    return run;
  }

  private async run(account: Account): Promise<string> {
    await this.origins.trace(account);
    let known = await this.repository.find(account.id);
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      const isGuessedWrong = known !== null && (await this.isGuessedWrong(known, account));
      if (known && !isGuessedWrong && !(await this.isOutdated(known))) break;
      await this.transactions.run((tx) => this.turn(tx, account, isGuessedWrong));
      known = await this.repository.find(account.id);
    }
    return known?.revision ?? '0';
  }

  private async isOutdated({ accountId, version, dirtyFrom }: StatsLedger): Promise<boolean> {
    return version !== VERSION || dirtyFrom !== null || (await this.trades.hasChanges(accountId));
  }

  /**
   * The opening balance of a history that begins in its middle is a guess. While deals are still being told, it is one
   * from a part of them. When the sums end elsewhere than the account's own balance, by the same amount twice, it is made
   * again.
   */
  private async isGuessedWrong(ledger: StatsLedger, account: Account): Promise<boolean> {
    if (ledger.anchored || ledger.dirtyFrom !== null) return false;
    const gap = account.balance.minus(ledger.closingBalance);
    if (gap.abs().lessThan(CENT)) return false;
    if (ledger.gap?.equals(gap)) return true;
    await this.repository.noteGap(account.id, gap);
    return false;
  }

  /** One transaction's worth of summing up. */
  private async turn(tx: Transaction, account: Account, anew: boolean): Promise<void> {
    const ledger = await this.repository.lock(tx, account.id, VERSION);
    const changedFrom = await this.trades.takeChanges(tx, account.id);
    const isAnew = anew || ledger.version !== VERSION || ledger.dirtyFrom?.getTime() === 0;
    const dirtyFrom = isAnew ? new Date(0) : earlier(ledger.dirtyFrom, changedFrom);
    if (!dirtyFrom) return;
    const opening = isAnew ? await this.openingOf(tx, account) : ledger;
    const next = await this.sumUp(tx, account.id, opening.openingBalance, startOfDay(dirtyFrom.getTime()));
    await this.repository.save(tx, {
      accountId: account.id,
      version: VERSION,
      dirtyFrom: next,
      openingBalance: opening.openingBalance,
      anchored: opening.anchored,
      closingBalance: (await this.repository.lastBalance(tx, account.id)) ?? opening.openingBalance,
    });
  }

  /**
   * Sums up days from this one on, a limited number of lines.
   *
   * @returns where to go on, or null when all is summed up
   */
  private async sumUp(
    tx: Transaction,
    accountId: string,
    opening: Decimal,
    fromMs: number,
  ): Promise<Date | null> {
    await this.repository.deleteFrom(tx, accountId, fromMs);
    const balance = (await this.repository.lastBalance(tx, accountId)) ?? opening;
    const fold = new LedgerFold(balance, await this.openingsAt(tx, accountId, opening, fromMs));
    let after: LedgerPlace = { atMs: fromMs, ticket: '0' };
    let stopMs: number | null = null;
    for (let lines = 0; ;) {
      const page = await this.trades.lines(tx, accountId, { after, beforeMs: stopMs, limit: PAGE });
      const last = page.at(-1);
      if (!last) break;
      const closed = byTicket(await this.trades.closedTrades(tx, accountId, after, last));
      for (const line of page) fold.take(line, closed.get(line.ticket) ?? []);
      after = last;
      lines += page.length;
      if (stopMs === null && lines >= LINES_PER_TURN) stopMs = startOfDay(last.atMs) + DAY_MS;
      await this.repository.add(tx, accountId, fold.drain());
      if (page.length < PAGE) break;
    }
    await this.repository.add(tx, accountId, fold.finish());
    await this.repository.joinMonths(tx, accountId, fromMs);
    return stopMs === null ? null : new Date(stopMs);
  }

  /** The balance when each trade was opened that is open at a moment: of the days before it the sums are known. */
  private async openingsAt(
    tx: Transaction,
    accountId: string,
    opening: Decimal,
    atMs: number,
  ): Promise<Map<string, Decimal>> {
    const open = await this.trades.openAt(tx, accountId, new Date(atMs));
    const days = [...new Set(open.map(({ openedMs }) => startOfDay(openedMs)))];
    const balances = await this.repository.balancesBefore(tx, accountId, days);
    return new Map(
      open.map(({ positionId, openedMs, movedThatDay }) => {
        const midnight = balances.get(startOfDay(openedMs)) ?? opening;
        return [positionId, midnight.plus(movedThatDay)];
      }),
    );
  }

  /**
   * The balance before the first deal that was told. A history that begins with a deposit began with nothing; one that
   * begins in its middle began with what the account has now, less all that was told since.
   */
  private async openingOf(
    tx: Transaction,
    account: Account,
  ): Promise<Pick<StatsLedger, 'openingBalance' | 'anchored'>> {
    const { moved, first } = await this.trades.total(tx, account.id);
    const anchored = first?.kind === 'flow' && first.amount.greaterThan(0);
    return { anchored, openingBalance: anchored ? new Decimal(0) : account.balance.minus(moved) };
  }
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one < other ? one : other;
}

function byTicket(trades: readonly ClosedTrade[]): Map<string, ClosedTrade[]> {
  const found = new Map<string, ClosedTrade[]>();
  for (const trade of trades) found.set(trade.closeTicket, [...(found.get(trade.closeTicket) ?? []), trade]);
  return found;
}
