import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EventLog } from '../platform/events/event-log';
import { type EventType, type NewEvent } from '../platform/events/event-map';
import { ProcessBridge } from './process-bridge';

/** News after which a terminal should sync at once: an order is ready for it. */
const RINGING: readonly EventType[] = ['order.ready'];

/**
 * Rings at terminals. A ring carries nothing and may be lost, so it does not wait for its turn in the log: the terminal
 * hears it as soon as the order is committed, from this process or through Redis from the one that decided.
 */
@Injectable()
export class Doorbells implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly bells = new Map<string, Set<() => void>>();
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly log: EventLog,
    private readonly bridge: ProcessBridge,
  ) {}

  onApplicationBootstrap(): void {
    this.stops.push(
      this.log.onAppended((events) => {
        const sessionIds = rungBy(events);
        this.ring(sessionIds);
        this.bridge.passRings(sessionIds.filter((sessionId) => !this.bells.has(sessionId)));
      }),
      this.bridge.onRings((sessionIds) => {
        this.ring(sessionIds);
      }),
    );
  }

  onModuleDestroy(): void {
    for (const stop of this.stops) stop();
  }

  /** Calls `ring` whenever this session's terminal should sync, until the returned function is called. */
  listen(sessionId: string, ring: () => void): () => void {
    const bells = this.bells.get(sessionId) ?? new Set();
    this.bells.set(sessionId, bells.add(ring));
    return () => {
      bells.delete(ring);
      if (bells.size === 0 && this.bells.get(sessionId) === bells) this.bells.delete(sessionId);
    };
  }

  private ring(sessionIds: readonly string[]): void {
    for (const sessionId of sessionIds) for (const ring of this.bells.get(sessionId) ?? []) ring();
  }
}

function rungBy(events: readonly NewEvent[]): string[] {
  const rung = events.filter(({ type }) => RINGING.includes(type));
  return [...new Set(rung.flatMap(({ sessionId }) => sessionId ?? []))];
}
