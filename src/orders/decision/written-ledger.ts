import { type AsText, readProfile } from '../../guard/profile-document';
import { type RiskProfile } from '../../guard/risk-profile';
import { type LedgerEntry } from '../../risk/ledger';
import { type RuleVerdict } from '../../risk/pre-trade-rules';
import { ruleName } from '../../risk/rule-names';
import { type DecisionLedger } from './decision';
import { documentOf, type LedgerDocument } from './ledger-document';
import { type Observed } from './observed';
import { type ObservedText, readObserved } from './observed-text';

type Numbers = RuleVerdict['numbers'];

/** A rule that passed with its numbers, one that was skipped with the reason, or the one that denied. */
type WrittenVerdict =
  | readonly [rule: string, numbers: Numbers]
  | readonly [rule: string, reason: string]
  | readonly [rule: string, numbers: Numbers, verdict: 'DENIED'];

type Common = Pick<DecisionLedger, 'volume' | 'denial' | 'symbol' | 'closes'>;

/**
 * A ledger as the table keeps it: no word in it that the next reader could add himself, and no profile or contract that
 * is kept already. Names of numbers and steps stay: later versions must be able to say what they were.
 */
export interface WrittenLedger extends Common {
  readonly version: 3;
  readonly rules: readonly WrittenVerdict[];
  readonly steps: readonly (readonly [LedgerEntry['step'], LedgerEntry['values']])[];
  readonly observed: ObservedText | null;
  /** The document that `observed.symbol.spec` is; absent when the contract stands there itself. */
  readonly contract?: string;
  /** The document that the profile is, but for whose it is; null for a close. */
  readonly profile: string | null;
}

/** How ledgers were kept until version 3: all in one. */
export interface LedgerOfVersion2 extends Common {
  readonly version: 2;
  readonly rules: readonly RuleVerdict[];
  readonly steps: readonly LedgerEntry[];
  readonly inputs: { readonly observed: ObservedText; readonly profile: AsText<RiskProfile> } | null;
}

/** What is to be stored of a decision. */
export interface LedgerWriting {
  readonly ledger: WrittenLedger;
  readonly documents: readonly LedgerDocument[];
}

export function writeLedger(decided: DecisionLedger): LedgerWriting {
  const { rules, steps, inputs } = decided;
  const head = {
    version: 3 as const,
    ...commonOf(decided),
    rules: rules.map(writeVerdict),
    steps: steps.map(({ step, values }) => [step, values] as const),
  };
  if (!inputs) return { ledger: { ...head, observed: null, profile: null }, documents: [] };
  const profile = documentOf(inputs.profile, () => ({ ...inputs.profile, accountId: undefined }));
  const { symbol } = inputs.observed;
  const { spec } = symbol;
  // A contract of the catalogue is reckoned anew for every price: it would fill the documents with what is used once.
  if (spec === null || symbol.source === 'CATALOGUE') {
    return {
      ledger: { ...head, observed: asWritten(inputs.observed), profile: profile.key },
      documents: [profile],
    };
  }
  const contract = documentOf(spec);
  const observed = asWritten({ ...inputs.observed, symbol: { ...symbol, spec: null } });
  return {
    ledger: { ...head, observed, contract: contract.key, profile: profile.key },
    documents: [profile, contract],
  };
}

/** The documents that a stored ledger refers to. */
export function documentsIn({ contract, profile }: WrittenLedger): readonly string[] {
  return [contract ?? null, profile].filter((key) => key !== null);
}

/** @param bodies of the documents that the ledger refers to, by their keys */
export function readLedger(
  written: WrittenLedger,
  accountId: string,
  bodies: ReadonlyMap<string, unknown>,
): DecisionLedger {
  return {
    ...commonOf(written),
    rules: written.rules.map(readVerdict),
    steps: written.steps.map(([step, values]) => ({ step, values })),
    inputs: readInputs(written, accountId, bodies),
  };
}

function readInputs(
  { observed, contract, profile }: WrittenLedger,
  accountId: string,
  bodies: ReadonlyMap<string, unknown>,
): DecisionLedger['inputs'] {
  if (observed === null || profile === null) return null;
  const { symbol } = observed;
  const spec = contract === undefined ? symbol.spec : (bodyOf(contract, bodies) as typeof symbol.spec);
  return {
    observed: readObserved({ ...observed, symbol: { ...symbol, spec } }),
    profile: readProfile({ ...(bodyOf(profile, bodies) as AsText<RiskProfile>), accountId }),
  };
}

function bodyOf(key: string, bodies: ReadonlyMap<string, unknown>): unknown {
  const body = bodies.get(key);
  if (body === undefined) throw new Error(`A decision refers to a document that is not there: ${key}`);
  return body;
}

export function readLedgerOfVersion2(written: LedgerOfVersion2): DecisionLedger {
  const { rules, steps, inputs } = written;
  return {
    ...commonOf(written),
    rules,
    steps,
    inputs: inputs && { observed: readObserved(inputs.observed), profile: readProfile(inputs.profile) },
  };
}

function commonOf({ volume, denial, symbol, closes }: Common): Common {
  return { volume, denial, symbol, ...(closes && { closes }) };
}

function writeVerdict({ rule, verdict, numbers }: RuleVerdict): WrittenVerdict {
  if (verdict === 'DENIED') return [rule, numbers, verdict];
  return verdict === 'PASSED' ? [rule, numbers] : [rule, numbers['reason'] ?? ''];
}

function readVerdict([rule, told, denied]: WrittenVerdict): RuleVerdict {
  const head = { rule, name: ruleName(rule) };
  if (typeof told === 'string') return { ...head, verdict: 'SKIPPED', numbers: { reason: told } };
  return { ...head, verdict: denied ?? 'PASSED', numbers: told };
}

/** JSON writes decimals and times as text by itself: both say how. */
function asWritten(observed: Observed): ObservedText {
  return observed as unknown as ObservedText;
}
