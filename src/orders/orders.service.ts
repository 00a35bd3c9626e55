import { Injectable } from '@nestjs/common';
import { type Order } from './order';
import { OrderEventsRepository, type OrderEvent } from './order-events.repository';
import { OrderNotFoundError } from './orders.errors';
import { type OrderFilter, OrdersRepository } from './orders.repository';

/** Reads orders for their owner. */
@Injectable()
export class OrdersService {
  constructor(
    private readonly repository: OrdersRepository,
    private readonly history: OrderEventsRepository,
  ) {}

  /** @throws OrderNotFoundError also for another user's order */
  async get(
    userId: string,
    orderId: string,
  ): Promise<{ readonly order: Order; readonly events: readonly OrderEvent[] }> {
    const order = await this.repository.find(userId, orderId);
    if (!order) throw new OrderNotFoundError(orderId);
    return { order, events: await this.history.of(null, [order.id]) };
  }

  /** A user's orders by their ids, which are the magic numbers of their trades. */
  byIds(userId: string, orderIds: readonly string[]): Promise<Order[]> {
    return this.repository.byIds(userId, orderIds);
  }

  list(userId: string, filter: OrderFilter): Promise<Order[]> {
    return this.repository.list(userId, filter);
  }
}
