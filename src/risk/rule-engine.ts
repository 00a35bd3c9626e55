import { type Denial, deny, isDenial } from './denial';
import { type LedgerEntry } from './ledger';
import { sizePosition } from './position-size';
import { type Numbers, type PreTradeRule, type Sized, skip, type Verdict } from './pre-trade-rule';
import { sizingRequestOf } from './sizing-request';
import { type EssentialFacts } from './trade-facts';

/** One rule's answer, as the decision keeps it. */
export interface RuleVerdict {
  readonly rule: string;
  readonly name: string;
  readonly verdict: 'PASSED' | 'SKIPPED' | 'DENIED';
  readonly numbers: Numbers;
}

export type PreTradeCheck =
  | {
      readonly outcome: 'passed';
      readonly verdicts: readonly RuleVerdict[];
      /** Null for a close: it is not sized. */
      readonly sizing: Sized | null;
    }
  | {
      readonly outcome: 'denied';
      readonly rule: string;
      readonly denial: Denial;
      /** Up to and including the rule that denied. */
      readonly verdicts: readonly RuleVerdict[];
      /** How far the sizing came, if it was reached. */
      readonly ledger: readonly LedgerEntry[];
    };

/** Runs rules in order up to the first denial. */
export function checkByRules<Facts extends EssentialFacts>(
  rules: readonly PreTradeRule<Facts>[],
  facts: Facts,
): PreTradeCheck {
  const verdicts: RuleVerdict[] = [];
  let sized: Sized | null = null;
  let ledger: readonly LedgerEntry[] = [];
  for (const rule of rules) {
    let verdict: Verdict;
    if (rule.appliesTo === 'OPENS' && facts.trade.action === 'CLOSE') {
      verdict = skip('TAKES_RISK_AWAY');
    } else if (rule.stage === 'SIZING') {
      const result = size(facts);
      if (!isDenial(result)) ({ ledger } = result);
      sized = !isDenial(result) && result.outcome === 'sized' ? result : null;
      verdict = sizingVerdict(result);
    } else if (rule.stage === 'SIZED') {
      verdict = sized ? rule.check(facts, sized) : deny('INPUT_OUT_OF_RANGE', { field: 'volume', value: '' });
    } else {
      verdict = rule.check(facts);
    }
    verdicts.push(recorded(rule, verdict));
    if (isDenial(verdict)) return { outcome: 'denied', rule: rule.id, denial: verdict, verdicts, ledger };
  }
  return { outcome: 'passed', verdicts, sizing: sized };
}

function size(facts: EssentialFacts): ReturnType<typeof sizePosition> | Denial {
  const request = sizingRequestOf(facts);
  if (request) return sizePosition(request);
  return deny('REFERENCE_DATA_MISSING', { symbol: facts.trade.symbol, missing: 'price' });
}

function sizingVerdict(result: ReturnType<typeof size>): Verdict {
  if (isDenial(result)) return result;
  if (result.outcome === 'denied') return { code: result.reason, numbers: result.numbers };
  const { volume, riskMoney } = result;
  return {
    verdict: 'PASSED',
    numbers: { volume: volume.toFixed(), risk_money: riskMoney?.toFixed() ?? 'UNBOUNDED' },
  };
}

function recorded(rule: { id: string; name: string }, verdict: Verdict): RuleVerdict {
  const head = { rule: rule.id, name: rule.name };
  if (isDenial(verdict)) {
    return { ...head, verdict: 'DENIED', numbers: { code: verdict.code, ...verdict.numbers } };
  }
  if (verdict.verdict === 'PASSED') return { ...head, ...verdict };
  return { ...head, verdict: 'SKIPPED', numbers: { reason: verdict.reason } };
}
