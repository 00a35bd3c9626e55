import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../../platform/http/field-decorators';
import { type Credentials } from '../logins';
import { IsPassword, LowerCase } from './credential-fields';

/** `POST /auth/login`. The username may be the e-mail address instead. */
export class LoginDto {
  @LowerCase()
  @IsText({ max: 254 })
  @ApiProperty({ example: 'trader1', description: 'The username, or the e-mail address' })
  readonly username!: string;

  @IsPassword() readonly password!: string;
}

export function toCredentials({ username, password }: LoginDto): Credentials {
  return { name: username, password };
}
