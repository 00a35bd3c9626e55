import { LEDGER_SENTENCES } from '../../../src/risk/ledger-sentences';
import { DENIALS } from '../../../src/risk/denial-codes';
import { say } from '../../../src/risk/wording';
import type { Language } from '../app/preferences';

/*
 * The sentences of a decision are the backend's own, in both languages: what is explained here in French is what the
 * sizing said, not a second telling of it.
 */

type Values = Readonly<Record<string, string>>;

interface Step {
  readonly step: string;
  readonly text: string;
  readonly values: Values;
}

export function explainStep({ step, text, values }: Step, language: Language): string {
  const sentences = own(LEDGER_SENTENCES, step);
  return (sentences && say(sentences.full, values, language)) ?? text;
}

/** Why a signal was refused, with its numbers; what the backend wrote when they are not at hand. */
export function explainRefusal(
  code: string,
  detail: Readonly<Record<string, unknown>> | null,
  message: string | null,
  language: Language,
): string {
  const forms = own(DENIALS, code);
  const values = Object.fromEntries(
    Object.entries(detail ?? {}).map(([name, value]) => [name, String(value)]),
  );
  return (forms && say(forms, values, language)) ?? message ?? code;
}

function own<T extends object>(table: T, key: string): T[keyof T] | undefined {
  return Object.hasOwn(table, key) ? table[key as keyof T] : undefined;
}
