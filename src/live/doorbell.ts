import { type Envelope } from './envelope';

/** News after which a terminal should sync at once: an order is ready for it. */
const RINGING: readonly string[] = ['order.ready'];

export function rings({ type }: Envelope): boolean {
  return RINGING.includes(type);
}
