import { type EventType } from '../platform/events/event-map';
import { writePosition, type EventPosition } from '../platform/events/event-position';
import { type Envelope } from './envelope';
import { type LiveRefusal } from './admission';

/** The line is open. `id` is where it starts: a client that saw nothing yet goes on from here. */
export interface Ready {
  readonly type: 'ready';
  readonly id: string;
}

/** The line is closed, and why: a client acts on the code. */
export interface Refused {
  readonly type: 'refused';
  readonly code: LiveRefusal | 'LIVE.TOO_SLOW' | 'LIVE.FLOOD';
}

/** The server stops: come back after so long, which differs from client to client so that not all come at once. */
export interface Shutdown {
  readonly type: 'shutdown';
  readonly retry_in_ms: number;
}

/** What the server says on Socket.IO, by name: a wrong payload does not compile. */
export type ServerMessages = { [Type in EventType]: (envelope: Envelope<Type>) => void } & {
  ready: (message: Ready) => void;
  refused: (message: Refused) => void;
  shutdown: (message: Shutdown) => void;
};

export function ready(position: EventPosition): Ready {
  return { type: 'ready', id: writePosition(position) };
}

/** All lines are told at once: they come back spread over this time. */
const RETURN_WITHIN_MS = 5_000;
/** They were told one by one, and may come back when they like. */
const RETURN_SOON_WITHIN_MS = 500;

export function shutdown(): Shutdown {
  return shutdownWithin(RETURN_WITHIN_MS);
}

export function shutdownInTurn(): Shutdown {
  return shutdownWithin(RETURN_SOON_WITHIN_MS);
}

function shutdownWithin(ms: number): Shutdown {
  return { type: 'shutdown', retry_in_ms: Math.round(Math.random() * ms) };
}
