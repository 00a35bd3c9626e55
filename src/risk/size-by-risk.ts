import { Decimal } from '../money/quantity';
import { type Denial, deny, isDenial } from './denial';
import { intendedVolume } from './intended-volume';
import { type Note, plain } from './ledger';
import { type LossPerLot } from './loss-per-lot';
import { type RiskBudget, sizingBase } from './risk-budget';
import { type SizingRequest } from './sizing';
import { floorQuotientToGrid, gridDecimals } from './step-grid';

/**
 *     volume = floor(min(riskMoney ÷ lossPerLot, the mode's own lots))     on the grid min + k × step
 *
 * A loss per lot of zero would allow any volume, so the division has its own refusal. A result below the minimum is
 * denied, or opened at the minimum within the bounds of the account's policy.
 */
export function sizeByRisk(
  budget: RiskBudget,
  { lossPerLot }: LossPerLot,
  request: SizingRequest,
  note: Note,
): Decimal | Denial {
  const { spec } = request;
  if (!lossPerLot.greaterThan(0)) {
    return deny('REFERENCE_DATA_MISSING', { symbol: spec.symbol, missing: 'loss_per_lot' });
  }
  const base = sizingBase(request, () => undefined);
  if (isDenial(base)) return base;
  const intended = intendedVolume(request, base, note);
  if (intended !== null && isDenial(intended)) return intended;

  const byRisk = budget.money.dividedBy(lossPerLot);
  const raw = intended ? Decimal.min(byRisk, intended) : byRisk;
  const sized = floorQuotientToGrid(raw, spec);
  if (sized === null) return belowMinimum(raw, budget, lossPerLot, request, note);
  note('SIZED', {
    risk_money: plain(budget.money),
    loss_per_lot: plain(lossPerLot),
    raw: plain(raw),
    step: plain(spec.volumeStep),
    sized: sized.toFixed(gridDecimals(spec)),
  });
  return sized;
}

/** Opens the minimum only where the policy says so, up to its multiple of the intended risk and within the headroom. */
function belowMinimum(
  raw: Decimal,
  budget: RiskBudget,
  lossPerLot: Decimal,
  { spec, account, policy }: SizingRequest,
  note: Note,
): Decimal | Denial {
  const { volumeMin } = spec;
  const { currency, currencyDigits } = account;
  const minimumRisk = volumeMin.times(lossPerLot).toDecimalPlaces(currencyDigits, Decimal.ROUND_UP);
  const upTo = policy.belowMinimum?.kind === 'MINIMUM_LOT' ? policy.belowMinimum.upTo : null;
  const tolerable = upTo !== null && volumeMin.lessThanOrEqualTo(raw.times(upTo));
  if (upTo === null || !tolerable || budget.headroom?.lessThan(minimumRisk)) {
    return deny('VOLUME_BELOW_MINIMUM', {
      risk_money: plain(budget.money),
      volume: plain(raw),
      volume_min: plain(volumeMin),
      minimum_risk: plain(minimumRisk),
      currency,
    });
  }
  note('MINIMUM_LOT', {
    raw: plain(raw),
    volume_min: plain(volumeMin),
    minimum_risk: plain(minimumRisk),
    up_to: plain(upTo),
    currency,
  });
  return volumeMin;
}
