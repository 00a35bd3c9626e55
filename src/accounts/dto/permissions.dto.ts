import { IsFlag } from '../../platform/http/field-decorators';
import { type Permissions } from '../account';

/** What the terminal, its EA and the broker allow, on the wire. */
export class PermissionsDto {
  @IsFlag() readonly terminal_connected!: boolean;
  /** The terminal's AutoTrading button. */
  @IsFlag() readonly terminal_trade_allowed!: boolean;
  /** The EA's own "allow algo trading". */
  @IsFlag() readonly ea_trade_allowed!: boolean;
  /** False with an investor's password. */
  @IsFlag() readonly account_trade_allowed!: boolean;
  /** False where the broker forbids EAs. */
  @IsFlag() readonly account_trade_expert!: boolean;
}

export function toPermissions(dto: PermissionsDto): Permissions {
  return {
    terminalConnected: dto.terminal_connected,
    terminalTradeAllowed: dto.terminal_trade_allowed,
    eaTradeAllowed: dto.ea_trade_allowed,
    accountTradeAllowed: dto.account_trade_allowed,
    accountTradeExpert: dto.account_trade_expert,
  };
}
