import { Injectable } from '@nestjs/common';
import { Recent } from '../platform/memory/recent';
import { Clock } from '../platform/time/clock';
import { type Session } from './session';

/** Sessions that were just read: one terminal's calls follow each other every second or faster. */
@Injectable()
export class RecentSessions extends Recent<Session> {
  constructor(clock: Clock) {
    super(clock, { ttlMs: 1000, capacity: 10_000 });
  }
}
