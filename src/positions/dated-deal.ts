import { type BrokerClock, type TimeBasis } from '../mt5-session/broker-clock';
import { type ReportedDeal } from './deal';

const QUARTER_MS = 15 * 60_000;

/** A deal whose time in UTC is as right as it can be known. */
export interface DatedDeal extends ReportedDeal {
  readonly timeBasis: TimeBasis;
}

/**
 * Dates a deal by the broker's clock. Terminals reckon every time with the offset of the moment, also those of another
 * half of the year; who reckoned with another one knew better, and is believed.
 *
 * @param clock null if no terminal ever measured it
 */
export function datedDeal(deal: ReportedDeal, clock: BrokerClock | null): DatedDeal {
  const { executedAt, brokerTime } = deal;
  if (!clock || brokerTime === null) return { ...deal, timeBasis: 'TOLD' };
  const localMs = localMsOf(brokerTime);
  const usedMs = Math.round((localMs - executedAt.getTime()) / QUARTER_MS) * QUARTER_MS;
  if (usedMs !== clock.offsetMs) return { ...deal, timeBasis: 'TOLD' };
  const { ms, basis } = clock.dated(localMs);
  return { ...deal, executedAt: new Date(ms + executedAt.getUTCMilliseconds()), timeBasis: basis };
}

/** The broker's wall clock, as if it were UTC. */
export function localMsOf(brokerTime: string): number {
  return Date.parse(`${brokerTime}Z`);
}
