import { Decimal, lots, money, type Money } from '../money/quantity';
import { type Denial, deny, isDenial } from './denial';
import { type LedgerEntry, type LedgerStep, plain } from './ledger';
import { type LossPerLot, lossPerLot } from './loss-per-lot';
import { type MarginPerLot, requiredMarginPerLot } from './required-margin';
import { riskBudget } from './risk-budget';
import { type Sizing, type SizingRequest } from './sizing';
import { impossibleInput } from './sizing-input';
import { floorQuotientToGrid, gridDecimals } from './step-grid';
import { limitVolume, volumeCaps } from './volume-caps';

type Note = (step: LedgerStep, values: Record<string, string>) => void;

/**
 * Sizes a position so that hitting its stop loss costs at most the allowed part of the account.
 *
 *     riskMoney  = floor(base × riskPercent ÷ 100)                       to the currency's digits
 *     lossPerLot = |entry − stopLoss| ÷ tickSize × tickValue + 2 × commission
 *     volume     = floor(riskMoney ÷ lossPerLot)                         on the grid min + k × step
 *
 * then lowered, never raised, by what was requested, the account's and the symbol's maximum, the symbol's volume limit
 * and the free margin. A volume below the broker's minimum is denied. Every step is kept in the ledger.
 * Source: EarnForex Position Sizer; MQL5 reference.
 */
export function sizePosition(request: SizingRequest): Sizing {
  const ledger: LedgerEntry[] = [];
  const note: Note = (step, values) => void ledger.push({ step, values });
  const result = compute(request, note);
  if (!isDenial(result)) return { ...result, ledger };
  return { outcome: 'denied', reason: result.code, numbers: result.numbers, ledger };
}

type Sized = Omit<Extract<Sizing, { outcome: 'sized' }>, 'ledger'>;

function compute(request: SizingRequest, note: Note): Sized | Denial {
  const { account, spec, policy, requestedVolume } = request;
  const impossible = impossibleInput(request) ?? misplacedStop(request);
  if (impossible) return impossible;
  noteSpecification(request, note);

  const budget = riskBudget(account, policy, note);
  if (isDenial(budget)) return budget;
  const loss = lossOf(request, note);
  if (isDenial(loss)) return loss;
  const sized = sizeByRisk(budget, loss.lossPerLot, request, note);
  if (isDenial(sized)) return sized;

  const margin = marginPerLotOf(request);
  const limited = limitVolume(sized, volumeCaps(request, margin), spec);
  for (const values of limited.steps) note('LIMIT', values);
  if (limited.outcome === 'denied') return limited.denial;
  const { volume } = limited;

  const decimals = gridDecimals(spec);
  const riskAtStop = loss.lossPerLot.times(volume).toDecimalPlaces(account.currencyDigits);
  const marginMoney = noteMargin(request, margin, volume, note);
  note('VOLUME', {
    sized: sized.toFixed(decimals),
    ...(requestedVolume && { requested: plain(requestedVolume) }),
    volume: volume.toFixed(decimals),
    risk_at_stop: plain(riskAtStop),
    currency: account.currency,
  });
  return {
    outcome: 'sized',
    volume: lots(volume),
    riskMoney: money(riskAtStop),
    riskBudget: money(budget),
    lossPerLot: loss.lossPerLot,
    margin: marginMoney,
  };
}

function misplacedStop({ side, entry, stopLoss }: SizingRequest): Denial | null {
  if (stopLoss === null) return deny('INVALID_STOPS', {});
  const placed = side === 'BUY' ? stopLoss.lessThan(entry) : stopLoss.greaterThan(entry);
  return placed ? null : deny('INVALID_STOPS', { side, entry: plain(entry), stop_loss: plain(stopLoss) });
}

function noteSpecification({ spec, specSource }: SizingRequest, note: Note): void {
  note(specSource === 'CATALOGUE' ? 'CATALOGUE_SPECIFICATION' : 'SPECIFICATION', {
    symbol: spec.symbol,
    calc_mode: spec.calcMode,
    contract_size: plain(spec.contractSize),
    tick_size: plain(spec.tickSize),
    tick_value_loss: plain(spec.tickValueLoss),
  });
}

function lossOf(request: SizingRequest, note: Note): LossPerLot | Denial {
  const { spec, entry, stopLoss, account, quotes, policy } = request;
  if (stopLoss === null) return deny('INVALID_STOPS', {});
  const { currency } = account;
  const loss = lossPerLot({
    spec,
    entry,
    stopLoss,
    accountCurrency: currency,
    quotes,
    commissionPerSide: policy.commissionPerSide,
  });
  if (loss.outcome === 'denied') return loss.denial;
  note('LOSS_PER_LOT', {
    entry: plain(entry),
    stop_loss: plain(stopLoss),
    ticks: plain(loss.ticks),
    tick_value: plain(loss.tickValue),
    basis: loss.basis,
    ...(loss.conversion && { rate: plain(loss.conversion.rate), path: loss.conversion.path }),
    ...(loss.commission.greaterThan(0) && { commission: plain(loss.commission) }),
    loss_per_lot: plain(loss.lossPerLot),
    currency,
  });
  return loss;
}

/** The division: a loss per lot of zero would allow any volume, so it has its own refusal. */
function sizeByRisk(
  budget: Decimal,
  perLot: Decimal,
  { spec, account }: SizingRequest,
  note: Note,
): Decimal | Denial {
  if (!perLot.greaterThan(0)) {
    return deny('REFERENCE_DATA_MISSING', { symbol: spec.symbol, missing: 'loss_per_lot' });
  }
  const raw = budget.dividedBy(perLot);
  const sized = floorQuotientToGrid(raw, spec);
  if (sized === null) {
    const minimumRisk = spec.volumeMin
      .times(perLot)
      .toDecimalPlaces(account.currencyDigits, Decimal.ROUND_UP);
    return deny('VOLUME_BELOW_MINIMUM', {
      risk_money: plain(budget),
      volume: plain(raw),
      volume_min: plain(spec.volumeMin),
      minimum_risk: plain(minimumRisk),
      currency: account.currency,
    });
  }
  note('SIZED', {
    risk_money: plain(budget),
    loss_per_lot: plain(perLot),
    raw: plain(raw),
    step: plain(spec.volumeStep),
    sized: sized.toFixed(gridDecimals(spec)),
  });
  return sized;
}

function marginPerLotOf({ spec, side, entry, account, quotes }: SizingRequest): MarginPerLot {
  const { leverage, currency: accountCurrency } = account;
  return requiredMarginPerLot({ spec, side, price: entry, leverage, accountCurrency, quotes });
}

function noteMargin(
  { account, policy }: SizingRequest,
  margin: MarginPerLot,
  volume: Decimal,
  note: Note,
): Money | null {
  if (margin.outcome === 'unchecked') {
    note('MARGIN_UNCHECKED', { reason: margin.reason });
    return null;
  }
  const required = margin.perLot.times(volume).toDecimalPlaces(account.currencyDigits, Decimal.ROUND_UP);
  if (account.marginFree === null) {
    note('MARGIN_UNCHECKED', { reason: 'FREE_MARGIN_UNKNOWN', margin: plain(required) });
  } else {
    note('MARGIN', {
      margin: plain(required),
      available: plain(account.marginFree.times(policy.marginShare)),
      rate: plain(margin.rate),
      rate_assumed: String(margin.rateAssumed),
      currency: account.currency,
    });
  }
  return required.lessThan(1e12) ? money(required) : null;
}
