import { type RiskProfile } from '../../guard/risk-profile';
import { type LedgerEntry } from '../../risk/ledger';
import { type RuleVerdict } from '../../risk/pre-trade-rules';
import { type Refusal, type Signal } from '../../signals/signal';
import { type NewOrder } from '../order';
import { type SymbolMatch } from './account-symbol';
import { type Observed } from './observed';

/** Everything a decision was made from, kept so that it can be explained, and made again. */
export interface DecisionLedger {
  readonly volume: string | null;
  /** Each rule that was asked, with the numbers it compared. */
  readonly rules: readonly RuleVerdict[];
  /** How the volume was found. */
  readonly steps: readonly LedgerEntry[];
  readonly denial: { readonly code: string; readonly numbers: Readonly<Record<string, string>> } | null;
  readonly symbol: SymbolMatch | null;
  /** What was seen, and the profile it was seen under: together they make the decision again. Null for a close. */
  readonly inputs: { readonly observed: Observed; readonly profile: RiskProfile } | null;
  /** What a close closes, and the signals whose openings it takes back. */
  readonly closes?: {
    readonly targets: readonly { readonly ticket: string; readonly volume: string }[];
    readonly taken_back: readonly string[];
  };
}

/** What one account does about one signal. A close may find nothing open, and only take back what was on its way. */
export type Decision =
  | {
      readonly outcome: 'ORDERED';
      readonly order: NewOrder;
      readonly ledger: DecisionLedger;
      /** The signals whose openings on this account are not to be executed any more. */
      readonly takesBack?: readonly string[];
    }
  | { readonly outcome: 'DENIED'; readonly refusal: Refusal; readonly ledger: DecisionLedger }
  | { readonly outcome: 'TOOK_BACK'; readonly ledger: DecisionLedger; readonly takesBack: readonly string[] };

export type DecisionOutcome = Decision['outcome'];

/** A decision, and whose. */
export interface Made {
  readonly signal: Signal;
  readonly accountId: string;
  readonly decision: Decision;
}
