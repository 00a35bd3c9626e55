import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Session } from '../mt5-session/session';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { BoundedMap } from '../platform/memory/bounded-map';
import { Clock } from '../platform/time/clock';
import { type SyncMessage } from './sync-message';

/** A call of no urgency may wait so long for company: of a pause of a second nobody notices it. */
const COMPANY_MS = 40;
/** Who comes back before so much of its pause is over has a reason: its doorbell rang. */
const ON_TIME = 0.8;
const MOST_SESSIONS = 20_000;

/**
 * Tells calls that come because it was time from those that come because of something. Calls of the first kind wait a
 * moment for each other: a group of ten costs hardly more than one call.
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

  /** How long a call may wait, in milliseconds. An order that is ready, news of one, or an early call may not. */
  patienceOf({ accountId }: Session, { reports, deals }: SyncMessage): number {
    const dueFrom = this.dueFrom.get(accountId) ?? Infinity;
    const isRoutine = reports.length === 0 && deals.length === 0 && this.clock.monotonicMs() >= dueFrom;
    return isRoutine ? COMPANY_MS : 0;
  }

  /** A terminal was told when to call again. */
  told({ accountId }: Session, pauseMs: number): void {
    this.dueFrom.set(accountId, this.clock.monotonicMs() + pauseMs * ON_TIME);
  }
}

function isReady(event: NewEvent): event is NewEvent<'order.ready'> {
  return event.type === 'order.ready';
}
