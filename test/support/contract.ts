import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json } from './api-client';

/** One message of the wire by example, such as `auth/login.request`. */
export function contract(message: string): Json {
  return JSON.parse(readFileSync(join(__dirname, '../../contract', `${message}.json`), 'utf8')) as Json;
}

/** A value with its content taken away: the same fields, each with the name of its type. */
export type Shape = string | readonly Shape[] | { readonly [field: string]: Shape };

/**
 * The form of a message, to hold an answer against its example: `expect(shapeOf(answer)).toEqual(shapeOf(example))`.
 * A list has the form of its first item; a time is told from another text.
 */
export function shapeOf(value: unknown): Shape {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value as Json).map(([field, inner]) => [field, shapeOf(inner)]));
  }
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*Z$/.test(value) ? 'time' : typeof value;
}
