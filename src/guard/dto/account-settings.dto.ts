import { IsFlag } from '../../platform/http/field-decorators';

/** `PATCH /accounts/{id}` */
export class AccountSettingsDto {
  /** Whether signals that name no account go to this one. */
  @IsFlag() readonly auto_trading!: boolean;
}

export interface AccountSettingsView {
  readonly account_id: string;
  readonly auto_trading: boolean;
}
