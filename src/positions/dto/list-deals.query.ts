import { IsId, IsInstant, IsSymbol, IsTicket, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isInstantPart, isUuidPart, PageQuery } from '../../platform/http/page';
import { type DealsPage } from '../deals.repository';
import { isTicketPart } from './ticket';

/** `GET /trading/history?symbol=EURUSD&from=2025-10-01T00:00:00Z` */
export class ListDealsQuery extends PageQuery {
  /** Only the account of this session. */
  @IsId()
  @MayBeAbsent()
  readonly session_id?: string;

  @IsId()
  @MayBeAbsent()
  readonly account_id?: string;

  @IsSymbol()
  @MayBeAbsent()
  readonly symbol?: string;

  /** The identifier of a position: its whole story. */
  @IsTicket()
  @MayBeAbsent()
  readonly position?: string;

  /** Executed at this time or later. */
  @IsInstant()
  @MayBeAbsent()
  readonly from?: Date;

  /** Executed before this time. */
  @IsInstant()
  @MayBeAbsent()
  readonly to?: Date;
}

export function beforeOf(cursor: string | undefined): DealsPage['before'] {
  if (cursor === undefined) return undefined;
  const [executedAt, accountId, ticket] = decodeCursor<[string, string, string]>(cursor, [
    isInstantPart,
    isUuidPart,
    isTicketPart,
  ]);
  return { executedAt: new Date(executedAt), accountId, ticket };
}
