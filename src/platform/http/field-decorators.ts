import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import { IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { Decimal } from 'decimal.js';

/**
 * The house's own field checks. The stock ones let a NUL, 1e-320, 30 February and a time without a zone through.
 * Each describes itself to OpenAPI as well, so that a DTO says everything about a field in one place.
 */

/** What nobody sees in a name, or takes for something else: controls, blanks but the space, marks of direction, halves. */
const HIDDEN =
  '\\u0000-\\u001F\\u007F-\\u00A0\\u00AD\\u061C\\u1680\\u180E\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u206F\\u3000' +
  '\\uD800-\\uF8FF\\uFEFF\\uFFF0-\\uFFFF';
/**
 * Brokers name symbols as they like: `US 500`, `[DJI30]`, `BTC/USD`. MetaTrader's names have 31 characters at most. The
 * connector leaves out what does not fit: `IsReportable` in its SymbolBook.mqh is the twin of this.
 */
export const SYMBOL = new RegExp(`^[^ ${HIDDEN}](?:[^${HIDDEN}]{0,30}[^ ${HIDDEN}])?$`);
export const SYMBOL_RULE = '1 to 32 visible characters, without a blank at either end';
// Printable characters of any script: no control characters, no lone surrogates, no bidirectional overrides.
const TEXT = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const LARGEST_TICKET = 18_446_744_073_709_551_615n; // MQL5's ulong
const TICKET = /^\d{1,20}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A number as JSON writes it. The exponent is bounded: 1e-999999999 would keep the arithmetic busy for nothing. */
const NUMBER = /^-?(?:0|[1-9]\d{0,30})(?:\.\d{1,30})?(?:[eE][+-]?\d{1,2})?$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** At most the decimals that every quantity of the house is stored with. */
const FEW_DECIMALS = /^-?\d+(?:\.\d{1,8})?$/;
/** Digits that a double holds for sure. */
const DOUBLE_DIGITS = 15;
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;

/** A field that may be absent or null. */
export function MayBeAbsent(): PropertyDecorator {
  return applyDecorators(IsOptional(), ApiProperty({ required: false, nullable: true }));
}

/** A trading symbol, as a broker names it. */
export function IsSymbol(): PropertyDecorator {
  return check(
    'isSymbol',
    (value) => typeof value === 'string' && SYMBOL.test(value),
    `must be ${SYMBOL_RULE}`,
    { type: String, pattern: SYMBOL.source, example: 'EURUSD' },
  );
}

/** Text that a person may read: of bounded length, without control characters. */
export function IsText(options: { min?: number; max: number }): PropertyDecorator {
  const min = options.min ?? 1;
  return check(
    'isText',
    (value) =>
      typeof value === 'string' && value.length >= min && value.length <= options.max && TEXT.test(value),
    `must be text of ${min} to ${options.max} characters without control characters`,
    { type: String, minLength: min, maxLength: options.max },
  );
}

/** A ticket or another 64-bit id of the terminal, as a string of digits. A safe integer is accepted too. */
export function IsTicket(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: TransformFnParams): unknown =>
      typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? String(value) : value,
    ),
    check(
      'isTicket',
      (value) => typeof value === 'string' && TICKET.test(value) && BigInt(value) <= LARGEST_TICKET,
      'must be a string of digits, at most 18446744073709551615',
      { type: String, pattern: TICKET.source, example: '123456789' },
    ),
  );
}

/** An id of ours: a UUID, in lower case from here on. */
export function IsId(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: TransformFnParams): unknown =>
      typeof value === 'string' && UUID.test(value) ? value.toLowerCase() : value,
    ),
    check('isId', (value) => typeof value === 'string' && UUID.test(value), 'must be a UUID', {
      type: String,
      format: 'uuid',
    }),
  );
}

/** One of a closed list of words. */
export function IsOneOf(words: readonly string[]): PropertyDecorator {
  return check(
    'isOneOf',
    (value) => typeof value === 'string' && words.includes(value),
    `must be one of ${words.join(', ')}`,
    { type: String, enum: [...words] },
  );
}

