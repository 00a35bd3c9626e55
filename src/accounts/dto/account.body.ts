import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import { type Account, type HistoryProgress, type MarginMode, type Permissions } from '../account';

export interface PermissionsBody {
  readonly terminal_connected: boolean;
  readonly terminal_trade_allowed: boolean;
  readonly ea_trade_allowed: boolean;
  readonly account_trade_allowed: boolean;
  readonly account_trade_expert: boolean;
}

/** How much of its history a terminal has told: `progress` is a part of one. */
export interface HistoryBody {
  readonly complete: boolean;
  readonly deals_told: number;
  readonly deals_total: number;
  readonly progress: number;
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
  /** Null while no terminal has begun to tell its whole history. */
  readonly history: HistoryBody | null;
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
    history: account.history && historyBody(account.history),
    updated_at: account.stateReceivedAt.toISOString(),
  };
}

export function historyBody({ complete, dealsTold, dealsTotal }: HistoryProgress): HistoryBody {
  const told = Math.min(dealsTold, dealsTotal);
  const progress = complete || dealsTotal === 0 ? 1 : Math.floor((told / dealsTotal) * 1000) / 1000;
  return { complete, deals_told: dealsTold, deals_total: dealsTotal, progress };
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
