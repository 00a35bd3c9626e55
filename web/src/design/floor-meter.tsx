import type { ReactNode } from 'react';
import type { EquityGuard, RuleStanding } from '../api/risk';
import type { Tone } from './design';
import { Meter } from './meter';

export const STEP_TONES = {
  CLEAR: 'live',
  WARN: 'warn',
  REDUCE: 'warn',
  BLOCK: 'bad',
  FLATTEN: 'bad',
  LOCKED: 'bad',
} as const satisfies Record<EquityGuard['step'], Tone>;

/** How much of what a loss rule allows is used; the mark is where it lets nothing more be opened. */
export function FloorMeter(props: {
  readonly rule: RuleStanding;
  readonly label: string;
  readonly text: string;
}): ReactNode {
  const { rule, label, text } = props;
  const allowed = rule.anchor - rule.floor;
  return (
    <Meter
      label={label}
      used={rule.used}
      text={text}
      tone={STEP_TONES[rule.step]}
      marks={allowed > 0 ? [(rule.anchor - rule.blocks_at) / allowed] : []}
    />
  );
}
