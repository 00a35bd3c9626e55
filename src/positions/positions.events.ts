import { type NewEvent } from '../platform/events/event-map';
import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { type PositionBody, positionBody } from './dto/position.body';
import { type Position, type PositionPrice, type PositionsReporter } from './position';

/** New prices of positions whose terms are as they were: one piece of news for all of an account. */
export interface PositionsRepriced {
  readonly account_id: string;
  readonly positions: readonly {
    readonly ticket: string;
    readonly current_price: number | null;
    readonly profit: number;
  }[];
}

declare module '../platform/events/event-map' {
  interface EventMap {
    'position.opened': PositionBody;
    /** Its terms changed: volume, stops, ticket, costs; or a closed one's deals became known. */
    'position.updated': PositionBody;
    'position.closed': PositionBody;
    'positions.repriced': PositionsRepriced;
  }
}

type PositionEvent = 'position.opened' | 'position.updated' | 'position.closed';

export function positionNews(
  type: PositionEvent,
  sessionId: string,
  positions: readonly Position[],
): NewEvent[] {
  return positions.map((position) => ({
    type,
    userId: position.userId,
    sessionId,
    data: positionBody(position),
  }));
}

/** Nothing if nothing was repriced. */
export function repricedNews(
  { userId, accountId, sessionId }: PositionsReporter,
  positions: readonly PositionPrice[],
): NewEvent<'positions.repriced'>[] {
  if (positions.length === 0) return [];
  const prices = positions.map(({ ticket, currentPrice, profit }) => ({
    ticket,
    current_price: toJsonNumberOrNull(currentPrice),
    profit: toJsonNumber(profit),
  }));
  return [
    { type: 'positions.repriced', userId, sessionId, data: { account_id: accountId, positions: prices } },
  ];
}
