import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, ValidateBy } from 'class-validator';
import { IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { type Language, LANGUAGES, type Preferences } from '../user';

/** A zone has a name; an offset would be wrong half of the year. */
const ZONE = /^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/;

/** `PATCH /auth/me`: what is absent stays as it is; null goes back to what the browser and the accounts have. */
export class ChangeProfileDto {
  @MayBeAbsent() @IsOneOf(LANGUAGES) readonly language?: Language | null;
  @IsTimeZone() @MayBeAbsent() readonly time_zone?: string | null;
  @IsCurrency() @MayBeAbsent() readonly currency?: string | null;
}

export function toPreferences({ language, time_zone: timeZone, currency }: ChangeProfileDto): Preferences {
  return {
    ...(language ? { language } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function IsTimeZone(): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'isTimeZone',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && ZONE.test(value) && isKnown(value),
        defaultMessage: () => 'must be the name of a time zone, such as Europe/Paris',
      },
    }),
    ApiProperty({ type: String, maxLength: 64, example: 'Europe/Paris' }),
  );
}

function IsCurrency(): PropertyDecorator {
  return applyDecorators(
    Matches(/^[A-Z]{3}$/, { message: 'must be the three letters of a currency, such as EUR' }),
    ApiProperty({ type: String, pattern: '^[A-Z]{3}$', example: 'EUR' }),
  );
}

function isKnown(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
