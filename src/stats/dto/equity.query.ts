import { type Resolution, RESOLUTION_NAMES } from '../../accounts/account-curve';
import { IsId, IsInstant, IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { decodeCursor, isInstantPart, PageQuery } from '../../platform/http/page';

/** `GET /stats/equity?account_id=…&resolution=1h` */
export class EquityQuery extends PageQuery {
  /** Needed as soon as the caller has more than one account. */
  @IsId()
  @MayBeAbsent()
  readonly account_id?: string;

  /** `1d` unless said otherwise. */
  @IsOneOf(RESOLUTION_NAMES)
  @MayBeAbsent()
  readonly resolution?: Resolution;

  /** Buckets that start at this time or later. */
  @IsInstant()
  @MayBeAbsent()
  readonly from?: Date;

  /** Buckets that start before this time. */
  @IsInstant()
  @MayBeAbsent()
  readonly to?: Date;
}

export function afterOf(cursor: string | undefined): Date | undefined {
  return cursor === undefined ? undefined : new Date(decodeCursor<[string]>(cursor, [isInstantPart])[0]);
}
