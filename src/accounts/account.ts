import { type Decimal } from 'decimal.js';
import { type Money } from '../money/quantity';

export const MARGIN_MODES = ['HEDGING', 'NETTING', 'EXCHANGE'] as const;
export type MarginMode = (typeof MARGIN_MODES)[number];

/** What stands between a terminal and a trade; every one of them must be true. */
export interface Permissions {
  readonly terminalConnected: boolean;
  readonly terminalTradeAllowed: boolean;
  readonly eaTradeAllowed: boolean;
  readonly accountTradeAllowed: boolean;
  readonly accountTradeExpert: boolean;
}

/** An account's money at one moment, as its terminal reports it. What a report leaves out stays as it was. */
export interface AccountState {
  readonly balance: Money;
  readonly equity: Money;
  readonly margin?: Money | null | undefined;
  readonly marginFree?: Money | null | undefined;
  /** In percent: equity ÷ margin × 100; 0 or null without open positions. */
  readonly marginLevel?: Decimal | null | undefined;
  /** Floating profit of the open positions. */
  readonly profit?: Money | null | undefined;
}

/** How much of an account's history its terminal has told, from the beginning on. */
export interface HistoryProgress {
  /** By the broker's clock, without a zone; null before the first deal. */
  readonly toldUntil: string | null;
  /** How many deals the terminal holds, and how many of them it has told. */
  readonly dealsTotal: number;
  readonly dealsTold: number;
  readonly complete: boolean;
}

/** A trading account at a broker. */
export interface Account {
  readonly id: string;
  readonly userId: string;
  readonly accountNumber: string;
  readonly broker: string;
  readonly server: string | null;
  readonly name: string | null;
  readonly currency: string;
  readonly currencyDigits: number;
  readonly marginMode: MarginMode | null;
  readonly leverage: number | null;
  /** Whether signals that name no account go to this one. */
  readonly autoTrading: boolean;
  /** Null for a seed client, which reports none. */
  readonly permissions: Permissions | null;
  readonly balance: Money;
  readonly equity: Money;
  readonly margin: Money | null;
  readonly marginFree: Money | null;
  readonly marginLevel: Decimal | null;
  readonly profit: Money | null;
  /** The terminal's own time of the state above, if it said one since it connected. */
  readonly stateReportedAt: Date | null;
  /** When this server learnt of it. */
  readonly stateReceivedAt: Date;
  /** Broker time minus UTC. */
  readonly brokerUtcOffsetSeconds: number | null;
  /** Null: no terminal has begun to tell its whole history. */
  readonly history: HistoryProgress | null;
  readonly createdAt: Date;
}

/** An account as it is under its lock. */
export interface HeldAccount extends Account {
  /** When the account's curve was last looked after. */
  readonly snapshotTakenAt: Date | null;
}

/** An account as far as it matters for finding out where a signal goes. */
export type AddressableAccount = Pick<
  Account,
  'id' | 'userId' | 'accountNumber' | 'autoTrading' | 'equity' | 'brokerUtcOffsetSeconds'
>;

/** What a terminal says of its account when it connects. */
export interface AccountFacts extends AccountState {
  readonly accountNumber: string;
  readonly broker: string;
  readonly currency: string;
  readonly server?: string | undefined;
  readonly name?: string | undefined;
  readonly currencyDigits?: number | undefined;
  readonly marginMode?: MarginMode | undefined;
  readonly leverage?: number | undefined;
  readonly permissions?: Permissions | undefined;
  readonly brokerUtcOffsetSeconds?: number | undefined;
}

/** Where a report of an account's state comes from. */
export interface StateReport {
  readonly sessionId: string;
  /** The terminal's time; compared only with other reports of the same connection. Absent = now. */
  readonly reportedAt?: Date | undefined;
  readonly permissions?: Permissions | undefined;
  readonly brokerUtcOffsetSeconds?: number | undefined;
}
