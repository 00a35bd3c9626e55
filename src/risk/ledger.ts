import { type Decimal } from '../money/quantity';
import { type Language } from './language';
import { LEDGER_SENTENCES, type LedgerStep } from './ledger-sentences';
import { say } from './wording';

export type { LedgerStep } from './ledger-sentences';

/** One step of a computation and the values it used or found, as plain decimals. */
export interface LedgerEntry {
  readonly step: LedgerStep;
  readonly values: Readonly<Record<string, string>>;
}

/** Puts a step into the ledger of the computation that is going on. */
export type Note = (step: LedgerStep, values: Readonly<Record<string, string>>) => void;

/** Writes a number for the ledger: plain notation, at most 8 decimals, cut and not rounded up. */
export function plain(value: Decimal): string {
  return value.toDecimalPlaces(8, 1).toFixed();
}

/** Says one step as a sentence. */
export function explainStep({ step, values }: LedgerEntry, language: Language): string {
  return say(LEDGER_SENTENCES[step].full, values, language) ?? '';
}

/**
 * Says a whole computation in one sentence:
 * "2 % of 10,000 USD = 200 USD; 500 ticks × 1 USD → 0.40 lots".
 */
export function explain(ledger: readonly LedgerEntry[], language: Language): string {
  const separator = language === 'fr' ? ' ; ' : '; ';
  return ledger.reduce((sentence, { step, values }) => {
    const words = say(LEDGER_SENTENCES[step].brief, values, language);
    if (words === undefined) return sentence;
    return sentence === '' || words.startsWith(' →') ? sentence + words : sentence + separator + words;
  }, '');
}
