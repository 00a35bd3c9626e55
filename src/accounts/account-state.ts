import { type Decimal } from 'decimal.js';
import { type Account, type AccountState } from './account';

/** Every figure of a state, with null where nobody ever said. */
export type WholeState = Pick<
  Account,
  'balance' | 'equity' | 'margin' | 'marginFree' | 'marginLevel' | 'profit'
>;

/** A report over what was known: a figure that the terminal leaves out stays as it was. */
export function mergeState(known: WholeState | null, report: AccountState): WholeState {
  return {
    balance: report.balance,
    equity: report.equity,
    margin: report.margin ?? known?.margin ?? null,
    marginFree: report.marginFree ?? known?.marginFree ?? null,
    marginLevel: report.marginLevel ?? known?.marginLevel ?? null,
    profit: report.profit ?? known?.profit ?? null,
  };
}

export function sameState(one: WholeState, other: WholeState): boolean {
  return (
    same(one.balance, other.balance) &&
    same(one.equity, other.equity) &&
    same(one.margin, other.margin) &&
    same(one.marginFree, other.marginFree) &&
    same(one.marginLevel, other.marginLevel) &&
    same(one.profit, other.profit)
  );
}

function same(one: Decimal | null, other: Decimal | null): boolean {
  return one === null || other === null ? one === other : one.equals(other);
}
