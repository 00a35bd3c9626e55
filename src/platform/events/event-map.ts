/**
 * Every kind of news and what it carries, as the wire shows it. Each room adds its own lines by declaration merging:
 *
 *     declare module '../platform/events/event-map' {
 *       interface EventMap { 'signal.received': SignalReceived }
 *     }
 *
 * so that a wrong payload does not compile.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled by declaration merging
export interface EventMap {}

export type EventType = keyof EventMap;

/** One piece of news, before it is stored. */
export interface NewEvent<Type extends EventType = EventType> {
  readonly type: Type;
  /** Whose news it is: nobody else ever sees it. */
  readonly userId: string;
  readonly sessionId?: string | null;
  readonly data: EventMap[Type];
}

/** One piece of news as readers get it. */
export interface ToldEvent<Type extends EventType = EventType> extends NewEvent<Type> {
  readonly version: number;
  readonly recordedAt: Date;
}
