import { DENIALS, type DenialCode } from './denial-codes';
import { type Language } from './language';
import { type NamesIn, say } from './wording';

export type { DenialCode } from './denial-codes';

/** The numbers a denial carries, by the names its sentences mention. Decimals are written plainly: "0.01". */
export type DenialNumbers<Code extends DenialCode> = (typeof DENIALS)[Code][number] extends infer Form
  ? Form extends { readonly en: infer Template extends string }
    ? Readonly<Record<NamesIn<Template>, string>>
    : never
  : never;

/** A refusal: a stable code, and the numbers that explain it. Returned, never thrown. */
export interface Denial {
  readonly code: DenialCode;
  readonly numbers: Readonly<Record<string, string>>;
}

/** Makes a denial; the compiler checks that the numbers its sentence needs are there. */
export function deny<Code extends DenialCode>(code: Code, numbers: DenialNumbers<Code>): Denial {
  return { code, numbers };
}

/** Tells a refusal from whatever else a step may return. */
export function isDenial(value: object): value is Denial {
  return 'code' in value && 'numbers' in value;
}

/** Says a denial as one plain sentence. */
export function explainDenial({ code, numbers }: Denial, language: Language): string {
  return say(DENIALS[code], numbers, language) ?? code;
}
