import { asText } from '../guard/profile-document';
import { toJsonNumberOrNull } from '../platform/http/json-number';
import { Decimal } from '../money/quantity';
import { type Denial, type DenialCode, explainDenial } from '../risk/denial';
import { DENIAL_CODES } from '../risk/denial-codes';
import { explain, explainStep, type LedgerEntry } from '../risk/ledger';
import { type Language } from '../risk/language';
import { type RuleVerdict } from '../risk/pre-trade-rules';
import { type SymbolMatch } from './decision/account-symbol';
import { type DecisionLedger, type DecisionOutcome } from './decision/decision';
import { type Order } from './order';
import { type OrderStatus } from './order.state';
import { type StoredDecision } from './signal-decisions.repository';

export interface StepView {
  readonly step: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface RuleVerdictView {
  readonly rule: string;
  readonly name: string;
  readonly verdict: 'PASSED' | 'SKIPPED' | 'DENIED';
  /** What was compared, as plain decimals. */
  readonly numbers: Readonly<Record<string, string>>;
}

/** When an order, or the first and last of a signal's, reached each stage; null = it has not. */
export interface StagesView {
  readonly received_at: Date;
  readonly stored_at: Date | null;
  readonly decided_at: Date | null;
  readonly sent_at: Date | null;
  readonly acknowledged_at: Date | null;
  readonly executed_at: Date | null;
}

export interface DecisionView {
  readonly account_id: string;
  readonly account_number: string | null;
  readonly outcome: DecisionOutcome;
  readonly code: string | null;
  /** The whole reason in one sentence; null for a close, which needs none. */
  readonly message: string | null;
  readonly order_id: string | null;
  readonly order_status: OrderStatus | null;
  readonly volume: number | null;
  readonly symbol: SymbolMatch | null;
  readonly rules: readonly RuleVerdictView[];
  readonly steps: readonly StepView[];
  /** Account, symbol, quotes, book and profile as they were; null for a close. */
  readonly inputs: Readonly<Record<string, unknown>> | null;
}

export function presentDecision(
  decision: StoredDecision,
  { order, accountNumber }: { readonly order: Order | null; readonly accountNumber: string | null },
  language: Language,
): DecisionView {
  const { ledger } = decision;
  return {
    account_id: decision.accountId,
    account_number: accountNumber,
    outcome: decision.outcome,
    code: decision.code,
    message: reasonOf(ledger, language),
    order_id: decision.orderId,
    order_status: order?.status ?? null,
    volume: toJsonNumberOrNull(ledger.volume === null ? null : new Decimal(ledger.volume)),
    symbol: ledger.symbol,
    rules: presentRules(ledger.rules),
    steps: presentSteps(ledger.steps, language),
    inputs: ledger.inputs && (inSnakeCase(asText(ledger.inputs)) as Record<string, unknown>),
  };
}

/** The reason of a decision in one sentence; null when it needs none. */
export function reasonOf(
  { denial, steps }: Pick<DecisionLedger, 'denial' | 'steps'>,
  language: Language,
): string | null {
  if (denial) return sentenceOf(denial.code, denial.numbers, language);
  return steps.length === 0 ? null : explain(steps, language);
}

/** A refusal in words; the code itself for one that is not of the rules. */
export function sentenceOf(
  code: string,
  numbers: Readonly<Record<string, unknown>>,
  language: Language,
): string | null {
  if (!isDenialCode(code)) return null;
  const texts = Object.entries(numbers).map(([name, value]) => [name, String(value)] as const);
  const denial: Denial = { code, numbers: Object.fromEntries(texts) };
  return explainDenial(denial, language);
}

export function presentRules(rules: readonly RuleVerdict[]): readonly RuleVerdictView[] {
  return rules.map(({ rule, name, verdict, numbers }) => ({ rule, name, verdict, numbers }));
}

export function presentSteps(steps: readonly LedgerEntry[], language: Language): readonly StepView[] {
  return steps.map(({ step, values }) => ({ step, text: explainStep({ step, values }, language), values }));
}

function isDenialCode(code: string): code is DenialCode {
  return (DENIAL_CODES as readonly string[]).includes(code);
}

/** The inside's names in the wire's spelling. What is under `numbers` and `symbolMap` is data, not names. */
function inSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      name === 'numbers' || name === 'symbolMap' ? (inner as unknown) : inSnakeCase(inner),
    ]),
  );
}
