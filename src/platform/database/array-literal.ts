/** What an array literal may hold as it stands: nothing in it has a meaning there. */
const PLAIN = /^[\w.:+-]+$/;
/** Unquoted, and in whatever case, this word is no text but the absence of one. */
const NULL_WORD = /^null$/i;
/** From 1970 to the end of 9999, ISO 8601 is what PostgreSQL reads. */
const END_OF_ISO_YEARS = Date.UTC(10_000, 0, 1);

/**
 * Parameters as pg is to be given them: lists of scalars as PostgreSQL's own literal of an array. pg would write the same,
 * but searches each element twice for what must be escaped, and spells times by the clock of the machine: of a statement
 * that writes two hundred rows, that is most of what it costs to send.
 */
export function asParameters(values: readonly unknown[]): unknown[] {
  return values.map((value) => (Array.isArray(value) ? (arrayLiteral(value) ?? value) : value));
}

/** The literal of a list of scalars; undefined for one that holds anything else, which is left to pg. */
export function arrayLiteral(values: readonly unknown[]): string | undefined {
  const elements: string[] = [];
  let previous: { readonly value: unknown; readonly element: string } | undefined;
  for (const value of values) {
    // Rows that are written together often bear the same time, the very same object.
    const element = previous && previous.value === value ? previous.element : elementOf(value);
    if (element === undefined) return undefined;
    elements.push(element);
    if (value !== previous?.value) previous = { value, element };
  }
  return `{${elements.join(',')}}`;
}

function elementOf(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'string') return textElement(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return timeElement(value);
  if (Buffer.isBuffer(value)) return `"\\\\x${value.toString('hex')}"`;
  return undefined;
}

function textElement(text: string): string {
  if (PLAIN.test(text) && !NULL_WORD.test(text)) return text;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function timeElement(time: Date): string | undefined {
  const ms = time.getTime();
  return ms >= 0 && ms < END_OF_ISO_YEARS ? time.toISOString() : undefined;
}
