import { IsId, IsOneOf, IsText, MayBeAbsent } from '../../platform/http/field-decorators';
import { type StateScope, type StateSwitch, strictest, type TradingState } from '../trading-state';

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
}

/** `POST /risk/resume` */
export class ResumeDto extends ReasonedDto {}

export interface StateSwitchView {
  readonly scope: StateScope;
  readonly account_id: string | null;
  readonly state: TradingState;
  readonly reason: string;
  readonly changed_at: Date;
}

export interface RiskStateView {
  /** What holds for all accounts of the caller; an account may be held tighter by a switch of its own. */
  readonly state: TradingState;
  readonly switches: readonly StateSwitchView[];
}

export function presentSwitch({ scope, scopeId, state, reason, changedAt }: StateSwitch): StateSwitchView {
  return {
    scope,
    account_id: scope === 'ACCOUNT' ? scopeId : null,
    state,
    reason,
    changed_at: changedAt,
  };
}

export function presentState(switches: readonly StateSwitch[]): RiskStateView {
  return {
    state: strictest(switches.filter(({ scope }) => scope !== 'ACCOUNT')).state,
    switches: switches.map(presentSwitch),
  };
}
