import { IsId, IsOneOf, IsSymbol, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isBigIntPart, PageQuery } from '../../platform/http/page';
import { POSITION_STATUSES, type PositionStatus } from '../position';

/** `GET /trading/positions?session_id=…` */
export class ListPositionsQuery extends PageQuery {
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

  /** `OPEN` unless said otherwise. */
  @IsOneOf(POSITION_STATUSES)
  @MayBeAbsent()
  readonly status?: PositionStatus;
}

export function beforeIdOf(cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : decodeCursor<[string]>(cursor, [isBigIntPart])[0];
}
