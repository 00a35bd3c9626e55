import { Injectable } from '@nestjs/common';
import { type HeldAccount } from '../accounts/account';
import { AccountsService } from '../accounts/accounts.service';
import { type EffectiveState } from '../guard/trading-state';
import { TradingStateService } from '../guard/trading-state.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { BookCheck } from '../orders/book-check';
import { byAccount } from '../mt5-session/by-account';
import { type Order } from '../orders/order';
import { OrderDelivery } from '../orders/order-delivery';
import { OrderReconciliation } from '../orders/order-reconciliation';
import { type HeldOrders, OrderReports } from '../orders/order-reports';
import { hasEnded } from '../orders/order.state';
import { TakeBacks } from '../orders/take-backs';
import { failpoint } from '../platform/config/failpoint';
import { type Transaction } from '../platform/database/transactions';
import { type Outcome } from '../platform/queue/gathering';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { type Cycle, type SyncCall } from './sync-call';
import { SyncRhythm } from './sync-rhythm';
import { presentSync, type SyncView } from './sync-view';
import { type TakenIn, TerminalReports } from './terminal-reports';

/** What becomes of accounts that somebody else holds at this moment: they are waited for, or left out. */
export type Patience = 'WAIT' | 'LEAVE';

/**
 * Takes in what terminals report and hands out what they are to do, for all of a group with the same few statements and in
 * one transaction, so that an answer that got lost is given again as it was.
 */
