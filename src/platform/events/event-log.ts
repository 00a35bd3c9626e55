import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import { type Transaction } from '../database/transactions';
import { Clock } from '../time/clock';
import { type NewEvent, type StoredEvent } from './event-map';

const VERSION = 1;

/**
 * News, stored with the change it tells of and told to this process once both are durable.
 * A listener that fails harms nobody: the row stays, and readers catch up from it.
 */
@Injectable()
export class EventLog {
  private readonly emitter = new EventEmitter().setMaxListeners(0);

  constructor(private readonly clock: Clock) {}

  /** Writes all events with one statement, in the caller's transaction, and tells them after its commit. */
  async append(transaction: Transaction, events: readonly NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const recordedAt = this.clock.now();
    const rows = await transaction.query<{ id: string }>(
      `INSERT INTO events (user_id, session_id, type, version, payload, recorded_at)
       SELECT e.user_id, e.session_id, e.type, $4, e.payload, $5
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $6::jsonb[])
         WITH ORDINALITY AS e (user_id, session_id, type, payload, position)
       ORDER BY e.position
       RETURNING id`,
      [
        events.map((event) => event.userId),
        events.map((event) => event.sessionId ?? null),
        events.map((event) => event.type),
        VERSION,
        recordedAt,
        events.map((event) => JSON.stringify(event.data)),
      ],
    );
    const stored = events.map((event, index) => ({
      ...event,
      id: rows[index]?.id ?? '',
      version: VERSION,
      recordedAt,
    }));
    transaction.afterCommit(() => {
      for (const event of stored) this.emitter.emit('event', event);
    });
  }

  /** Hears every event of this process, after its commit. Returns the way to stop. */
  onEvent(listener: (event: StoredEvent) => void): () => void {
    this.emitter.on('event', listener);
    return () => this.emitter.off('event', listener);
  }
}
