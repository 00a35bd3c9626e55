import { IsPassword } from '../../auth/dto/credential-fields';
import { presentSwitch, type StateSwitchView } from '../../guard/dto/risk-state.dto';
import { IsFlag, IsId, IsOneOf, IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { type Killed } from '../kill-switch';

const KILL_MODES = ['HALTED', 'REDUCING'] as const;

class ReasonedDto {
  /** Only this account; all of the caller's when absent. */
  @IsId()
  @MayBeAbsent()
  readonly account_id?: string | null;

  @IsText({ min: 3, max: 500 })
  readonly reason!: string;
}

/** `POST /risk/kill`: nothing is sent any more, or only closes. */
export class KillDto extends ReasonedDto {
  /** HALTED unless said otherwise. */
  @IsOneOf(KILL_MODES)
  @MayBeAbsent()
  readonly mode?: (typeof KILL_MODES)[number] | null;

  /** Close every position of the accounts that are meant, by whomever it was opened. */
  @IsFlag()
  @MayBeAbsent()
  readonly close_all?: boolean | null;
}

/** `POST /risk/resume` */
export class ResumeDto extends ReasonedDto {
  /** Unless the login is a few minutes old. */
  @IsPassword()
  @MayBeAbsent()
  readonly password?: string | null;
}

export interface KilledView extends StateSwitchView {
  /** Orders that no terminal had been handed. */
  readonly cancelled_orders: number;
  /** Orders that their terminals are asked back. */
  readonly recalled_orders: number;
}

export function presentKilled({ moved, cancelled, askedBack }: Killed): KilledView {
  return { ...presentSwitch(moved), cancelled_orders: cancelled, recalled_orders: askedBack };
}
