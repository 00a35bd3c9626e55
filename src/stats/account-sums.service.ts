import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { type Account } from '../accounts/account';
import { Decimal } from '../money/quantity';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { forEverybody } from '../platform/http/request-context';
import { Clock } from '../platform/time/clock';
import { type ClosedTrade, type LedgerPlace } from '../positions/trade';
import { TradesService } from '../positions/trades.service';
import { DAY_MS, LedgerFold, startOfDay } from './ledger-fold';
import { dayText, type StatsLedger, StatsRepository } from './stats.repository';
import { TradeOrigins } from './trade-origins.service';

/** Rises whenever days are summed up differently: everything is summed up again then. */
const VERSION = 3;
const PAGE = 2000;
/** An account on which new deals keep coming is answered for as it was a moment ago. */
const MOST_TURNS = 1000;
/** Who asks waits so long for a long history to be summed up, and is told how far it is. */
export const PATIENCE_MS = 4000;
/** A process that asks more seldom than so many deals come reads everything again. */
const CHANGES_REMEMBERED = 64;
const CENT = new Decimal('0.01');

/** Where a turn ended, and the balance when each trade was opened that is open there: asking again means a long search. */
interface Bookmark {
  readonly revision: string;
  readonly atMs: number;
  readonly openings: ReadonlyMap<string, Decimal>;
}

export interface Refreshed {
  /** The sums are the same as long as it is. */
  readonly revision: string;
  /** From here on nothing is summed up yet; null when all is. */
  readonly summedUpTo: Date | null;
}

/** Keeps the sums of accounts' histories up to date with their deals. */
@Injectable()
export class AccountSumsService {
  /** After so many lines a transaction ends, at the end of a day: what it did is kept if the next one fails. */
  protected readonly linesPerTurn: number = 10_000;
  private readonly refreshing = new Map<string, Promise<Refreshed>>();

  constructor(
    private readonly repository: StatsRepository,
    private readonly trades: TradesService,
    private readonly origins: TradeOrigins,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Sums up what is new in an account's history, or all of it the first time; a run that was cut off goes on where it
   * was. Who has little patience gets what is summed up by then.
   */
  refresh(account: Account, patienceMs = Number.POSITIVE_INFINITY): Promise<Refreshed> {
    const running = this.refreshing.get(account.id);
    if (running) return this.atMost(running, account, patienceMs);
    // For all who wait for it, and before the wall: deals are looked up by their tickets (docs/adr/0013).
    const run = forEverybody(() => this.run(account, patienceMs)).finally(() =>
      this.refreshing.delete(account.id),
    );
    this.refreshing.set(account.id, run);
    return run;
  }

  /** Somebody else is at it: the worker has all the time there is. */
  private async atMost(running: Promise<Refreshed>, { id }: Account, patienceMs: number): Promise<Refreshed> {
    if (!Number.isFinite(patienceMs)) return running;
    const first = await Promise.race([running, pause(patienceMs, null, { ref: false })]);
    return first ?? refreshed(await this.repository.find(id));
  }

  private async run(account: Account, patienceMs: number): Promise<Refreshed> {
    const untilMs = this.clock.monotonicMs() + patienceMs;
    await this.origins.trace(account);
    let known = await this.repository.find(account.id);
    let bookmark: Bookmark | null = null;
    for (let turn = 0; turn < MOST_TURNS; turn += 1) {
      if (turn > 0 && this.clock.monotonicMs() >= untilMs) break;
      const isGuessedWrong = known !== null && (await this.isGuessedWrong(known, account));
      if (known && !isGuessedWrong && !(await this.isOutdated(known))) break;
      const leftAt: Bookmark | null = bookmark;
      bookmark = await this.transactions.run((tx) => this.turn(tx, account, isGuessedWrong, leftAt));
      known = await this.repository.find(account.id);
    }
    return refreshed(known);
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
  private async turn(
    tx: Transaction,
    account: Account,
    anew: boolean,
    bookmark: Bookmark | null,
  ): Promise<Bookmark | null> {
    const ledger = await this.repository.lock(tx, account.id, VERSION);
    const changedFrom = await this.trades.takeChanges(tx, account.id);
    const isAnew = anew || ledger.version !== VERSION || ledger.dirtyFrom?.getTime() === 0;
    const dirtyFrom = isAnew ? new Date(0) : earlier(ledger.dirtyFrom, changedFrom);
    if (!dirtyFrom) return null;
    const opening = isAnew ? await this.openingOf(tx, account) : ledger;
    const fromMs = startOfDay(dirtyFrom.getTime());
    await this.repository.deleteFrom(tx, account.id, fromMs);
    const isWhereItEnded = bookmark?.revision === ledger.revision && bookmark.atMs === fromMs;
    const openings = isWhereItEnded
      ? new Map(bookmark.openings)
      : await this.openingsAt(tx, account.id, opening.openingBalance, fromMs);
    const balance = (await this.repository.lastBalance(tx, account.id)) ?? opening.openingBalance;
    const nextMs = await this.sumUp(tx, account.id, fromMs, new LedgerFold(balance, openings));
    const revision = String(BigInt(ledger.revision) + 1n);
    await this.repository.save(tx, {
      accountId: account.id,
      version: VERSION,
      dirtyFrom: nextMs === null ? null : new Date(nextMs),
      changes: [...ledger.changes, { revision, day: dayText(fromMs) }].slice(-CHANGES_REMEMBERED),
      openingBalance: opening.openingBalance,
      anchored: opening.anchored,
      closingBalance: (await this.repository.lastBalance(tx, account.id)) ?? opening.openingBalance,
    });
    return nextMs === null ? null : { revision, atMs: nextMs, openings };
  }

  /**
   * Sums up days from this one on, a limited number of lines.
   *
   * @returns where to go on, or null when all is summed up
   */
  private async sumUp(
    tx: Transaction,
    accountId: string,
    fromMs: number,
    fold: LedgerFold,
  ): Promise<number | null> {
    let after: LedgerPlace = { atMs: fromMs, ticket: '0' };
    let stopMs: number | null = null;
    const limit = Math.min(PAGE, this.linesPerTurn);
    for (let lines = 0; ;) {
      const page = await this.trades.lines(tx, accountId, { after, beforeMs: stopMs, limit });
      const last = page.at(-1);
      if (!last) break;
      const closed = byTicket(await this.trades.closedTrades(tx, accountId, after, last));
      for (const line of page) fold.take(line, closed.get(line.ticket) ?? []);
      after = last;
      lines += page.length;
      if (stopMs === null && lines >= this.linesPerTurn) stopMs = startOfDay(last.atMs) + DAY_MS;
      await this.repository.add(tx, accountId, fold.drain());
      if (page.length < limit) break;
    }
    await this.repository.add(tx, accountId, fold.finish());
    await this.repository.joinMonths(tx, accountId, fromMs);
    return stopMs;
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

function refreshed(ledger: StatsLedger | null): Refreshed {
  return { revision: ledger?.revision ?? '0', summedUpTo: ledger?.dirtyFrom ?? null };
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
