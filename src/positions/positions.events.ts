import { toJsonNumber, toJsonNumberOrNull } from '../platform/http/json-number';
import { type PositionBody } from './dto/position.body';
import { type Position } from './position';

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

export function repricedNews(accountId: string, positions: readonly Position[]): PositionsRepriced {
  return {
    account_id: accountId,
    positions: positions.map(({ ticket, currentPrice, profit }) => ({
      ticket,
      current_price: toJsonNumberOrNull(currentPrice),
      profit: toJsonNumber(profit),
    })),
  };
}
