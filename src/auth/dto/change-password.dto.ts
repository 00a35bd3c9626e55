import { type PasswordChangeRequest } from '../password-change';
import { IsPassword } from './credential-fields';

/** `POST /auth/password`. */
export class ChangePasswordDto {
  @IsPassword() readonly current_password!: string;
  @IsPassword() readonly new_password!: string;
}

export function toPasswordChange(body: ChangePasswordDto): PasswordChangeRequest {
  return { currentPassword: body.current_password, newPassword: body.new_password };
}
