import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Session } from '../mt5-session/session';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { BoundedMap } from '../platform/memory/bounded-map';
import { Clock } from '../platform/time/clock';
import { type SyncMessage } from './sync-message';

/** A call of no urgency may wait so long for company: of a pause of a second nobody notices it. */
const COMPANY_MS = 40;
/**
 * One that reports may wait so long: a trader does not see it, and the connector's own beat is 100 ms, so that with the
 * way to the server and back it misses none of them while it waits for the answer.
 */
const REPORTING_MS = 25;
/** Who comes back before so much of its pause is over has a reason: its doorbell rang. */
const ON_TIME = 0.8;
const MOST_SESSIONS = 20_000;

/**
 * Tells calls that come for an order from all others: those wait a moment for each other, since a group of ten costs
 * hardly more than one call.
 */
@Injectable()
export class SyncRhythm implements OnModuleInit, OnModuleDestroy {
  /** By account, from when on a call is one that was due; by the monotonic clock. */
  private readonly dueFrom = new BoundedMap<string, number>(MOST_SESSIONS);
  private stop: () => void = () => undefined;

  constructor(
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.stop = this.events.onAppended((events) => {
      for (const { data } of events.filter(isReady)) this.dueFrom.delete(data.account_id);
    });
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** How long a call may wait, in milliseconds: for whom an order is ready, and who comes early with nothing to tell, not at all. */
  patienceOf({ accountId }: Session, { reports, deals }: SyncMessage): number {
    const dueFrom = this.dueFrom.get(accountId);
    if (dueFrom === undefined) return 0;
    if (reports.length > 0 || deals.length > 0) return REPORTING_MS;
    return this.clock.monotonicMs() >= dueFrom ? COMPANY_MS : 0;
  }

  /** A terminal was told when to call again. */
  told({ accountId }: Session, pauseMs: number): void {
    this.dueFrom.set(accountId, this.clock.monotonicMs() + pauseMs * ON_TIME);
  }
}

function isReady(event: NewEvent): event is NewEvent<'order.ready'> {
  return event.type === 'order.ready';
}
