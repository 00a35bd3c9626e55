import { Decimal, floorToDigits } from '../money/quantity';
import { type Denial, deny, isDenial } from './denial';
import { type Note, plain } from './ledger';
import { type SizingBase, type SizingRequest } from './sizing';

/** Money that one position may lose at its stop, in the account's currency. */
export interface RiskBudget {
  readonly money: Decimal;
  /** What the account's floors leave, whatever a policy allows beyond the budget; null = they set no bound. */
  readonly headroom: Decimal | null;
}

/**
 *     riskMoney = floor(base × riskPercent ÷ 100)      to the currency's digits
 *               ≤ the fixed amount, when the mode is one
 *               × confidence, when it scales
 *               ≤ headroom = (min(equity, balance − openRisk) − floor) × headroomShare
 *
 * Headroom is what is left above the nearest equity floor once every open stop has been hit: the new stop may take
 * that and no more.
 */
export function riskBudget(request: SizingRequest, note: Note): RiskBudget | Denial {
  const { policy, account } = request;
  const { currency, currencyDigits: digits } = account;
  const base = sizingBase(request, note);
  if (isDenial(base)) return base;

  let budget = floorToDigits(base.times(policy.riskPercent).dividedBy(100), digits);
  note('RISK_MONEY', {
    risk_percent: plain(policy.riskPercent),
    base: plain(base),
    risk_money: plain(budget),
    currency,
  });
  if (policy.mode?.kind === 'FIXED_MONEY') {
    budget = floorToDigits(Decimal.min(budget, policy.mode.money), digits);
    note('FIXED_MONEY', { fixed_money: plain(policy.mode.money), risk_money: plain(budget), currency });
  }
  budget = scaledByConfidence(budget, request, note);

  const headroom = headroomOf(request);
  if (headroom !== null && isDenial(headroom)) return headroom;
  if (headroom?.lessThan(budget)) {
    budget = floorToDigits(headroom, digits);
    const floor = plain(request.context?.equityFloor ?? new Decimal(0));
    note('HEADROOM', { headroom: plain(headroom), floor, risk_money: plain(budget), currency });
  }
  if (budget.greaterThan(0)) return { money: budget, headroom };
  return deny('RISK_BUDGET_EXHAUSTED', { risk_money: plain(budget), base: plain(base), currency });
}

/** The amount of which a part is risked. */
export function sizingBase({ account, policy, context }: SizingRequest, note: Note): Decimal | Denial {
  const { balance, equity, currency } = account;
  let base = baseOf(policy.base, balance, equity);
  const values = { rule: policy.base, balance: plain(balance), equity: plain(equity), currency };
  if (policy.mode?.kind === 'PERCENT' && policy.mode.afterOpenRisk) {
    const openRisk = boundedOpenRisk(context?.openRisk ?? null);
    if (isDenial(openRisk)) return openRisk;
    base = base.minus(openRisk);
    note('BASE', { ...values, open_risk: plain(openRisk), base: plain(base) });
  } else {
    note('BASE', { ...values, base: plain(base) });
  }
  return base.greaterThan(0) ? base : deny('EQUITY_NOT_POSITIVE', { base: plain(base), currency });
}

function baseOf(base: SizingBase, balance: Decimal, equity: Decimal): Decimal {
  switch (base) {
    case 'MIN':
      return Decimal.min(balance, equity);
    case 'BALANCE':
      return balance;
    case 'EQUITY':
      return equity;
  }
}

/** factor = atZero + (1 − atZero) × confidence */
function scaledByConfidence(
  budget: Decimal,
  { policy, account, context }: SizingRequest,
  note: Note,
): Decimal {
  const atZero = policy.confidenceAtZero ?? null;
  if (atZero === null) return budget;
  const confidence = context?.confidence ?? null;
  const factor = atZero.plus(new Decimal(1).minus(atZero).times(confidence ?? 0));
  const scaled = floorToDigits(budget.times(factor), account.currencyDigits);
  note('CONFIDENCE', {
    ...(confidence && { confidence: plain(confidence) }),
    factor: plain(factor),
    risk_money: plain(scaled),
    currency: account.currency,
  });
  return scaled;
}

function headroomOf({ account, policy, context }: SizingRequest): Decimal | Denial | null {
  const floor = context?.equityFloor ?? null;
  if (floor === null) return null;
  const openRisk = boundedOpenRisk(context?.openRisk ?? null);
  if (isDenial(openRisk)) return openRisk;
  const worst = Decimal.min(account.equity, account.balance.minus(openRisk));
  return Decimal.max(worst.minus(floor), 0).times(policy.headroomShare ?? 1);
}

/** A position without a stop may lose anything: what is left after it cannot be computed. */
function boundedOpenRisk(
  risk: { readonly openRisk: Decimal; readonly unprotected: number } | null,
): Decimal | Denial {
  if (risk?.unprotected === 0) return risk.openRisk;
  return deny('AGGREGATE_RISK_EXCEEDED', { positions: risk === null ? 'unknown' : String(risk.unprotected) });
}
