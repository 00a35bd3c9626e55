import { Injectable } from '@nestjs/common';
import { SymbolSpecsService } from '../accounts/symbol-specs.service';
import { type Session } from '../mt5-session/session';
import { Clock } from '../platform/time/clock';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';

/** Tick values move with the market: a specification is asked for again after this long. */
const FRESH_FOR_MS = 15 * 60_000;
const MOST = 20;

/** Which specifications a terminal should report: of what is traded, as far as they are missing or old. */
@Injectable()
export class SymbolsWanted {
  constructor(
    private readonly specs: SymbolSpecsService,
    private readonly signals: SignalsService,
    private readonly positions: PositionsService,
    private readonly clock: Clock,
  ) {}

  async of({ userId, accountId }: Session): Promise<readonly string[]> {
    const inPlay = await this.signals.recentSymbols(userId);
    const open = await this.positions.openOf(null, [accountId]);
    const known = (await this.specs.specsOf([accountId])).get(accountId);
    const oldest = this.clock.now().getTime() - FRESH_FOR_MS;
    return [...new Set([...inPlay, ...open.map(({ symbol }) => symbol)])]
      .filter((symbol) => (known?.get(symbol)?.reportedAt.getTime() ?? -Infinity) < oldest)
      .slice(0, MOST);
  }
}
