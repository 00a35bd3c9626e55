import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { EventLog } from '../platform/events/event-log';
import { type ToldEvent } from '../platform/events/event-map';
import { type EventPosition } from '../platform/events/event-position';
import { Clock } from '../platform/time/clock';
import { Follower, type Interest, type Line } from './follower';
import { LiveMetrics } from './live.metrics';
import { ProcessBridge } from './process-bridge';
import { TickCoalescer } from './tick-coalescer';

const PAGE = 1_000;
/** News of another process is found after this long at the latest, Redis or not. */
const LOOK_EVERY_MS = 1_000;
/** Events whose turn has not come, because an older transaction is still open, are looked for again this soon. */
const LOOK_AGAIN_MS = 5;

/**
 * Follows the event log for all clients of this process: one query per wake-up, whoever is connected.
 * A wake-up comes from this process's own commits, from another process through Redis, and from a slow clock.
 */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(LiveFeed.name);
  private readonly followers = new Map<string, Set<Follower>>();
  private readonly ticks = new TickCoalescer((events) => {
    this.tellTicks(events);
  });
  private readonly stops: (() => void)[] = [];
  private position: EventPosition | undefined;
  private looking = false;
  private lookAgain = false;
  private stopped = false;

  constructor(
    private readonly log: EventLog,
    private readonly bridge: ProcessBridge,
    private readonly metrics: LiveMetrics,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.position = await this.log.end();
    const timer = setInterval(() => {
      this.wake();
    }, LOOK_EVERY_MS);
    timer.unref();
    this.stops.push(
      () => {
        clearInterval(timer);
      },
      this.log.onAppended(() => {
        this.bridge.wakeOthers();
        this.hear();
      }),
      this.log.onTicked((events) => {
        this.ticks.add(events);
        this.bridge.passTicks(events);
      }),
      this.bridge.onWake(() => {
        this.hear();
      }),
      this.bridge.onTicks((events) => {
        this.ticks.add(events);
      }),
    );
  }

  onModuleDestroy(): void {
    this.stopped = true;
    for (const stop of this.stops) stop();
    this.ticks.stop();
  }

  /** The position a new client starts from: it misses nothing that comes after this answer. */
  async now(): Promise<EventPosition> {
    return this.log.end();
  }

  /** Sends a client everything after `position` that concerns it, until the returned function is called. */
  follow(interest: Interest, position: EventPosition, line: Line): () => void {
    const follower = new Follower(interest, position, line);
    const isFirst = this.followers.size === 0;
    const others = this.followers.get(interest.userId) ?? new Set();
    this.followers.set(interest.userId, others.add(follower));
    const leave = (): void => {
      follower.stop();
      others.delete(follower);
      if (others.size === 0 && this.followers.get(interest.userId) === others) {
        this.followers.delete(interest.userId);
      }
    };
    follower.catchUp(this.log).catch((error: unknown) => {
      this.logger.warn(`A client could not catch up and is cut: ${String(error)}`);
      leave();
      line.cut('too-slow');
    });
    // What was committed before, and has not had its turn yet, woke nobody.
    if (isFirst) this.wake();
    return leave;
  }

  /** There is news. While nobody follows, it is enough that the clock moves the position on. */
  private hear(): void {
    if (this.followers.size > 0) this.wake();
  }

  private wake(): void {
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = true;
    void this.look().finally(() => {
      this.looking = false;
      if (this.lookAgain && !this.stopped) {
        this.lookAgain = false;
        this.wake();
      }
    });
  }

  private async look(): Promise<void> {
    try {
      while (this.position && !this.stopped) {
        if (await this.skipsAll()) return;
        const page = await this.log.readAfter(this.position, { limit: PAGE });
        for (const event of page) {
          this.position = event.position;
          const followers = this.followers.get(event.userId);
          if (!followers) continue;
          for (const follower of followers) follower.offer(event);
          this.metrics.shown(event.recordedAt, this.clock.now());
        }
        if (page.length === PAGE) continue;
        if (await this.log.hasAfter(this.position)) this.lookSoon();
        return;
      }
    } catch (error) {
      this.logger.warn(`The event log could not be read, clients wait: ${String(error)}`);
    }
  }

  /**
   * While nobody follows, nobody needs to be read to. Whoever begins to while the end is asked for may have looked before
   * it: for him it is read after all.
   */
  private async skipsAll(): Promise<boolean> {
    if (this.followers.size > 0) return false;
    const end = await this.log.end();
    if (this.followers.size > 0) return false;
    this.position = end;
    return true;
  }

  /** Events are committed whose turn has not come: an older transaction is about to end. */
  private lookSoon(): void {
    setTimeout(() => {
      this.wake();
    }, LOOK_AGAIN_MS).unref();
  }

  private tellTicks(events: readonly ToldEvent[]): void {
    for (const event of events) {
      for (const follower of this.followers.get(event.userId) ?? []) follower.offerTick(event);
    }
  }
}
