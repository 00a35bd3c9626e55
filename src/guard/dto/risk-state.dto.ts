import { type StateScope, type StateSwitch, strictest, type TradingState } from '../trading-state';

export interface StateSwitchView {
  readonly scope: StateScope;
  readonly account_id: string | null;
  readonly state: TradingState;
  readonly reason: string;
  /** Its owner, this house itself, or whoever runs the server. */
  readonly by: 'PERSON' | 'SYSTEM' | 'OPERATOR';
  readonly changed_at: Date;
}

export interface RiskStateView {
  /** What holds for all accounts of the caller; an account may be held tighter by a switch of its own. */
  readonly state: TradingState;
  readonly switches: readonly StateSwitchView[];
}

export function presentSwitch({
  scope,
  scopeId,
  state,
  reason,
  actor,
  changedAt,
}: StateSwitch): StateSwitchView {
  return {
    scope,
    account_id: scope === 'ACCOUNT' ? scopeId : null,
    state,
    reason,
    by: actor === 'system' ? 'SYSTEM' : scope === 'SERVER' ? 'OPERATOR' : 'PERSON',
    changed_at: changedAt,
  };
}

export function presentState(switches: readonly StateSwitch[]): RiskStateView {
  return {
    state: strictest(switches.filter(({ scope }) => scope !== 'ACCOUNT')).state,
    switches: switches.map(presentSwitch),
  };
}
