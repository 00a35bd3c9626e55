import { type EventLog, type LoggedEvent } from '../platform/events/event-log';
import { type ToldEvent } from '../platform/events/event-map';
import { type EventPosition, isAfter } from '../platform/events/event-position';
import { type Envelope, envelopeOf, tickOf } from './envelope';

const PAGE = 500;
/** Events kept back while a client catches up; beyond this they are read from the log instead. */
const MOST_KEPT_BACK = 2_000;

/** How an envelope reaches one client, whatever its transport. */
export interface Line {
  /** False when the client reads too slowly: it is then cut, and goes on from its last id when it returns. */
  send(envelope: Envelope): boolean;
  cut(reason: 'too-slow'): void;
}

/** What a client may see: all of its owner's news, or that of one session. */
export interface Interest {
  readonly userId: string;
  readonly sessionId?: string;
}

/**
 * One client of the live feed. Every event after its position is sent to it, once and in order: first those it missed,
 * from the log, while new ones are kept back; then the new ones as they come.
 */
export class Follower {
  private keptBack: LoggedEvent[] | undefined = [];
  private overflowed = false;
  private over = false;

  constructor(
    readonly interest: Interest,
    private position: EventPosition,
    private readonly line: Line,
  ) {}

  /** Sends what was missed, then opens the line for what comes. */
  async catchUp(log: EventLog): Promise<void> {
    for (;;) {
      const page = await log.readAfter(this.position, { userId: this.interest.userId, limit: PAGE });
      if (this.over) return;
      for (const event of page) this.deliver(event);
      if (page.length === PAGE) continue;
      if (this.overflowed) {
        this.overflowed = false;
        this.keptBack = [];
        continue;
      }
      const waiting = this.keptBack ?? [];
      this.keptBack = undefined;
      for (const event of waiting) this.deliver(event);
      return;
    }
  }

  /** Takes one new event of its owner, in the order of the log. */
  offer(event: LoggedEvent): void {
    if (!this.keptBack) {
      this.deliver(event);
    } else if (this.keptBack.length < MOST_KEPT_BACK) {
      this.keptBack.push(event);
    } else {
      this.overflowed = true;
    }
  }

  /** Takes news that is not kept: a client that is still catching up can do without. */
  offerTick(event: ToldEvent): void {
    if (!this.keptBack && this.concerns(event)) this.send(tickOf(event));
  }

  stop(): void {
    this.over = true;
  }

  private deliver(event: LoggedEvent): void {
    if (!isAfter(event.position, this.position)) return;
    this.position = event.position;
    if (this.concerns(event)) this.send(envelopeOf(event));
  }

  private concerns(event: ToldEvent): boolean {
    const { sessionId } = this.interest;
    return sessionId === undefined || !event.sessionId || event.sessionId === sessionId;
  }

  private send(envelope: Envelope): void {
    if (this.over || this.line.send(envelope)) return;
    this.over = true;
    this.line.cut('too-slow');
  }
}
