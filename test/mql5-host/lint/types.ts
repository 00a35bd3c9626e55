import { type Extent } from '../language/tree';

/** The type of a value, as far as the linter follows it. */
export interface Type {
  readonly name: string;
  readonly isArray: boolean;
  /** A variable, which a reference can be bound to. */
  readonly isPlace: boolean;
}

export const VOID: Type = value('void');
export const NULL_TYPE: Type = value('NULL');

const INTEGERS = [
  'bool',
  'char',
  'uchar',
  'short',
  'ushort',
  'int',
  'uint',
  'color',
  'datetime',
  'long',
  'ulong',
];
const REALS = ['float', 'double'];

export function value(name: string): Type {
  return { name, isArray: false, isPlace: false };
}

export function place(name: string, extent: Extent = 'single'): Type {
  return { name, isArray: extent !== 'single', isPlace: true };
}

export function isInteger({ name, isArray }: Type): boolean {
  return !isArray && INTEGERS.includes(name);
}

export function isReal({ name, isArray }: Type): boolean {
  return !isArray && REALS.includes(name);
}

export function isString({ name, isArray }: Type): boolean {
  return !isArray && name === 'string';
}

export function isNumber(type: Type): boolean {
  return isInteger(type) || isReal(type);
}

/** Whether 64 bits are needed to print it. */
export function isWide({ name }: Type): boolean {
  return ['long', 'ulong', 'datetime'].includes(name);
}

/** What arithmetic makes of two types; enumerations count as int. */
export function arithmetic(a: Type, b: Type): Type {
  if (isString(a) || isString(b)) return value('string');
  if (isReal(a) || isReal(b)) return value('double');
  const rank = (type: Type): number => Math.max(INTEGERS.indexOf('int'), INTEGERS.indexOf(type.name));
  return value(INTEGERS[Math.max(rank(a), rank(b))] ?? 'int');
}
