import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { type Session } from '../mt5-session/session';
import { EventLog } from '../platform/events/event-log';
import { type NewEvent } from '../platform/events/event-map';
import { Recent } from '../platform/memory/recent';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';

/** Tick values move with the market: a specification is asked for again after this long. */
const FRESH_FOR_MS = 15 * 60_000;
const MOST = 20;

/** For so long news of another process may go unnoticed; that of this one is noticed at once. */
const QUIET_FOR_MS = 5_000;
/** After these something else may be wanted, if they are about another symbol than those that were looked at. */
const STIRRING = ['signal.received', 'position.opened'] as const;

/** An owner's sessions of which nothing is wanted, and the symbols that were looked at to know that. */
interface Quiet {
  readonly sessions: Set<string>;
  readonly symbols: Set<string>;
}

/**
 * Which specifications a terminal should report: of what is traded, as far as they are missing or old. Nearly always
 * that is none, so of whom nothing is wanted is remembered until something happens.
 */
@Injectable()
export class SymbolsWanted implements OnModuleInit, OnModuleDestroy {
  /** By owner. */
  private readonly quiet: Recent<Quiet>;
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
      for (const event of events.filter(isStirring)) this.stir(event.userId, event.data.symbol);
    });
  }

  onModuleDestroy(): void {
    this.stop();
  }

  /** By session, for each of those that something is wanted of. */
  async of(sessions: readonly Session[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const owners = [...new Set(sessions.map(({ userId }) => userId))];
    const quiet = await this.quiet.readMany(owners, (missing) =>
      Promise.resolve(new Map(missing.map((owner) => [owner, { sessions: new Set(), symbols: new Set() }]))),
    );
    const asked = sessions.filter(({ userId, id }) => !quiet.get(userId)?.sessions.has(id));
    if (asked.length === 0) return new Map();
    const { wanted, looked } = await this.find(asked);
    // If something happened meanwhile, what is noted here is forgotten already.
    for (const { userId, id } of asked) {
      for (const symbol of looked.get(id) ?? []) quiet.get(userId)?.symbols.add(symbol);
      if (!wanted.has(id)) quiet.get(userId)?.sessions.add(id);
    }
    return wanted;
  }

  /** What is wanted may be another thing now, unless this symbol was among those that were looked at. */
  private stir(userId: string, symbol: string): void {
    if (!this.quiet.peek(userId)?.symbols.has(symbol)) this.quiet.forget(userId);
  }

  private async find(sessions: readonly Session[]): Promise<{
    readonly wanted: Map<string, readonly string[]>;
    readonly looked: ReadonlyMap<string, ReadonlySet<string>>;
  }> {
    const accountIds = sessions.map(({ accountId }) => accountId);
    const [inPlay, open, specs] = await Promise.all([
      this.signals.recentSymbols([...new Set(sessions.map(({ userId }) => userId))]),
      this.positions.openOf(null, accountIds),
      this.specs.specsOf(accountIds),
    ]);
    const oldest = this.clock.now().getTime() - FRESH_FOR_MS;
    const wanted = new Map<string, readonly string[]>();
    const looked = new Map<string, ReadonlySet<string>>();
    for (const { id, userId, accountId } of sessions) {
      const known = specs.get(accountId);
      const held = open.filter((position) => position.accountId === accountId);
      const symbols = new Set([...(inPlay.get(userId) ?? []), ...held.map(({ symbol }) => symbol)]);
      const missing = [...symbols].filter(
        (symbol) => (known?.get(symbol)?.reportedAt.getTime() ?? -Infinity) < oldest,
      );
      looked.set(id, symbols);
      if (missing.length > 0) wanted.set(id, missing.slice(0, MOST));
    }
    return { wanted, looked };
  }
}

function isStirring(event: NewEvent): event is NewEvent<(typeof STIRRING)[number]> {
  return (STIRRING as readonly string[]).includes(event.type);
}
