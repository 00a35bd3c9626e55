import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Retention } from '../platform/retention/retention';
import { Mt5SessionRepository } from './mt5-session.repository';

/** Long enough for late evidence about an order, and for a trader who looks back at when a terminal was away. */
const KEPT_DAYS = 365;

/** Lets sessions that ended long ago be forgotten; each account keeps its newest, by which epochs go on. */
@Injectable()
export class EndedSessions implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly repository: Mt5SessionRepository,
  ) {}

  onModuleInit(): void {
    this.retention.keep({
      name: 'ended sessions',
      days: KEPT_DAYS,
      delete: (tx, before, limit) => this.repository.deleteEndedBefore(tx, before, limit),
    });
  }
}
