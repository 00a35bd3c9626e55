import { type NotEnough } from './dto/performance.body';
import { TRADES_FOR_STATISTICS } from './formulas/z-score';

/** A yearly figure from fewer days than this is a guess. */
const DAYS_FOR_YEARLY_FIGURES = 30;

/** Gives a figure only where enough is known, and keeps the list of those it did not give. */
export class Enough {
  readonly missing: NotEnough[] = [];

  constructor(
    private readonly trades: number,
    private readonly days: number,
  ) {}

  trade<T>(figure: string, compute: () => T): T | null {
    if (this.trades >= TRADES_FOR_STATISTICS) return compute();
    this.missing.push({ figure, needs: TRADES_FOR_STATISTICS, has: this.trades, unit: 'trades' });
    return null;
  }

  yearly<T>(figure: string, compute: () => T): T | null {
    if (this.days >= DAYS_FOR_YEARLY_FIGURES) return compute();
    this.missing.push({ figure, needs: DAYS_FOR_YEARLY_FIGURES, has: this.days, unit: 'days' });
    return null;
  }
}
