import { Injectable } from '@nestjs/common';
import { BoundedMap } from '../platform/memory/bounded-map';
import { Clock } from '../platform/time/clock';
import { type Breakdown, type BreakdownFilter, type TradeGroup } from '../positions/trade';
import { TradesService } from '../positions/trades.service';
import { firstChange } from './first-change';
import { DAY_MS, startOfDay } from './ledger-fold';
import { StatsRepository } from './stats.repository';
import { joinGroups } from './trade-groups';

const MOST_REMEMBERED = 500;

/** The groups of what was closed before a midnight, as an account's history was in a revision. */
interface Past {
  readonly revision: string;
  readonly beforeMs: number;
  readonly groups: readonly TradeGroup[];
}

const NOTHING: Past = { revision: '', beforeMs: 0, groups: [] };

/** Closed trades in groups: what was closed before yesterday is remembered, and read again only if a deal changed it. */
@Injectable()
export class BreakdownSums {
  private readonly remembered = new BoundedMap<string, Past>(MOST_REMEMBERED);

  constructor(
    private readonly repository: StatsRepository,
    private readonly trades: TradesService,
    private readonly clock: Clock,
  ) {}

  /** Of an account whose history is summed up. */
  async of(by: Breakdown, filter: BreakdownFilter): Promise<readonly TradeGroup[]> {
    const { accountId, symbol, clock } = filter;
    const fromMs = filter.from?.getTime() ?? 0;
    const toMs = filter.to?.getTime() ?? Infinity;
    const between = (afterMs: number, beforeMs: number): Promise<readonly TradeGroup[]> =>
      afterMs >= beforeMs
        ? Promise.resolve([])
        : this.trades.breakdown(by, { ...filter, ...momentsBetween(afterMs, beforeMs) });
    const key = JSON.stringify([accountId, by, clock, symbol ?? null, fromMs]);
    const past = await this.pastOf(key, accountId);
    const beforeMs = Math.min(toMs, startOfDay(this.clock.now().getTime()) - DAY_MS);
    if (beforeMs < past.beforeMs) return joinGroups(await between(fromMs, toMs));
    const [grown, latest] = await Promise.all([
      between(Math.max(fromMs, past.beforeMs), beforeMs),
      between(Math.max(fromMs, beforeMs), toMs),
    ]);
    const groups = joinGroups(past.groups, grown);
    this.remembered.set(key, { ...past, beforeMs, groups });
    return joinGroups(groups, latest);
  }

  /** What is remembered of it and still true. The revision is read before the trades: what is newer is read again. */
  private async pastOf(key: string, accountId: string): Promise<Past> {
    const ledger = await this.repository.find(accountId);
    if (!ledger) return NOTHING;
    const { revision, changes } = ledger;
    const known = this.remembered.get(key);
    if (!known || known.revision === revision) return known ?? { ...NOTHING, revision };
    const changed = firstChange(changes, known.revision, revision);
    const isTrue = changed !== null && Date.parse(changed) >= known.beforeMs;
    return { ...(isTrue ? known : NOTHING), revision };
  }
}

/** The first moment included; no bound where there is none. */
function momentsBetween(fromMs: number, toMs: number): Pick<BreakdownFilter, 'from' | 'to'> {
  return {
    from: fromMs > 0 ? new Date(fromMs) : undefined,
    to: Number.isFinite(toMs) ? new Date(toMs) : undefined,
  };
}
