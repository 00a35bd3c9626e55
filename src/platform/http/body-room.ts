/** How much a body may hold. */
export interface BodyRoom {
  readonly bytes: number;
  /** Over all its objects. */
  readonly keys: number;
}

const USUAL: BodyRoom = { bytes: 100 * 1024, keys: 10_000 };
/** As many items as these routes document, of the width that MetaTrader gives them. */
const LISTS: BodyRoom = { bytes: 512 * 1024, keys: 25_000 };
const LIST_ROUTES: ReadonlySet<string> = new Set([
  '/api/v1/mt5/sync',
  '/api/v1/mt5/symbols',
  '/api/v1/trading/positions/update',
  '/api/v1/trading/deals',
]);

/** The room of a body whose length is said ahead; one that does not say it gets the usual room anywhere. */
export function bodyRoomOf(path: string, saysItsLength: boolean): BodyRoom {
  return saysItsLength && LIST_ROUTES.has(path) ? LISTS : USUAL;
}
