import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import { type Account, type MarginMode, type Permissions } from '../account';

export interface PermissionsBody {
  readonly terminal_connected: boolean;
  readonly terminal_trade_allowed: boolean;
  readonly ea_trade_allowed: boolean;
  readonly account_trade_allowed: boolean;
  readonly account_trade_expert: boolean;
}

/** An account on the wire. */
export interface AccountBody {
  readonly account_id: string;
  readonly account_number: string;
  readonly broker: string;
  readonly server: string | null;
  readonly currency: string;
  readonly leverage: number | null;
  readonly margin_mode: MarginMode | null;
  readonly auto_trading: boolean;
  readonly permissions: PermissionsBody | null;
  readonly balance: number;
  readonly equity: number;
  readonly margin: number | null;
  readonly margin_free: number | null;
  readonly margin_level: number | null;
  readonly profit: number | null;
  readonly updated_at: string;
}

export function accountBody(account: Account): AccountBody {
  return {
    account_id: account.id,
    account_number: account.accountNumber,
    broker: account.broker,
    server: account.server,
    currency: account.currency,
    leverage: account.leverage,
    margin_mode: account.marginMode,
    auto_trading: account.autoTrading,
    permissions: account.permissions && permissionsBody(account.permissions),
    balance: toJsonNumber(account.balance),
    equity: toJsonNumber(account.equity),
    margin: toJsonNumberOrNull(account.margin),
    margin_free: toJsonNumberOrNull(account.marginFree),
    margin_level: toJsonNumberOrNull(account.marginLevel),
    profit: toJsonNumberOrNull(account.profit),
    updated_at: account.stateReceivedAt.toISOString(),
  };
}

function permissionsBody(permissions: Permissions): PermissionsBody {
  return {
    terminal_connected: permissions.terminalConnected,
    terminal_trade_allowed: permissions.terminalTradeAllowed,
    ea_trade_allowed: permissions.eaTradeAllowed,
    account_trade_allowed: permissions.accountTradeAllowed,
    account_trade_expert: permissions.accountTradeExpert,
  };
}
