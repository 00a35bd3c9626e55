import { type ToldEvent } from '../platform/events/event-map';

/** Four a second per session: faster than an eye follows, slow enough for a phone. */
const SPACING_MS = 250;

/** Lets at most four groups of ticks a second through for each session; of several about one thing, the newest. */
export class TickCoalescer {
  private readonly waiting = new Map<string, Map<string, ToldEvent>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly tell: (events: readonly ToldEvent[]) => void) {}

  add(events: readonly ToldEvent[]): void {
    const touched = new Set<string>();
    for (const event of events) {
      const session = event.sessionId ?? event.userId;
      const group = this.waiting.get(session) ?? new Map<string, ToldEvent>();
      group.set(subjectOf(event), event);
      this.waiting.set(session, group);
      touched.add(session);
    }
    for (const session of touched) {
      if (!this.timers.has(session)) this.flush(session);
    }
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    this.waiting.clear();
  }

  /** Tells what waits, then holds the session's ticks back until its turn comes again. */
  private flush(session: string): void {
    const group = this.waiting.get(session);
    if (!group) {
      this.timers.delete(session);
      return;
    }
    this.waiting.delete(session);
    const timer = setTimeout(() => {
      this.flush(session);
    }, SPACING_MS);
    timer.unref();
    this.timers.set(session, timer);
    this.tell([...group.values()]);
  }
}

/** What a tick is about: ticks about the same thing replace one another. */
function subjectOf(event: ToldEvent): string {
  const { ticket } = event.data as { readonly ticket?: string };
  return `${event.type}:${ticket ?? ''}`;
}
