import { type Order } from '../orders/order';

/** How soon the terminal should call again when nothing happens. */
export const IDLE_SYNC_MS = 1000;
/** And while it has an order whose outcome is awaited, or a list of positions that is. */
const BUSY_SYNC_MS = 250;

export function nextSyncMs(live: readonly Order[], positionsWanted: boolean): number {
  return positionsWanted || live.some(({ status }) => status === 'READY' || status === 'SENT')
    ? BUSY_SYNC_MS
    : IDLE_SYNC_MS;
}
