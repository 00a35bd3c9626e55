import { type LedgerEntry } from '../../risk/ledger';
import { type RuleVerdict } from '../../risk/pre-trade-rules';
import { type Refusal } from '../../signals/signal';
import { type NewOrder } from '../order';

/** Everything a decision was made from, kept so that it can be explained, and made again. */
export interface DecisionLedger {
  /** Of this shape; a later one gets the next number. */
  readonly version: 1;
  readonly volume: string | null;
  /** Each rule that was asked, with the numbers it compared. */
  readonly rules: readonly RuleVerdict[];
  /** How the volume was found. */
  readonly steps: readonly LedgerEntry[];
  readonly denial: { readonly code: string; readonly numbers: Readonly<Record<string, string>> } | null;
  /** Account, limits, specification and prices as they were, decimals as text. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What one account does about one signal. */
export type Decision =
  | { readonly outcome: 'ORDERED'; readonly order: NewOrder; readonly ledger: DecisionLedger }
  | { readonly outcome: 'DENIED'; readonly refusal: Refusal; readonly ledger: DecisionLedger };