/** True or false, and no word for it. */
export function IsFlag(): PropertyDecorator {
  return check('isFlag', (value) => typeof value === 'boolean', 'must be true or false', { type: Boolean });
}

/** A list of at most `max` objects of this class, each checked by its own rules. */
export function ListOf(item: () => new () => object, options: { max: number }): PropertyDecorator {
  return applyDecorators(
    Type(item),
    ValidateNested({ each: true, message: 'each must be an object with known fields' }),
    check(
      'isListOf',
      // A list within the list would pass ValidateNested, which looks for objects at any depth of lists.
      (value) => Array.isArray(value) && value.length <= options.max && value.every(isPlainObject),
      `must be a list of at most ${options.max} objects`,
      // Swagger knows a class that is named later by the property's own name, `type`.
      { type: () => item(), isArray: true, maxItems: options.max },
    ),
  );
}

/**
 * A price, volume or amount: a JSON number, or the same as a string.
 *
 * A program that computes its prices in doubles sends 1.0950000000000002 for 1.095. A number (not a string, whose every
 * digit is meant) with more decimals than the house stores is therefore read with the 15 digits a double holds for sure.
 *
 * @param construct the constructor of src/money that knows the unit and its range
 */
export function IsQuantity(construct: (value: Decimal.Value) => Decimal): PropertyDecorator {
  const reasons = new WeakMap<object, string>();
  return applyDecorators(
    Transform(({ value }: TransformFnParams): unknown => {
      if (value === null || value === undefined) return value;
      if (typeof value !== 'number' && typeof value !== 'string') return value;
      if (typeof value === 'string' && !NUMBER.test(value)) return value;
      try {
        return construct(typeof value === 'number' ? withoutNoise(value) : value);
      } catch (error) {
        const refused = { refused: value };
        reasons.set(refused, error instanceof RangeError ? error.message : 'is not a number');
        return refused;
      }
    }),
    check(
      'isQuantity',
      (value) => value instanceof Decimal,
      (value) =>
        (typeof value === 'object' && value !== null ? reasons.get(value) : undefined) ?? 'must be a number',
      { type: Number },
    ),
  );
}

/** RFC 3339 with an offset: a time without a zone is refused, and so is 30 February. Becomes a Date. */
export function IsInstant(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: TransformFnParams): unknown => parseInstant(value) ?? value),
    check(
      'isInstant',
      (value) => value instanceof Date,
      'must be an RFC 3339 time with an offset, such as 2025-10-23T10:00:00Z',
      { type: String, format: 'date-time', example: '2025-10-23T10:00:00Z' },
    ),
  );
}

/** A whole number in a range, ends included. */
export function IsWhole(options: { min: number; max: number }): PropertyDecorator {
  return check(
    'isWhole',
    (value) =>
      typeof value === 'number' &&
      Number.isSafeInteger(value) &&
      value >= options.min &&
      value <= options.max,
    `must be a whole number from ${options.min} to ${options.max}`,
    { type: 'integer', minimum: options.min, maximum: options.max },
  );
}

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What the constructors of src/money take: most numbers as they are, without a decimal in between. */
function withoutNoise(value: number): number | string {
  return FEW_DECIMALS.test(String(value)) ? value : value.toPrecision(DOUBLE_DIGITS);
}

function parseInstant(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const match = INSTANT.exec(value);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined;
  if (Number(match[3]) > daysOf(year, Number(match[2]))) return undefined;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** @param month from 1; zero days in a month that does not exist */
function daysOf(year: number, month: number): number {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeapYear ? 29 : (DAYS[month - 1] ?? 0);
}

function check(
  name: string,
  holds: (value: unknown) => boolean,
  message: string | ((value: unknown) => string),
  schema: ApiPropertyOptions,
): PropertyDecorator {
  return applyDecorators(
    ApiProperty(schema),
    ValidateBy({
      name,
      validator: {
        validate: holds,
        defaultMessage: (context) => (typeof message === 'string' ? message : message(context?.value)),
      },
    }),
  );
}
