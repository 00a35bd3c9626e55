import { IsId, IsInstant, IsSymbol, MayBeAbsent } from '../../platform/http/field-decorators';
import { type CursorKey, decodeCursor, isInstantPart, isUuidPart, PageQuery } from '../../platform/http/page';
import { type HistoryPlace } from '../history-page';
import { isTicketPart } from './ticket';

/** What every list of a history understands: `?symbol=EURUSD&from=2025-10-01T00:00:00Z` */
export class HistoryQuery extends PageQuery {
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

  /** Executed, or closed, at this time or later. */
  @IsInstant()
  @MayBeAbsent()
  readonly from?: Date;

  /** Executed, or closed, before this time. */
  @IsInstant()
  @MayBeAbsent()
  readonly to?: Date;
}

export function placeOf(cursor: string | undefined): HistoryPlace | undefined {
  if (cursor === undefined) return undefined;
  const [at, accountId, ticket] = decodeCursor<[string, string, string]>(cursor, [
    isInstantPart,
    isUuidPart,
    isTicketPart,
  ]);
  return { at: new Date(at), accountId, ticket };
}

/** What a cursor holds of a place. */
export function keyOf({ at, accountId, ticket }: HistoryPlace): CursorKey {
  return [at.toISOString(), accountId, ticket];
}
