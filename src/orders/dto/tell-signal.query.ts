import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { IsId, IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { type Language } from '../../risk/language';
import { LANGUAGES } from '../answer-language';

/** `GET /trading/signals/{id}` */
export class TellSignalQuery {
  /** Goes before the header `Accept-Language`. */
  @IsOneOf(LANGUAGES)
  @MayBeAbsent()
  readonly lang?: Language;
}

/** `GET /trading/signals/{id}/replay` */
export class ReplaySignalQuery extends TellSignalQuery {
  /**
   * `original`: as it was decided. `current`: the account's profile of now. `default`: what an account has until its owner
   * chooses. Or the id of an account of yours, whose profile of now is taken.
   */
  @Matches(/^(?:original|current|default|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/, {
    message: 'must be original, current, default or the id of an account',
  })
  @ApiProperty({ type: String, example: 'default', default: 'original' })
  @MayBeAbsent()
  readonly profile?: string;

  /** Only what this account decided. */
  @IsId()
  @MayBeAbsent()
  readonly account_id?: string;
}
