import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsId, IsOneOf, IsSymbol, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isBigIntPart, PageQuery } from '../../platform/http/page';
import { ORDER_STATUSES, type OrderStatus } from '../order.state';
import { type OrderFilter } from '../orders.repository';

/** `GET /trading/orders` */
export class ListOrdersQuery extends PageQuery {
  @IsOneOf(ORDER_STATUSES)
  @MayBeAbsent()
  readonly status?: OrderStatus;

  @IsId()
  @MayBeAbsent()
  readonly account_id?: string;

  @Matches(/^[1-9]\d{0,17}$/, { message: 'must be the number of a signal' })
  @ApiProperty({ type: 'integer', minimum: 1 })
  @MayBeAbsent()
  readonly signal_id?: string;

  @IsSymbol()
  @MayBeAbsent()
  readonly symbol?: string;
}

export function toOrderFilter(query: ListOrdersQuery): OrderFilter {
  return {
    status: query.status,
    accountId: query.account_id,
    signalId: query.signal_id,
    symbol: query.symbol,
    beforeId:
      query.cursor === undefined ? undefined : decodeCursor<[string]>(query.cursor, [isBigIntPart])[0],
    limit: query.limit,
  };
}
