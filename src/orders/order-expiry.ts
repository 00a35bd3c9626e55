import { Injectable } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { Clock } from '../platform/time/clock';
import { type Order } from './order';
import { type OrderChange } from './order-change';
import { OrderMoves } from './order-moves';
import { OrdersRepository } from './orders.repository';

/** How long after its end the terminal may still be about to tell what became of an order. */
const LAST_WORD_MS = 15_000;
const BATCH = 200;

/**
 * Ends openings whose time is over. One that nobody was handed just expires; one that was handed out expires only on
 * the terminal's word, and without it is in doubt.
 */
@Injectable()
export class OrderExpiry {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: OrdersRepository,
    private readonly moves: OrderMoves,
    private readonly clock: Clock,
  ) {}

  async expireOverdue(): Promise<number> {
    const now = this.clock.now();
    return this.transactions.run(async (tx) => {
      const silentSince = new Date(now.getTime() - LAST_WORD_MS);
      const overdue = await this.repository.lockOverdue(tx, now, silentSince, BATCH);
      await this.moves.make(tx, overdue.map(endOf));
      return overdue.length;
    });
  }
}

function endOf(order: Order): OrderChange {
  const waited = order.status === 'READY';
  return {
    order,
    to: waited ? 'EXPIRED' : 'UNKNOWN',
    actor: 'CLOCK',
    causeKey: waited ? 'expiry' : 'silence',
    occurredAt: order.expiresAt,
    facts: {
      message: waited
        ? (order.message ?? 'No terminal fetched it in time')
        : 'The terminal did not say in time whether it was executed',
    },
    data: {},
  };
}
