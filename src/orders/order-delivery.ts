import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service';
import { type EffectiveState } from '../guard/trading-state';
import { TradingStateService } from '../guard/trading-state.service';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { type Session } from '../mt5-session/session';
import { type Transaction } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Clock } from '../platform/time/clock';
import { SignalsService } from '../signals/signals.service';
import { DeliveryCheck, type HeldSession } from './delivery-check';
import { type Order } from './order';
import { OrderMetrics } from './order-metrics';
import { orderEvent } from './orders.events';
import { type Delivery, OrderWritesRepository } from './order-writes.repository';
import { OrdersRepository } from './orders.repository';

/** A terminal executes one after the other: more at once would only grow old with it. */
const MOST_AT_ONCE = 50;

/** What may be handed out beside the openings that were checked, by the account's trading state. */
const REST = {
  ACTIVE: 'ALL',
  REDUCING: 'CLOSES',
  HALTED: 'FLATTENING',
} as const satisfies Record<string, Delivery['rest']>;

/** What was handed out, and every order that changed on the way. */
export interface HandedOut {
  readonly commands: readonly Order[];
  readonly changed: readonly Order[];
}

/**
 * Hands orders to the session that holds their account, and to nobody else. From the first time on, an order is this
 * session's own; it comes again with every call until the terminal says that it has it.
 */
@Injectable()
export class OrderDelivery {
  constructor(
    private readonly accounts: AccountsService,
    private readonly repository: OrdersRepository,
    private readonly writes: OrderWritesRepository,
    private readonly sessions: Mt5SessionService,
    private readonly states: TradingStateService,
    private readonly check: DeliveryCheck,
    private readonly signals: SignalsService,
    private readonly events: EventLog,
    private readonly metrics: OrderMetrics,
    private readonly clock: Clock,
  ) {}

  /**
   * The due orders of a session, oldest first.
   *
   * @throws SessionFencedError, SessionEndedError when the session no longer holds its account
   */
  async dueOrders(tx: Transaction, session: Session): Promise<readonly Order[]> {
    const { accountId, userId } = session;
    // Before the session: everybody locks them in this order, and what follows is read under both.
    const [[account], , live, states] = await Promise.all([
      this.accounts.lock(tx, [accountId]),
      this.sessions.hold(tx, session),
      this.liveOrders(tx, [accountId]),
      this.states.statesOf(tx, [{ id: accountId, userId }]),
    ]);
    if (!account) return [];
    return (await this.handOut(tx, [{ account, session, live }], states)).commands;
  }

  /**
   * The due orders of sessions that the caller holds, with their accounts. Openings are checked once more before they are
   * handed out for the first time; what does not pass any more stays here. Under REDUCING only closes go out, under
   * HALTED only what empties the account.
   */
  async handOut(
    tx: Transaction,
    held: readonly HeldSession[],
    states: ReadonlyMap<string, EffectiveState>,
  ): Promise<HandedOut> {
    const busy = held.filter(({ live }) => live.some(({ status }) => status !== 'UNKNOWN'));
    if (busy.length === 0) return { commands: [], changed: [] };
    const at = this.clock.now();
    const { passing: openings, changed } = await this.check.passing(tx, busy, states);
    const commands = await this.writes.deliver(
      tx,
      busy.map(({ session: { id, accountId, epoch } }) => ({
        accountId,
        sessionId: id,
        epoch,
        rest: REST[states.get(accountId)?.state ?? 'ACTIVE'],
      })),
      { at, openings, limit: MOST_AT_ONCE },
    );
    await this.announce(
      tx,
      commands.filter(({ deliveryCount }) => deliveryCount === 1),
      at,
    );
    return { commands, changed: [...changed, ...commands] };
  }

  /** Orders of these accounts that may still turn into an execution. */
  liveOrders(tx: Transaction | null, accountIds: readonly string[]): Promise<readonly Order[]> {
    return this.repository.liveOf(tx, accountIds);
  }

  private async announce(tx: Transaction, first: readonly Order[], at: Date): Promise<void> {
    if (first.length === 0) return;
    await this.events.append(
      tx,
      first.map((order) => orderEvent('order.changed', order)),
    );
    this.signals.measure(
      tx,
      'sent',
      first.map(({ signalId }) => signalId),
      at,
    );
    tx.afterCommit(() => {
      for (const { status } of first) this.metrics.moved(status, null);
    });
  }
}
