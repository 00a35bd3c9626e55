import { IsTicket, MayBeAbsent } from '../../platform/http/field-decorators';
import { HistoryQuery } from './history.query';

/** `GET /trading/history?symbol=EURUSD&from=2025-10-01T00:00:00Z` */
export class ListDealsQuery extends HistoryQuery {
  /** The identifier of a position: its whole story. */
  @IsTicket()
  @MayBeAbsent()
  readonly position?: string;
}
