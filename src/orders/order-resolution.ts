import { Injectable } from '@nestjs/common';
import { type Lots, type Price } from '../money/quantity';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { AuditLog } from '../platform/audit/audit-log';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Order } from './order';
import { OrderMoves } from './order-moves';
import { OrderNotFoundError, OrderNotInDoubtError, TerminalWillTellError } from './orders.errors';
import { OrdersRepository } from './orders.repository';

/** What a person found out about an order in doubt. */
export interface Resolution {
  readonly outcome: 'FILLED' | 'REJECTED' | 'NOT_EXECUTED';
  readonly reason: string;
  readonly positionTicket: string | null;
  readonly volume: Lots | null;
  readonly price: Price | null;
}

/**
 * Takes a person's word on an order that no terminal will ever tell of: the plain client's protocol has no way to ask,
 * and a lost connector never answers. While a connector holds the account it is asked instead, and its word counts.
 */
@Injectable()
export class OrderResolution {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: Mt5SessionService,
    private readonly repository: OrdersRepository,
    private readonly moves: OrderMoves,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws OrderNotFoundError, OrderNotInDoubtError, TerminalWillTellError */
  async resolve(userId: string, orderId: string, resolution: Resolution): Promise<Order> {
    return this.transactions.run(async (tx) => {
      const [order] = await this.repository.lock(tx, userId, [orderId]);
      if (!order) throw new OrderNotFoundError(orderId);
      if (order.status !== 'UNKNOWN') throw new OrderNotInDoubtError(orderId, order.status);
      const holder = (await this.sessions.liveSessionsOf(tx, [order.accountId])).get(order.accountId);
      if (holder?.client === 'connector') throw new TerminalWillTellError(orderId);

      const { outcome, reason, positionTicket, volume, price } = resolution;
      const isFill = outcome === 'FILLED';
      const [resolved] = await this.moves.make(tx, [
        {
          order,
          to: outcome,
          actor: 'USER',
          causeKey: 'resolution',
          occurredAt: this.clock.now(),
          facts: {
            message: reason,
            ...(isFill && { filledVolume: volume ?? order.volume, fillPrice: price ?? undefined }),
            ...(isFill && positionTicket !== null && { positionTicket }),
          },
          data: { user_id: userId, reason },
        },
      ]);
      await this.audit.record(tx, {
        userId,
        actor: 'person',
        action: 'orders.doubt_resolved',
        detail: { order_id: orderId, outcome, reason, position_ticket: positionTicket },
      });
      return resolved ?? order;
    });
  }
}
