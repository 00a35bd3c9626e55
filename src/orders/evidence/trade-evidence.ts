import { Decimal } from '../../money/quantity';
import { type Deal } from '../../positions/deal';
import { type Position } from '../../positions/position';
import { type Order } from '../order';
import { type OrderFacts } from '../order-change';

/** Deals of one execution may arrive one by one: less than the whole is believed only when nothing more came. */
const MORE_MAY_COME_MS = 10_000;

export interface TradeEvidence {
  readonly to: 'FILLED' | 'PARTIALLY_FILLED';
  readonly facts: OrderFacts;
}

/** What the account's books show of an order whose fate nobody told. */
export interface Books {
  /** Deals that carry the order's magic number. */
  readonly deals: readonly Deal[];
  readonly positions: readonly Position[];
  /** When the last complete list of positions was applied. */
  readonly snapshotAt: Date | null;
  readonly now: Date;
}

/**
 * Finds an execution in deals and positions by the order's magic number, or null. An opening shows in deals that open;
 * a close in deals that an expert closed with (a stop keeps the magic of the order that opened the position).
 * A close of which no deal is known is done, too, when every position it was to close is gone.
 */
export function findExecution(order: Order, books: Books): TradeEvidence | null {
  const own = ownDeals(order, books);
  const found = fromDeals(order, own, books.now);
  if (found) return found;
  if (order.action === 'OPEN') return fromPosition(order, books);
  return own.length === 0 ? fromAbsence(order, books) : null;
}

function ownDeals({ action }: Order, { deals }: Books): readonly Deal[] {
  return deals.filter(({ entry, reason }) =>
    action === 'OPEN' ? entry === 'IN' || entry === 'INOUT' : entry !== 'IN' && reason === 'EXPERT',
  );
}

function fromDeals(order: Order, own: readonly Deal[], now: Date): TradeEvidence | null {
  const last = own.at(-1);
  if (!last) return null;
  const volume = own.reduce((sum, deal) => sum.plus(deal.volume), new Decimal(0));
  const whole = volume.greaterThanOrEqualTo(order.volume);
  if (!whole && now.getTime() - last.receivedAt.getTime() < MORE_MAY_COME_MS) return null;
  const worth = own.reduce((sum, deal) => sum.plus(deal.volume.times(deal.price ?? 0)), new Decimal(0));
  return {
    to: whole ? 'FILLED' : 'PARTIALLY_FILLED',
    facts: {
      filledVolume: volume,
      fillPrice: volume.isZero() ? undefined : worth.dividedBy(volume).toDecimalPlaces(8),
      orderTicket: last.orderTicket ?? undefined,
      dealTicket: last.ticket,
      positionTicket: last.positionId ?? undefined,
      message: `Found in the account's history: deal ${last.ticket}`,
    },
  };
}

function fromPosition(order: Order, { positions }: Books): TradeEvidence | null {
  const position = positions.find(({ magic }) => magic === order.id);
  if (!position) return null;
  return {
    to: position.volume.lessThan(order.volume) ? 'PARTIALLY_FILLED' : 'FILLED',
    facts: {
      filledVolume: position.volume,
      fillPrice: position.openPrice,
      positionTicket: position.ticket,
      message: `Found among the open positions: ticket ${position.ticket}`,
    },
  };
}

function fromAbsence(order: Order, { positions, snapshotAt }: Books): TradeEvidence | null {
  if (!snapshotAt || !order.sentAt || snapshotAt <= order.sentAt) return null;
  const open = new Set(positions.map(({ ticket }) => ticket));
  if (order.closeTargets.length === 0 || order.closeTargets.some(({ ticket }) => open.has(ticket)))
    return null;
  return { to: 'FILLED', facts: { message: 'Nothing of what it was to close is open any more' } };
}
