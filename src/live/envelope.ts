import { type LoggedEvent } from '../platform/events/event-log';
import { type EventMap, type EventType, type ToldEvent } from '../platform/events/event-map';
import { writePosition } from '../platform/events/event-position';

/** One message of the live feed, the same on Socket.IO and on the raw WebSocket. */
export interface Envelope<Type extends EventType = EventType> {
  /** What a client keeps to go on after it; null for a tick, which is not kept anywhere. */
  readonly id: string | null;
  readonly type: Type;
  /** Version of the payload. */
  readonly v: number;
  /** When this server learnt of it. */
  readonly ts: string;
  readonly session_id: string | null;
  readonly data: EventMap[Type];
}

/** The envelope of an event from the log. */
export function envelopeOf(event: LoggedEvent): Envelope {
  return { ...tickOf(event), id: writePosition(event.position) };
}

/** The envelope of an event that is told and not kept. */
export function tickOf(event: ToldEvent): Envelope {
  return {
    id: null,
    type: event.type,
    v: event.version,
    ts: event.recordedAt.toISOString(),
    session_id: event.sessionId ?? null,
    data: event.data,
  };
}
