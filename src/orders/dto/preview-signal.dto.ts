import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { RiskProfileDto } from '../../guard/dto/risk-profile.dto';
import { MayBeAbsent } from '../../platform/http/field-decorators';
import { ReceiveSignalDto } from '../../signals/dto/receive-signal.dto';

/** `POST /trading/signals/preview`: a signal as it would be sent. */
export class PreviewSignalDto extends ReceiveSignalDto {
  /** Judge it under this profile, as if it had been chosen; absent = under each account's own. */
  @ValidateNested() @Type(() => RiskProfileDto) @MayBeAbsent() readonly risk_profile?: RiskProfileDto | null;
}
