import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Transactions } from '../platform/database/transactions';
import { EventLog } from '../platform/events/event-log';
import { forEverybody } from '../platform/http/request-context';
import { Clock } from '../platform/time/clock';
import { sessionEvent } from './mt5-session.events';
import { Mt5SessionRepository } from './mt5-session.repository';
import { type Session } from './session';
import { RecentSessions } from './recent-sessions';

/** How long calls are gathered before they are noted together. A tenth of the shortest usual interval. */
const GATHER_MS = 250;

/**
 * Notes when each session was last heard. A thousand terminals that call every second are
 * four small statements a second, not a thousand.
 */
@Injectable()
export class HeardSessions implements OnModuleDestroy {
  private readonly logger = new Logger(HeardSessions.name);
  private heard = new Map<string, Date>();
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly repository: Mt5SessionRepository,
    private readonly transactions: Transactions,
    private readonly events: EventLog,
    private readonly recent: RecentSessions,
    private readonly clock: Clock,
  ) {}

  note(session: Session): void {
    if (this.closed) return;
    this.heard.set(session.id, this.clock.now());
    this.timer ??= forEverybody(() => setTimeout(() => void this.write(), GATHER_MS));
  }

  /** Writes what was gathered so far; resolves once it is durable. */
  write(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const heard = this.heard;
    this.heard = new Map();
    this.writing = this.writing.then(() => this.store(heard));
    return this.writing;
  }

  /** Calls that are still being answered are not noted any more: their terminals will call the next process. */
  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    await this.write();
  }

  /** What could not be written is dropped: the terminal calls again within its interval, long before it counts as silent. */
  private async store(heard: ReadonlyMap<string, Date>): Promise<void> {
    if (heard.size === 0) return;
    try {
      await this.transactions.run(async (tx) => {
        const sessions = await this.repository.hear(tx, heard);
        const woken = sessions.filter((session) => session.was === 'STALE');
        await this.events.append(
          tx,
          woken.map((session) => sessionEvent('session.recovered', session)),
        );
        tx.afterCommit(() => {
          for (const session of woken) this.recent.forget(session.id);
        });
      });
    } catch (error) {
      this.logger.warn(`When ${heard.size} sessions were heard was not written`, error);
    }
  }
}
