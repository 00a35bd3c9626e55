import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Position } from '../positions/position';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';
import { AccountsService } from '../accounts/accounts.service';
import { byAccount } from '../mt5-session/by-account';
import { closingRequest } from './closing-request';
import { type Made } from './decision/decision';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

/** How long after its end an opening that was taken back may still show among the positions. */
const MAY_SHOW_MS = 60 * 60_000;

/** What is open on a session's account. */
export interface OpenList {
  readonly session: Session;
  readonly open: readonly Position[];
}

/**
 * Takes openings back that a closing signal overtook: what no terminal was handed is cancelled, what one has is asked
 * back. Should it be executed all the same, it is closed as soon as it shows.
 */
@Injectable()
export class TakeBacks {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly sessions: Mt5SessionService,
    private readonly positions: PositionsService,
    private readonly signals: SignalsService,
    private readonly repository: OrdersRepository,
    private readonly moves: OrderMoves,
    private readonly clock: Clock,
  ) {}

  /** The accounts are held by the caller. */
  async take(tx: Transaction, made: readonly Made[]): Promise<void> {
    for (const { signal, accountId, decision } of made) {
      if (decision.outcome === 'DENIED' || !decision.takesBack?.length) continue;
      const openings = await this.repository.lockOpenings(tx, accountId, decision.takesBack);
      const now = this.clock.now();
      await this.moves.make(
        tx,
        openings.map((order) => takeBack(order, signal.id, now)),
      );
    }
  }

  /** Closes what was taken back in vain, as far as it shows among what is open on accounts that the caller holds. */
  async closeInVain(tx: Transaction, lists: readonly OpenList[]): Promise<void> {
    const accountIds = lists.map(({ session }) => session.accountId);
    if (accountIds.length === 0) return;
    const ordersOf = byAccount(await this.repository.takenBackInVain(tx, accountIds));
    const at = this.clock.now();
    const closings = lists.flatMap(({ session, open }) =>
      ordersOf(session.accountId).flatMap((order) => {
        const position = open.find((one) => isOf(order, one));
        if (!position) return [];
        const { symbol, side, volume } = position;
        const name = `taken-back:${order.id}:${session.id}`;
        return [closingRequest({ name, session, symbol, side, volume, at })];
      }),
    );
    await this.signals.issue(tx, closings);
  }

  /** The same for every account, for terminals that do not synchronise. */
  async closeAllInVain(): Promise<void> {
    const since = new Date(this.clock.now().getTime() - MAY_SHOW_MS);
    for (const accountId of await this.repository.accountsWithTakeBacks(since)) {
      await this.transactions.run(async (tx) => {
        await this.accounts.lock(tx, [accountId]);
        const session = (await this.sessions.liveSessionsOf(tx, [accountId])).get(accountId);
        if (!session) return;
        await this.closeInVain(tx, [{ session, open: await this.positions.openOf(tx, [accountId]) }]);
      });
    }
  }
}

function takeBack(order: Order, closingSignalId: string, now: Date): OrderChange {
  const taken = {
    order,
    actor: 'RISK',
    causeKey: `taken-back:${closingSignalId}`,
    occurredAt: now,
    data: { signal_id: Number(closingSignalId) },
  } as const;
  const takenBackBy = closingSignalId;
  if (order.status === 'READY') {
    const message = `Taken back by the closing signal ${closingSignalId}`;
    return { ...taken, to: 'CANCELLED', facts: { takenBackBy, message } };
  }
  return { ...taken, to: order.status, facts: { takenBackBy, cancelRequestedAt: now } };
}

function isOf(order: Order, { magic, ticket, identifier }: Position): boolean {
  if (magic !== null) return magic === order.id;
  return [order.positionTicket, order.orderTicket].some((known) => known === ticket || known === identifier);
}
