import { type ValidationError } from '@nestjs/common';
import { type FieldError } from '../errors/domain-error';

/** Nobody reads more, and a body full of unknown keys must not be answered with a larger one. */
const MOST_SHOWN = 20;
const NOT_WHITELISTED = 'whitelistValidation';

/** Flattens class-validator's tree into one entry per wrong field, with an RFC 6901 pointer into the body. */
export function fieldErrorsOf(tree: readonly ValidationError[]): FieldError[] {
  const errors: FieldError[] = [];
  collect(tree, '', errors);
  return errors;
}

function collect(tree: readonly ValidationError[], parent: string, errors: FieldError[]): void {
  for (const node of tree) {
    if (errors.length >= MOST_SHOWN) return;
    const pointer = `${parent}/${escapeToken(node.property)}`;
    const message = messageOf(node);
    if (message !== undefined) errors.push({ pointer, message });
    collect(node.children ?? [], pointer, errors);
  }
}

function messageOf({ constraints, property }: ValidationError): string | undefined {
  if (!constraints || Object.keys(constraints).length === 0) return undefined;
  if (NOT_WHITELISTED in constraints) return 'is not a known field';
  // The stock checks begin their message with the field's name, which the pointer already says.
  return Object.values(constraints)
    .map((text) => (text.startsWith(`${property} `) ? text.slice(property.length + 1) : text))
    .join('; ');
}

/** RFC 6901 §3: `~` and `/` are what separates, so inside a name they are written otherwise. */
function escapeToken(property: string): string {
  return property.slice(0, 64).replaceAll('~', '~0').replaceAll('/', '~1');
}
