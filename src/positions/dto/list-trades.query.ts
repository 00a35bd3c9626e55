import { IsId, IsInstant, IsSymbol, IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isInstantPart, isUuidPart, PageQuery } from '../../platform/http/page';
import { type TradesPage } from '../trades.repository';
import { isTicketPart } from './ticket';

/** `GET /trading/trades?symbol=EURUSD&from=2025-10-01T00:00:00Z` */
export class ListTradesQuery extends PageQuery {
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

  /** Of the signals that the trades come from. */
  @IsText({ max: 64 })
  @MayBeAbsent()
  readonly strategy?: string;

  /** Closed at this time or later. */
  @IsInstant()
  @MayBeAbsent()
  readonly from?: Date;

  /** Closed before this time. */
  @IsInstant()
  @MayBeAbsent()
  readonly to?: Date;
}

export function beyondOf(cursor: string | undefined): TradesPage['beyond'] {
  if (cursor === undefined) return undefined;
  const [closedAt, accountId, ticket] = decodeCursor<[string, string, string]>(cursor, [
    isInstantPart,
    isUuidPart,
    isTicketPart,
  ]);
  return { closedAt: new Date(closedAt), accountId, ticket };
}
