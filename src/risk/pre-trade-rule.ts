import { type Denial, type DenialCode } from './denial';
import { type Sizing } from './sizing';
import { type EssentialFacts } from './trade-facts';

/** The numbers a rule compared, as plain decimals: kept whether it passes or not. */
export type Numbers = Readonly<Record<string, string>>;

export interface Passed {
  readonly verdict: 'PASSED';
  readonly numbers: Numbers;
}

/** The rule's limit is switched off, or it does not apply to this trade. */
export interface Skipped {
  readonly verdict: 'SKIPPED';
  readonly reason: string;
}

export type Verdict = Passed | Skipped | Denial;

export type Sized = Extract<Sizing, { outcome: 'sized' }>;

interface RuleHead {
  /** Its number in the list of rules; stable, and shown to the trader. */
  readonly id: string;
  readonly name: string;
  /** Every code the rule may deny with. */
  readonly codes: readonly DenialCode[];
  /** OPENS: skipped when the trade takes risk away. */
  readonly appliesTo: 'OPENS' | 'ALL';
}

/** A rule over what is known before the volume is. */
export interface FactRule<Facts extends EssentialFacts> extends RuleHead {
  readonly stage: 'FACTS';
  readonly check: (facts: Facts) => Verdict;
}

/** A rule over the volume that was found. */
export interface SizeRule<Facts extends EssentialFacts> extends RuleHead {
  readonly stage: 'SIZED';
  readonly check: (facts: Facts, sized: Sized) => Verdict;
}

/** The place of the sizing itself in the order of rules. */
export interface SizingRule extends RuleHead {
  readonly stage: 'SIZING';
}

export type PreTradeRule<Facts extends EssentialFacts> = FactRule<Facts> | SizeRule<Facts> | SizingRule;

export function pass(numbers: Numbers = {}): Passed {
  return { verdict: 'PASSED', numbers };
}

export function skip(reason: string): Skipped {
  return { verdict: 'SKIPPED', reason };
}

/** Whole seconds from one instant to another; negative when the second is earlier. */
export function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
