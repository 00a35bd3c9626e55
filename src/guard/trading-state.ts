/** From the freest to the strictest. REDUCING lets only closes through, HALTED lets nothing be sent. */
export const TRADING_STATES = ['ACTIVE', 'REDUCING', 'HALTED'] as const;
export type TradingState = (typeof TRADING_STATES)[number];

export const STATE_SCOPES = ['SERVER', 'USER', 'ACCOUNT'] as const;
export type StateScope = (typeof STATE_SCOPES)[number];

/** One switch: whose it is, where it stands, and who moved it there. */
export interface StateSwitch {
  readonly scope: StateScope;
  readonly scopeId: string;
  readonly state: TradingState;
  readonly reason: string;
  readonly actor: string;
  /** What was open then is to be closed, as often as it takes. */
  readonly empties: boolean;
  readonly changedAt: Date;
}

/** What holds for one account, and the switch that decides it. */
export interface EffectiveState {
  readonly state: TradingState;
  readonly scope: StateScope | null;
}

const ACTIVE: EffectiveState = { state: 'ACTIVE', scope: null };

/** The strictest of all switches wins; between equals, the widest is named. */
export function strictest(switches: readonly StateSwitch[]): EffectiveState {
  return [...switches]
    .sort((a, b) => STATE_SCOPES.indexOf(a.scope) - STATE_SCOPES.indexOf(b.scope))
    .reduce<EffectiveState>(
      (worst, { state, scope }) =>
        TRADING_STATES.indexOf(state) > TRADING_STATES.indexOf(worst.state) ? { state, scope } : worst,
      ACTIVE,
    );
}
