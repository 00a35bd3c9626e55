import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Configuration } from '../platform/config/configuration';
import { type Transaction, Transactions } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { Periodic } from '../platform/queue/periodic';
import { Clock } from '../platform/time/clock';
import { sessionEvent } from './mt5-session.events';
import { Mt5SessionRepository, type Silence } from './mt5-session.repository';
import { RecentSessions } from './recent-sessions';
import { type Session } from './session';

const SWEEP_EVERY_MS = 1000;
/** How many calls a terminal may miss before it gets no new orders. */
export const STALE_AFTER_INTERVALS = 3;
/** How many before its session is over. */
export const EXPIRED_AFTER_INTERVALS = 12;
/** Sessions per statement: after an outage all of them are due at once. */
const BATCH = 500;

/** Notices terminals that fell silent. Any number of processes may sweep: each takes the rows that no other holds. */
@Injectable()
export class SilenceSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private listeningSince = new Date(0);
  private readonly task = new Periodic('silence-sweep', SWEEP_EVERY_MS, () => this.sweep());

  constructor(
    private readonly repository: Mt5SessionRepository,
    private readonly transactions: Transactions,
    private readonly events: EventLog,
    private readonly recent: RecentSessions,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /** After an outage of our own every terminal looks silent: each gets its time to call again. */
  onApplicationBootstrap(): void {
    this.listeningSince = this.clock.now();
    if (this.configuration.roles.includes('worker')) this.task.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.task.stop();
  }

  /** Ends what was silent for too long, then marks what is silent. */
  async sweep(): Promise<void> {
    while ((await this.expire()) === BATCH);
    while ((await this.markStale()) === BATCH);
  }

  private markStale(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const stale = await this.repository.markStale(tx, this.missing(STALE_AFTER_INTERVALS));
      return this.tell(tx, 'session.stale', stale);
    });
  }

  private expire(): Promise<number> {
    return this.transactions.run(async (tx) => {
      const expired = await this.repository.expire(tx, this.missing(EXPIRED_AFTER_INTERVALS));
      return this.tell(tx, 'session.expired', expired);
    });
  }

  private missing(intervals: number): Silence {
    return { now: this.clock.now(), intervals, listeningSince: this.listeningSince, limit: BATCH };
  }

  private async tell(
    tx: Transaction,
    type: 'session.stale' | 'session.expired',
    sessions: readonly Session[],
  ): Promise<number> {
    await this.events.append(
      tx,
      sessions.map((session) => sessionEvent(type, session)),
    );
    tx.afterCommit(() => {
      for (const { id } of sessions) this.recent.forget(id);
    });
    return sessions.length;
  }
}
