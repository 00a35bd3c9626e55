import { Injectable } from '@nestjs/common';
import { Recent } from '../platform/memory/recent';
import { Clock } from '../platform/time/clock';
import { type Session } from './session';

/**
 * Sessions that were read a while ago: one terminal's calls follow each other every second or faster. How old what is
 * remembered may be is for the reader to say.
 */
@Injectable()
export class RecentSessions extends Recent<Session> {
  constructor(clock: Clock) {
    super(clock, { ttlMs: 60_000, capacity: 10_000 });
  }
}
