import { Injectable } from '@nestjs/common';
import { Mt5SessionService } from '../mt5-session/mt5-session.service';
import { PositionsService } from '../positions/positions.service';
import { SignalsService } from '../signals/signals.service';

/** `GET /stats`, as the seed shows it. */
export interface StatsView {
  readonly signals: {
    readonly total: number;
    readonly executed: number;
    readonly pending: number;
    readonly rejected: number;
  };
  readonly sessions: { readonly active: number; readonly total: number };
  readonly positions: { readonly open: number };
}

/** Sums over the rooms, one user's own. */
@Injectable()
export class StatsService {
  constructor(
    private readonly signals: SignalsService,
    private readonly sessions: Mt5SessionService,
    private readonly positions: PositionsService,
  ) {}

  async of(userId: string): Promise<StatsView> {
    const [signals, sessions, open] = await Promise.all([
      this.signals.counts(userId),
      this.sessions.counts(userId),
      this.positions.openCountOf(userId),
    ]);
    return { signals, sessions, positions: { open } };
  }
}
