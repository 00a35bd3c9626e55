import { IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { type Breakdown, BREAKDOWNS, TRADE_CLOCKS, type TradeClock } from '../../positions/trade';
import { PeriodQuery } from './period.query';

/** `GET /stats/breakdown?by=weekday&clock=broker` */
export class BreakdownQuery extends PeriodQuery {
  @IsOneOf(BREAKDOWNS)
  readonly by!: Breakdown;

  /** Whose clock tells the hour, the weekday and the month. `utc` unless said otherwise. */
  @IsOneOf(TRADE_CLOCKS)
  @MayBeAbsent()
  readonly clock?: TradeClock;
}
