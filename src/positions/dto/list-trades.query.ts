import { IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { HistoryQuery } from './history.query';

/** `GET /trading/trades?symbol=EURUSD&from=2025-10-01T00:00:00Z` */
export class ListTradesQuery extends HistoryQuery {
  /** Of the signals that the trades come from. */
  @IsText({ max: 64 })
  @MayBeAbsent()
  readonly strategy?: string;
}
