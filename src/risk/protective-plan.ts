import { type Decimal } from '../money/quantity';
import { type Denial, deny, isDenial } from './denial';
import { imposedStop } from './imposed-stop';
import { type Note, plain } from './ledger';
import { type LossPerLot, lossPerLot } from './loss-per-lot';
import { type RiskBudget } from './risk-budget';
import { type SizingRequest } from './sizing';
import { floorToGrid } from './step-grid';

/** A stop and what one lot loses there, or lots without a stop. */
export type ProtectivePlan =
  | { readonly stopLoss: Decimal; readonly loss: LossPerLot }
  | { readonly stopLoss: null; readonly lots: Decimal };

/**
 * Settles what protects the position: the signal's stop, or what the account's policy does about a signal without one.
 * A position without a stop is never opened under an equity floor: its loss could not be kept above it.
 */
export function protectivePlan(
  request: SizingRequest,
  budget: RiskBudget,
  note: Note,
): ProtectivePlan | Denial {
  const { stopLoss, policy, spec } = request;
  if (stopLoss !== null) return withStop(request, stopLoss, note);

  const { noStop } = policy;
  if (!noStop || noStop.kind === 'REFUSE') return deny('INVALID_STOPS', {});
  const wanted = noStop.kind === 'FIXED_LOTS' ? noStop.lots : (request.requestedVolume ?? noStop.lots);
  const lots = floorToGrid(wanted, spec);
  if (lots === null) {
    const numbers = {
      volume: plain(wanted),
      volume_min: plain(spec.volumeMin),
      limited_by: 'NO_STOP_POLICY',
    };
    return deny('VOLUME_BELOW_MINIMUM', numbers);
  }
  if (noStop.kind === 'FIXED_LOTS') {
    if (budget.headroom !== null) return deny('INVALID_STOPS', {});
    note('WITHOUT_STOP', { lots: plain(lots) });
    return { stopLoss: null, lots };
  }

  const lossAt = (stop: Decimal): LossPerLot | null => {
    const loss = lossTo(request, stop);
    return isDenial(loss) ? null : loss;
  };
  const stop = imposedStop(request, budget.money.dividedBy(lots), lossAt);
  if (stop === null) return deny('INVALID_STOPS', {});
  note('IMPOSED_STOP', {
    lots: plain(lots),
    risk_money: plain(budget.money),
    imposed_stop: plain(stop),
    currency: request.account.currency,
  });
  return withStop(request, stop, note);
}

function withStop(request: SizingRequest, stopLoss: Decimal, note: Note): ProtectivePlan | Denial {
  const loss = lossTo(request, stopLoss);
  if (isDenial(loss)) return loss;
  note('LOSS_PER_LOT', {
    entry: plain(request.entry),
    stop_loss: plain(stopLoss),
    ticks: plain(loss.ticks),
    tick_value: plain(loss.tickValue),
    basis: loss.basis,
    ...(loss.conversion && { rate: plain(loss.conversion.rate), path: loss.conversion.path }),
    ...(loss.commission.greaterThan(0) && { commission: plain(loss.commission) }),
    loss_per_lot: plain(loss.lossPerLot),
    currency: request.account.currency,
  });
  return { stopLoss, loss };
}

function lossTo(request: SizingRequest, stopLoss: Decimal): LossPerLot | Denial {
  const { spec, entry, account, quotes, policy } = request;
  const { commissionPerSide } = policy;
  const accountCurrency = account.currency;
  const loss = lossPerLot({ spec, entry, stopLoss, accountCurrency, quotes, commissionPerSide });
  return loss.outcome === 'denied' ? loss.denial : loss;
}
