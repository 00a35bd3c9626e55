import { type Decimal } from 'decimal.js';
import { type Order, type OrderActor } from './order';
import { type OrderStatus } from './order.state';

/** What a change writes onto an order besides its state. What is absent stays as it was. */
export interface OrderFacts {
  /** The session that turns out to have it, for an order that nobody was known to have. */
  readonly boundTo?: { readonly sessionId: string; readonly epoch: number } | undefined;
  readonly acknowledgedAt?: Date | undefined;
  readonly cancelRequestedAt?: Date | undefined;
  readonly filledVolume?: Decimal | undefined;
  readonly fillPrice?: Decimal | undefined;
  readonly orderTicket?: string | undefined;
  readonly dealTicket?: string | undefined;
  readonly positionTicket?: string | undefined;
  readonly retcode?: number | undefined;
  readonly message?: string | undefined;
  readonly takenBackBy?: string | undefined;
}

/**
 * One step in an order's life, with its event. `to` equal to the order's own status is a step too: news about
 * the order (an acknowledgement, evidence that came too late to move it).
 */
export interface OrderChange {
  /** As it was read under its lock. */
  readonly order: Order;
  readonly to: OrderStatus;
  readonly actor: OrderActor;
  /** Names the cause, once per order: the same message twice makes one event. */
  readonly causeKey: string;
  /** When it happened, by whoever caused it. */
  readonly occurredAt: Date | null;
  readonly facts: OrderFacts;
  /** Kept with the event: what was said, by whom. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Says what is wrong, when what happened is not what the order's state allows. */
  readonly anomaly?: string | undefined;
}
