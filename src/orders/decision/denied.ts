import { type Denial, explainDenial } from '../../risk/denial';
import { type Refusal } from '../../signals/signal';
import { type Decision, type DecisionLedger } from './decision';

/** A denial as the signal's sender is told it. */
export function refusalOf(denial: Denial): Refusal {
  return { code: denial.code, message: explainDenial(denial, 'en'), detail: denial.numbers };
}

export function denied(
  denial: Denial,
  ledger: Partial<Omit<DecisionLedger, 'denial'>> = {},
): Extract<Decision, { outcome: 'DENIED' }> {
  return {
    outcome: 'DENIED',
    refusal: refusalOf(denial),
    ledger: { ...EMPTY_LEDGER, ...ledger, denial },
  };
}

export const EMPTY_LEDGER: DecisionLedger = {
  volume: null,
  rules: [],
  steps: [],
  denial: null,
  symbol: null,
  inputs: null,
};
