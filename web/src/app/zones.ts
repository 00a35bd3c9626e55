import { useSyncExternalStore } from 'react';
import { usePreferences, type Zone } from './preferences';

const MINUTES = 60;
const listeners = new Set<() => void>();
/** Until a terminal has told it, the clock of its broker is taken to show UTC. */
let brokerZone = 'UTC';

/** What the terminals say of their brokers' clocks; with several, the first one is followed. */
export function tellBrokerOffset(seconds: number | null | undefined): void {
  const zone = seconds === null || seconds === undefined ? 'UTC' : offsetName(seconds);
  if (zone === brokerZone) return;
  brokerZone = zone;
  for (const listener of listeners) listener();
}

/** An offset as the calendar of the browser knows it: `+03:00`. */
export function offsetName(seconds: number): string {
  const minutes = Math.round(Math.abs(seconds) / MINUTES);
  const two = (part: number): string => String(part).padStart(2, '0');
  const sign = seconds < 0 ? '-' : '+';
  return `${sign}${two(Math.floor(minutes / MINUTES))}:${two(minutes % MINUTES)}`;
}

export function useBrokerZone(): string {
  return useSyncExternalStore(subscribe, () => brokerZone);
}

/** The zone in which times are written: the reader's choice, with the broker's clock put in for its name. */
export function useZone(): Zone {
  const { zone } = usePreferences();
  const broker = useBrokerZone();
  return zone === 'broker' ? broker : zone;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
