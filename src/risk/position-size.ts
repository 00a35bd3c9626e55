import { lots, money } from '../money/quantity';
import { type Denial, deny, isDenial } from './denial';
import { type LedgerEntry, type Note, plain } from './ledger';
import { marginOf, noteMargin } from './margin-note';
import { protectivePlan } from './protective-plan';
import { riskBudget } from './risk-budget';
import { sizeByRisk } from './size-by-risk';
import { type Sizing, type SizingRequest } from './sizing';
import { impossibleInput } from './sizing-input';
import { gridDecimals } from './step-grid';
import { limitVolume, volumeCaps } from './volume-caps';

type Sized = Omit<Extract<Sizing, { outcome: 'sized' }>, 'ledger'>;

/**
 * Sizes a position so that hitting its stop loss costs at most the allowed part of the account.
 *
 *     riskMoney  = floor(base × riskPercent ÷ 100)                       to the currency's digits
 *     lossPerLot = |entry − stopLoss| ÷ tickSize × tickValue + 2 × commission
 *     volume     = floor(riskMoney ÷ lossPerLot)                         on the grid min + k × step
 *
 * then lowered, never raised, by the mode's own lots, by what was requested, the account's and the symbol's maximum,
 * the symbol's volume limit and the free margin. A volume below the broker's minimum is denied, unless the policy opens
 * the minimum. Every step is kept in the ledger.
 * Source: EarnForex Position Sizer; MQL5 reference.
 */
export function sizePosition(request: SizingRequest): Sizing {
  const ledger: LedgerEntry[] = [];
  const note: Note = (step, values) => void ledger.push({ step, values });
  const result = compute(request, note);
  if (!isDenial(result)) return { ...result, ledger };
  return { outcome: 'denied', reason: result.code, numbers: result.numbers, ledger };
}

function compute(request: SizingRequest, note: Note): Sized | Denial {
  const { account, spec, requestedVolume } = request;
  const impossible = impossibleInput(request) ?? misplacedStop(request);
  if (impossible) return impossible;
  noteSpecification(request, note);

  const budget = riskBudget(request, note);
  if (isDenial(budget)) return budget;
  const plan = protectivePlan(request, budget, note);
  if (isDenial(plan)) return plan;
  const sized = 'lots' in plan ? plan.lots : sizeByRisk(budget, plan.loss, request, note);
  if (isDenial(sized)) return sized;

  const margin = marginOf(request);
  const limited = limitVolume(sized, volumeCaps(request, margin), spec);
  for (const values of limited.steps) note('LIMIT', values);
  if (limited.outcome === 'denied') return limited.denial;
  const { volume } = limited;

  const marginMoney = noteMargin(request, margin, volume, note);
  const lossPerLot = 'lots' in plan ? null : plan.loss.lossPerLot;
  const riskAtStop = lossPerLot?.times(volume).toDecimalPlaces(account.currencyDigits) ?? null;
  const decimals = gridDecimals(spec);
  note('VOLUME', {
    sized: sized.toFixed(decimals),
    ...(requestedVolume && { requested: plain(requestedVolume) }),
    volume: volume.toFixed(decimals),
    ...(riskAtStop && { risk_at_stop: plain(riskAtStop) }),
    currency: account.currency,
  });
  return {
    outcome: 'sized',
    volume: lots(volume),
    stopLoss: plan.stopLoss,
    riskMoney: riskAtStop && money(riskAtStop),
    riskBudget: money(budget.money),
    lossPerLot,
    margin: marginMoney,
  };
}

function misplacedStop({ side, entry, stopLoss }: SizingRequest): Denial | null {
  if (stopLoss === null) return null;
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
