import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { type Session } from '../mt5-session/session';
import { EventLog } from '../platform/events/event-log';
import { type EventType } from '../platform/events/event-map';
import { Recent } from '../platform/memory/recent';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';

/** Tick values move with the market: a specification is asked for again after this long. */
const FRESH_FOR_MS = 15 * 60_000;
const MOST = 20;

/** For so long news of another process may go unnoticed; that of this one is noticed at once. */
const QUIET_FOR_MS = 5_000;
/** After these something else may be wanted. */
const STIRRING: readonly EventType[] = ['signal.received', 'position.opened', 'position.closed'];

/**
 * Which specifications a terminal should report: of what is traded, as far as they are missing or old. Nearly always
 * that is none, so of whom nothing is wanted is remembered until something happens.
 */
@Injectable()
export class SymbolsWanted implements OnModuleInit, OnModuleDestroy {
  /** By owner, the sessions of which nothing is wanted. */
  private readonly quiet: Recent<Set<string>>;
  private stop: () => void = () => undefined;

  constructor(
    private readonly specs: SymbolSpecsService,
    private readonly signals: SignalsService,
    private readonly positions: PositionsService,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {
    this.quiet = new Recent(clock, { ttlMs: QUIET_FOR_MS, capacity: 10_000 });
  }

  onModuleInit(): void {
    this.stop = this.events.onAppended((events) => {
      for (const { type, userId } of events) if (STIRRING.includes(type)) this.quiet.forget(userId);
    });
  }

  onModuleDestroy(): void {
    this.stop();
  }

  async of(session: Session): Promise<readonly string[]> {
    const { userId, id } = session;
    const quiet = await this.quiet.read(userId, () => Promise.resolve(new Set<string>()));
    if (quiet?.has(id)) return [];
    const wanted = await this.find(session);
    // If something happened meanwhile, this set is forgotten already.
    if (wanted.length === 0) quiet?.add(id);
    return wanted;
  }

  private async find({ userId, accountId }: Session): Promise<readonly string[]> {
    const [inPlay, open, specs] = await Promise.all([
      this.signals.recentSymbols(userId),
      this.positions.openOf(null, [accountId]),
      this.specs.specsOf([accountId]),
    ]);
    const known = specs.get(accountId);
    const oldest = this.clock.now().getTime() - FRESH_FOR_MS;
    return [...new Set([...inPlay, ...open.map(({ symbol }) => symbol)])]
      .filter((symbol) => (known?.get(symbol)?.reportedAt.getTime() ?? -Infinity) < oldest)
      .slice(0, MOST);
  }
}
