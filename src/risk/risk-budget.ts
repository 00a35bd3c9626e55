import { Decimal, floorToDigits } from '../money/quantity';
import { type Denial, deny } from './denial';
import { type LedgerStep, plain } from './ledger';
import { type SizingAccount, type SizingBase, type SizingPolicy } from './sizing';

/**
 * The money one position may lose at its stop, in the account's currency.
 *
 *     riskMoney = floor(base × riskPercent ÷ 100)      to the currency's digits
 */
export function riskBudget(
  account: SizingAccount,
  policy: SizingPolicy,
  note: (step: LedgerStep, values: Record<string, string>) => void,
): Decimal | Denial {
  const { balance, equity, currency, currencyDigits } = account;
  const base = baseOf(account, policy.base);
  note('BASE', {
    rule: policy.base,
    balance: plain(balance),
    equity: plain(equity),
    base: plain(base),
    currency,
  });
  if (!base.greaterThan(0)) return deny('EQUITY_NOT_POSITIVE', { base: plain(base), currency });

  const budget = floorToDigits(base.times(policy.riskPercent).dividedBy(100), currencyDigits);
  note('RISK_MONEY', {
    risk_percent: plain(policy.riskPercent),
    base: plain(base),
    risk_money: plain(budget),
    currency,
  });
  if (budget.greaterThan(0)) return budget;
  return deny('RISK_BUDGET_EXHAUSTED', { risk_money: plain(budget), base: plain(base), currency });
}

function baseOf({ balance, equity }: SizingAccount, base: SizingBase): Decimal {
  switch (base) {
    case 'MIN':
      return Decimal.min(balance, equity);
    case 'BALANCE':
      return balance;
    case 'EQUITY':
      return equity;
  }
}
