/** The wire's messages are described once, as data: the types are derived from it, and answers are checked against it. */
export interface Shape<T> {
  readonly parse: (value: unknown, path: string) => T;
}

interface OptionalShape<T> extends Shape<T> {
  readonly optional: true;
}

type Fields = Readonly<Record<string, Shape<unknown>>>;
type OptionalKey<F extends Fields> = {
  [K in keyof F]: F[K] extends OptionalShape<unknown> ? K : never;
}[keyof F];
export type Parsed<S> = S extends Shape<infer T> ? T : never;
type Flat<T> = { [K in keyof T]: T[K] };
type Message<F extends Fields> = Flat<
  { readonly [K in Exclude<keyof F, OptionalKey<F>>]: Parsed<F[K]> } & {
    readonly [K in OptionalKey<F>]?: Parsed<F[K]>;
  }
>;

/** A message that is not what the contract says. */
export class ShapeError extends Error {
  constructor(path: string, expected: string) {
    super(`${path === '' ? '/' : path} is not ${expected}`);
  }
}

function shape<T>(expected: string, holds: (value: unknown) => boolean): Shape<T> {
  return {
    parse: (value, path) => {
      if (!holds(value)) throw new ShapeError(path, expected);
      return value as T;
    },
  };
}

export const text = shape<string>('text', (value) => typeof value === 'string');
export const flag = shape<boolean>('true or false', (value) => typeof value === 'boolean');
export const amount = shape<number>('a number', (value) => typeof value === 'number');
export const whole = shape<number>('a whole number', (value) => Number.isSafeInteger(value));
/** A 64-bit id, as digits in a string. */
export const digits = shape<string>(
  'digits',
  (value) => typeof value === 'string' && /^\d{1,20}$/.test(value),
);
/** A UTC instant. */
export const instant = shape<string>(
  'an instant in UTC',
  (value) => typeof value === 'string' && value.endsWith('Z') && !Number.isNaN(Date.parse(value)),
);
export const anything = shape<unknown>('anything', () => true);

export function oneOf<const T extends string>(...allowed: readonly T[]): Shape<T> {
  return shape(`one of ${allowed.join(', ')}`, (value) => (allowed as readonly unknown[]).includes(value));
}

export function nullable<T>(inner: Shape<T>): Shape<T | null> {
  return { parse: (value, path) => (value === null ? null : inner.parse(value, path)) };
}

export function optional<T>(inner: Shape<T>): OptionalShape<T> {
  return { ...inner, optional: true };
}

export function list<T>(inner: Shape<T>): Shape<readonly T[]> {
  return {
    parse: (value, path) => {
      if (!Array.isArray(value)) throw new ShapeError(path, 'a list');
      return value.map((item: unknown, index) => inner.parse(item, `${path}/${index}`));
    },
  };
}

/** Fields that are not described are left out of the result, as a terminal leaves them unread. */
export function object<F extends Fields>(fields: F): Shape<Message<F>> {
  return {
    parse: (value, path) => {
      if (typeof value !== 'object' || value === null) throw new ShapeError(path, 'an object');
      const given = value as Readonly<Record<string, unknown>>;
      const parsed: Record<string, unknown> = {};
      for (const [name, field] of Object.entries(fields)) {
        if (!(name in given) && 'optional' in field) continue;
        parsed[name] = field.parse(given[name], `${path}/${name}`);
      }
      return parsed as Message<F>;
    },
  };
}
