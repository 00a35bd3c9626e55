import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, type TransformFnParams } from 'class-transformer';
import { Matches, ValidateBy } from 'class-validator';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../password-rules';

const USERNAME = /^[a-z0-9][a-z0-9._-]{2,63}$/;
/** What a client may send: it is put into lower case before it is looked at. */
const ANY_CASE = '^[A-Za-z0-9][A-Za-z0-9._-]{2,63}$';
// What a person can receive mail at, not all that RFC 5321 allows: one @, no spaces, no quotes, a domain with a dot.
const EMAIL =
  /^(?=.{3,254}$)[^\s@"<>(),;:\\[\]\p{Cc}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;
/** In units of UTF-16: a bound on what is hashed. How long a new password may be is counted in characters. */
const MOST_UNITS = 2 * LONGEST_PASSWORD;
const LONE_SURROGATE = /\p{Cs}/u;

/** A username: read in lower case, so that no two names differ by their case only. */
export function IsUsername(): PropertyDecorator {
  return applyDecorators(
    LowerCase(),
    Matches(USERNAME, {
      message: 'must be 3 to 64 letters, digits or . _ -, and begin with a letter or digit',
    }),
    ApiProperty({ type: String, minLength: 3, maxLength: 64, pattern: ANY_CASE, example: 'trader1' }),
  );
}

/** An e-mail address, in lower case. */
export function IsEmailAddress(): PropertyDecorator {
  return applyDecorators(
    LowerCase(),
    Matches(EMAIL, { message: 'must be an e-mail address' }),
    ApiProperty({ type: String, format: 'email', maxLength: 254, example: 'trader@example.com' }),
  );
}

/** A password: taken exactly as it was typed. Whether it is a good one is for the password rules to say. */
export function IsPassword(): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'isPassword',
      validator: {
        validate: (value: unknown) =>
          typeof value === 'string' &&
          value.length >= 1 &&
          value.length <= MOST_UNITS &&
          !LONE_SURROGATE.test(value),
        defaultMessage: () => `must be text of at most ${LONGEST_PASSWORD} characters`,
      },
    }),
    ApiProperty({
      type: String,
      format: 'password',
      minLength: SHORTEST_PASSWORD,
      maxLength: LONGEST_PASSWORD,
      example: 'SecurePassword123!',
    }),
  );
}

/** Reads a text in lower case, without the spaces that a copied one has around it. */
export function LowerCase(): PropertyDecorator {
  return Transform(({ value }: TransformFnParams): unknown =>
    typeof value === 'string' ? value.trim().toLowerCase() : value,
  );
}
