import { IsInstant, IsOneOf, IsSymbol, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isBigIntPart, PageQuery } from '../../platform/http/page';
import { SIGNAL_TYPES, type SignalType } from '../signal';
import { SIGNAL_STATUSES, type SignalStatus } from '../signal.state';
import { type SignalFilter } from '../signals.repository';

/** `GET /trading/signals?symbol=EURUSD&status=PENDING&limit=100` */
export class ListSignalsQuery extends PageQuery {
  @IsSymbol()
  @MayBeAbsent()
  readonly symbol?: string;

  @IsOneOf(SIGNAL_STATUSES)
  @MayBeAbsent()
  readonly status?: SignalStatus;

  @IsOneOf(SIGNAL_TYPES)
  @MayBeAbsent()
  readonly type?: SignalType;

  /** Signals of this time and later, by their `signal_time`. */
  @IsInstant()
  @MayBeAbsent()
  readonly from?: Date;

  /** Signals before this time, by their `signal_time`. */
  @IsInstant()
  @MayBeAbsent()
  readonly to?: Date;
}

export function toSignalFilter(query: ListSignalsQuery): SignalFilter {
  return {
    symbol: query.symbol,
    status: query.status,
    type: query.type,
    from: query.from,
    to: query.to,
    beforeId:
      query.cursor === undefined ? undefined : decodeCursor<[string]>(query.cursor, [isBigIntPart])[0],
    limit: query.limit,
  };
}
