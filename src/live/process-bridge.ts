import { EventEmitter } from 'node:events';
import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { type Redis } from 'ioredis';
import { Configuration } from '../platform/config/configuration';
import { type ToldEvent } from '../platform/events/event-map';
import { connectRedis, PATIENT, PROMPT } from '../platform/redis/connect-redis';

const WAKE = 'rubi:live:wake';
const TICKS = 'rubi:live:ticks';
const RINGS = 'rubi:live:rings';

/**
 * Tells the other processes that there is news, through Redis, and hears it from them. Only hints and ticks cross it:
 * while Redis is away each process finds the others' events in the log by itself, a little later, and loses none.
 */
@Injectable()
export class ProcessBridge implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(ProcessBridge.name);
  private readonly emitter = new EventEmitter();
  private readonly url: string | null;
  /** Marks this process's own messages, which come back to it. */
  private readonly self = crypto.randomUUID();
  private publisher: Redis | undefined;
  private subscriber: Redis | undefined;
  private wakeSoon = false;

  constructor({ redisUrl }: Configuration) {
    this.url = redisUrl;
  }

  onModuleInit(): void {
    if (this.url === null) return;
    this.publisher = connectRedis(this.url, PROMPT, (error) => {
      this.logger.warn('Redis is away: live news of other processes comes later', error);
    });
    this.subscriber = connectRedis(this.url, PATIENT, () => undefined);
    this.subscriber.on('message', (channel: string, message: string) => {
      this.hear(channel, message);
    });
    // It is subscribed again after each reconnection.
    this.subscriber.subscribe(WAKE, TICKS, RINGS).catch(() => undefined);
  }

  onModuleDestroy(): void {
    this.publisher?.disconnect();
    this.subscriber?.disconnect();
  }

  /** One message for all appends of one turn of the event loop. */
  wakeOthers(): void {
    if (!this.publisher || this.wakeSoon) return;
    this.wakeSoon = true;
    setImmediate(() => {
      this.wakeSoon = false;
      this.publish(WAKE, this.self);
    });
  }

  passTicks(events: readonly ToldEvent[]): void {
    if (this.publisher) this.publish(TICKS, JSON.stringify({ from: this.self, events }));
  }

  /** Rings at terminals whose line another process holds. */
  passRings(sessionIds: readonly string[]): void {
    if (this.publisher && sessionIds.length > 0) this.publish(RINGS, JSON.stringify(sessionIds));
  }

  onRings(listener: (sessionIds: readonly string[]) => void): () => void {
    this.emitter.on('rings', listener);
    return () => this.emitter.off('rings', listener);
  }

  onWake(listener: () => void): () => void {
    this.emitter.on('wake', listener);
    return () => this.emitter.off('wake', listener);
  }

  onTicks(listener: (events: readonly ToldEvent[]) => void): () => void {
    this.emitter.on('ticks', listener);
    return () => this.emitter.off('ticks', listener);
  }

  private hear(channel: string, message: string): void {
    if (channel === WAKE) {
      if (message !== this.self) this.emitter.emit('wake');
      return;
    }
    if (channel === RINGS) {
      this.emitter.emit('rings', JSON.parse(message) as string[]);
      return;
    }
    const { from, events } = JSON.parse(message) as {
      from: string;
      events: (ToldEvent & { recordedAt: string })[];
    };
    if (from === this.self) return;
    this.emitter.emit(
      'ticks',
      events.map((event) => ({ ...event, recordedAt: new Date(event.recordedAt) })),
    );
  }

  private publish(channel: string, message: string): void {
    if (this.publisher?.status !== 'ready') return;
    // What is lost here is found in the log.
    this.publisher.publish(channel, message).catch(() => undefined);
  }
}
