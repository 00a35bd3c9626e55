import { IsOneOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { type RegistrationRequest } from '../registration';
import { type Language, LANGUAGES } from '../user';
import { IsEmailAddress, IsPassword, IsUsername } from './credential-fields';

/** `POST /auth/register`. There is no role to ask for: everybody is a trader with their own accounts. */
export class RegisterDto {
  @IsEmailAddress() readonly email!: string;
  @IsUsername() readonly username!: string;
  @IsPassword() readonly password!: string;
  /** The language of messages to this person; English when absent. */
  @MayBeAbsent() @IsOneOf(LANGUAGES) readonly language?: Language | null;
}

export function toRegistrationRequest(body: RegisterDto): RegistrationRequest {
  const { email, username, password, language } = body;
  return { email, username, password, language: language ?? 'en' };
}
