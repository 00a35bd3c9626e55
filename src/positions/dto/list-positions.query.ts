import { OmitType } from '@nestjs/swagger';
import { IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isBigIntPart } from '../../platform/http/page';
import { POSITION_STATUSES, type PositionStatus } from '../position';
import { HistoryQuery } from './history.query';

/** `GET /trading/positions?session_id=…` */
export class ListPositionsQuery extends OmitType(HistoryQuery, ['from', 'to']) {
  /** `OPEN` unless said otherwise. */
  @IsOneOf(POSITION_STATUSES)
  @MayBeAbsent()
  readonly status?: PositionStatus;
}

export function beforeIdOf(cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : decodeCursor<[string]>(cursor, [isBigIntPart])[0];
}
