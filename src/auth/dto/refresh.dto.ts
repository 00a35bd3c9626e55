import { IsText, MayBeAbsent } from '../../platform/http/field-decorators';

/** Longer than any of ours; a wrong one is refused as such, whatever it looks like. */
const MOST = { max: 2048 };

/** `POST /auth/refresh`. */
export class RefreshDto {
  @IsText(MOST) readonly refresh_token!: string;
}

/** `POST /auth/logout`. Without a refresh token every login of the caller ends. */
export class LogoutDto {
  @MayBeAbsent() @IsText(MOST) readonly refresh_token?: string | null;
}
