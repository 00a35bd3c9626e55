import { type Decimal } from '../money/quantity';
import { depth, type Fall, steeper, type Stretch } from './formulas/drawdown';

interface Point {
  readonly value: Decimal;
  readonly ms: number;
}

/** Turns the points of a curve, as they come, into one stretch. */
export class CurveTally {
  private end: Decimal;
  private high: Point;
  private low: Point;
  private deepest: Fall | null = null;
  private steepest: Fall | null = null;

  constructor(
    private readonly flowBefore: Decimal,
    private readonly start: Decimal,
    private readonly startMs: number,
  ) {
    this.end = start;
    this.high = { value: start, ms: startMs };
    this.low = this.high;
  }

  add(value: Decimal, ms: number): void {
    this.end = value;
    if (value.greaterThan(this.high.value)) this.high = { value, ms };
    else if (value.lessThan(this.high.value)) this.fell(value, ms);
    if (value.lessThan(this.low.value)) this.low = { value, ms };
  }

  toStretch(): Stretch {
    const { flowBefore, startMs, start, end, high, low, deepest, steepest } = this;
    return {
      flowBefore,
      startMs,
      start,
      end,
      high: high.value,
      highMs: high.ms,
      low: low.value,
      lowMs: low.ms,
      deepest,
      steepest,
    };
  }

  private fell(trough: Decimal, troughMs: number): void {
    const fall = { peak: this.high.value, peakMs: this.high.ms, trough, troughMs };
    if (!this.deepest || depth(fall).greaterThan(depth(this.deepest))) this.deepest = fall;
    if (!this.steepest || steeper(fall, this.steepest)) this.steepest = fall;
  }
}