@Injectable()
export class SyncExchange {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: Mt5SessionService,
    private readonly terminals: TerminalReports,
    private readonly positions: PositionsService,
    private readonly reports: OrderReports,
    private readonly delivery: OrderDelivery,
    private readonly reconciliation: OrderReconciliation,
    private readonly takeBacks: TakeBacks,
    private readonly books: BookCheck,
    private readonly states: TradingStateService,
    private readonly rhythm: SyncRhythm,
    private readonly clock: Clock,
  ) {}

  /**
   * What each call comes to; nothing for one that was left out. No account may be twice among them.
   * A call that is refused leaves the others alone; an error that is thrown is everybody's.
   */
  async exchange(
    tx: Transaction,
    calls: readonly SyncCall[],
    patience: Patience,
  ): Promise<ReadonlyMap<SyncCall, Outcome<unknown>>> {
    const outcomes = new Map<SyncCall, Outcome<unknown>>();
    const { cycles, asked, spoken } = await this.hold(tx, calls, patience, outcomes);
    if (cycles.length === 0) return outcomes;
    const taken = await this.terminals.takeIn(tx, cycles);
    const reported = await this.takeReports(tx, cycles, spoken);
    const hasStopped = await this.compare(tx, cycles, taken);
    const due = asked && !hasStopped ? after(reported, asked) : await this.due(tx, accountsOf(cycles));
    const answers = await this.answers(tx, cycles, taken, due);
    this.sessions.rememberReplies(
      tx,
      cycles.map(({ session, message: { seq } }, index) => ({
        session,
        seq,
        reply: answers[index],
        whole: taken[index]?.whole ?? false,
      })),
    );
    cycles.forEach(({ call }, index) => outcomes.set(call, { result: answers[index] }));
    tx.afterCommit(() => {
      cycles.forEach(({ session }, index) => {
        this.rhythm.told(session, answers[index]?.next_sync_ms ?? 0);
      });
    });
    return outcomes;
  }

  /**
   * Holds accounts, sessions and the orders that are spoken of, and finds out which messages are new. The others have
   * their outcome already. What is due is asked along, unless deals are told, which change it.
   */
  private async hold(
    tx: Transaction,
    calls: readonly SyncCall[],
    patience: Patience,
    outcomes: Map<SyncCall, Outcome<unknown>>,
  ): Promise<{ cycles: readonly HeldCycle[]; asked: Due | null; spoken: HeldOrders }> {
    const accountIds = calls.map(({ session }) => session.accountId);
    // The accounts first, then the sessions: everybody locks them in this order.
    const locked = await (patience === 'WAIT'
      ? this.accounts.lock(tx, accountIds)
      : this.accounts.lockFree(tx, accountIds));
    const accounts = new Map(locked.map((account) => [account.id, account]));
    const held = patience === 'WAIT' ? calls : calls.filter(({ session }) => accounts.has(session.accountId));
    const [standings, spoken, asked] = await Promise.all([
      this.sessions.standingsOf(
        tx,
        held.map(({ session, message: { seq } }) => ({ session, seq })),
      ),
      this.reports.hold(
        tx,
        held.map(({ session, message: { reports } }) => ({ owner: session, reports })),
      ),
      held.every(({ message: { deals } }) => deals.length === 0) ? this.due(tx, locked) : null,
    ]);
    const cycles: HeldCycle[] = [];
    held.forEach((call, index) => {
      const standing = standings[index];
      const account = accounts.get(call.session.accountId);
      if (!standing) throw new Error('A message was asked about and got no standing');
      if (standing.kind === 'refused') outcomes.set(call, { error: standing.error });
      if (standing.kind === 'answered') {
        failpoint('O2');
        this.sessions.touch(call.session);
        outcomes.set(call, { result: standing.reply });
      }
      if (standing.kind === 'new' && account) {
        const { status, snapshotAt } = standing;
        const session = { ...call.session, status, snapshotAt };
        cycles.push({ ...call, session, account, call });
      }
    });
    return { cycles, asked, spoken };
  }

  /** The orders that were reported of, as they are now. */
  private async takeReports(
    tx: Transaction,
    cycles: readonly Cycle[],
    spoken: HeldOrders,
  ): Promise<readonly Order[]> {
    const told = cycles.filter(({ message }) => message.reports.length > 0);
    const { orders } = await this.reports.apply(
      tx,
      told.map(({ session, message: { reports } }) => ({
        owner: session,
        reporter: { sessionId: session.id, epoch: session.epoch },
        reports,
      })),
      spoken,
    );
    if (told.length > 0) failpoint('O5');
    return orders;
  }

  /**
   * With everything that is open at hand, what was taken back in vain shows, and so does a difference. Answers whether an
   * account was stopped because of one.
   */
  private async compare(
    tx: Transaction,
    cycles: readonly Cycle[],
    taken: readonly TakenIn[],
  ): Promise<boolean> {
    const lists = cycles.flatMap(({ session, account: { marginMode } }, index) => {
      const { whole = false, open = [] } = taken[index] ?? {};
      return whole ? [{ session, marginMode, open }] : [];
    });
    if (lists.length === 0) return false;
    const [hasStopped] = await Promise.all([
      this.books.check(tx, lists, this.clock.now()),
      this.takeBacks.closeInVain(tx, lists),
    ]);
    return hasStopped;
  }

  /** What may be due to accounts that are held, and how far their deals are told. */
  private async due(tx: Transaction, accounts: readonly HeldAccount[]): Promise<Due> {
    const accountIds = accounts.map(({ id }) => id);
    const [live, states, tickets] = await Promise.all([
      this.delivery.liveOrders(tx, accountIds),
      this.states.statesOf(tx, accounts),
      this.positions.lastDealTicketsOf(tx, accountIds),
    ]);
    return { live, states, tickets };
  }

  private async answers(
    tx: Transaction,
    cycles: readonly Cycle[],
    taken: readonly TakenIn[],
    { live, states, tickets }: Due,
  ): Promise<readonly SyncView[]> {
    const held = cycles.map(({ account, session }, index) => ({
      account,
      session: { ...session, snapshotAt: taken[index]?.snapshotAt ?? session.snapshotAt },
    }));
    const handed = await this.handOut(tx, held, live, states);
    const commands = byAccount(handed.commands);
    const liveOf = byAccount(handed.live);
    const at = this.clock.now();
    return cycles.map(({ session, message: { seq }, account: { id }, wanted }, index) =>
      presentSync({
        seq,
        commands: commands(id),
        live: liveOf(id),
        questions: this.reconciliation.questionsFor(session, liveOf(id)),
        wanted,
        positionsWanted: taken[index]?.positionsWanted ?? false,
        lastDealTicket: tickets.get(id) ?? null,
        tradingState: states.get(id)?.state ?? 'ACTIVE',
        at,
      }),
    );
  }

  /** Most cycles find nothing live, and ask no further. */
  private async handOut(
    tx: Transaction,
    held: readonly Pick<Cycle, 'account' | 'session'>[],
    live: readonly Order[],
    states: Due['states'],
  ): Promise<{ readonly commands: readonly Order[]; readonly live: readonly Order[] }> {
    if (live.length === 0) return { commands: [], live };
    const known = new Map(live.map((order) => [order.id, order]));
    const liveNow = (): readonly Order[] => [...known.values()].filter(({ status }) => !hasEnded(status));
    const before = byAccount(live);
    const busy = held.filter(({ account: { id } }) => before(id).length > 0);
    for (const {
      session: { accountId, snapshotAt },
    } of busy) {
      if (!before(accountId).some(({ status }) => status === 'UNKNOWN')) continue;
      const resolved = await this.reconciliation.resolveFromBooks(tx, accountId, snapshotAt);
      for (const order of resolved) known.set(order.id, order);
    }
    const liveOf = byAccount(liveNow());
    const { commands, changed } = await this.delivery.handOut(
      tx,
      busy.map((each) => ({ ...each, live: liveOf(each.account.id) })),
      states,
    );
    for (const order of changed) known.set(order.id, order);
    return { commands, live: liveNow() };
  }
}

interface HeldCycle extends Cycle {
  readonly call: SyncCall;
}

interface Due {
  readonly live: readonly Order[];
  readonly states: ReadonlyMap<string, EffectiveState>;
  readonly tickets: ReadonlyMap<string, string>;
}

function accountsOf(cycles: readonly Cycle[]): readonly HeldAccount[] {
  return cycles.map(({ account }) => account);
}

/** What is due once orders were reported of. None comes back to life. */
function after(reported: readonly Order[], due: Due): Due {
  const now = new Map(reported.map((order) => [order.id, order]));
  const live = due.live.map((order) => now.get(order.id) ?? order);
  return { ...due, live: live.filter(({ status }) => !hasEnded(status)) };
}
