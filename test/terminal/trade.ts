import { type Decimal } from 'decimal.js';
import { type Lots, type Money, type Price } from '../../src/money/quantity';
import { type Side } from './account-math';

export type MarginMode = 'HEDGING' | 'NETTING';
export type DealReason = 'EXPERT' | 'CLIENT' | 'SL' | 'TP' | 'SO';

export interface AccountFacts {
  readonly number: string;
  readonly broker: string;
  readonly server: string;
  readonly name: string;
  readonly currency: string;
  readonly currencyDigits: number;
  readonly leverage: number;
  readonly marginMode: MarginMode;
}

export interface Position {
  /** Changes when a netting position turns round; the identifier never does. */
  readonly ticket: string;
  readonly identifier: string;
  readonly symbol: string;
  readonly side: Side;
  readonly volume: Lots;
  readonly openPrice: Price;
  readonly stopLoss: Price | null;
  readonly takeProfit: Price | null;
  readonly margin: Money;
  readonly swap: Money;
  readonly commission: Money;
  readonly magic: string;
  readonly comment: string;
  readonly openedAt: Date;
}

export interface Deal {
  readonly ticket: string;
  readonly order: string;
  readonly position: string;
  readonly symbol: string;
  readonly side: Side;
  readonly entry: 'IN' | 'OUT' | 'INOUT';
  readonly volume: Lots;
  readonly price: Price;
  readonly profit: Money;
  readonly swap: Money;
  readonly commission: Money;
  readonly magic: string;
  readonly comment: string;
  readonly reason: DealReason;
  readonly at: Date;
}

/** A trade that the broker has accepted, at the price at which it happens. */
export interface Fill {
  readonly symbol: string;
  readonly side: Side;
  readonly volume: Decimal;
  readonly price: Price;
  /** The position to reduce; without one a hedging account opens another position. */
  readonly position?: Position | undefined;
  readonly stopLoss?: Price | null | undefined;
  readonly takeProfit?: Price | null | undefined;
  readonly magic: string;
  readonly comment: string;
  readonly reason: DealReason;
}

export interface AccountState {
  readonly balance: Money;
  readonly equity: Money;
  readonly margin: Money;
  readonly marginFree: Money;
  /** Equity in percent of the margin; 0 while nothing is bound. */
  readonly marginLevel: Decimal;
  readonly profit: Money;
}
