import { type Denial, explainDenial } from '../../risk/denial';
import { type Refusal } from '../../signals/signal';
import { type Decision, type DecisionLedger } from './decision';

/** A denial as the signal's sender is told it. */
export function refusalOf(denial: Denial): Refusal {
  return { code: denial.code, message: explainDenial(denial, 'en'), detail: denial.numbers };
}

export function denied(
  denial: Denial,
  ledger: Partial<Pick<DecisionLedger, 'rules' | 'steps' | 'inputs'>> = {},
): Decision {
  return {
    outcome: 'DENIED',
    refusal: refusalOf(denial),
    ledger: { version: 1, volume: null, rules: [], steps: [], inputs: {}, ...ledger, denial },
  };
}
