import { Decimal } from '../money/quantity';
import { type Denial, deny, isDenial } from './denial';
import { type Note, plain } from './ledger';
import { type SizingRequest } from './sizing';
import { isPositive } from './symbol-spec';

/**
 * The lots a mode names by itself, before risk and limits have their say; null for the modes that go by risk alone.
 *
 *     FIXED_LOTS           lots
 *     LOTS_PER_BALANCE     floor(base ÷ per) × lots
 *     SOURCE_MULTIPLIER    source lots × factor × source contract ÷ own contract
 *     SOURCE_EQUITY_RATIO  source lots × equity ÷ source equity × source contract ÷ own contract
 */
export function intendedVolume(request: SizingRequest, base: Decimal, note: Note): Decimal | Denial | null {
  const { policy, account, context } = request;
  const { mode } = policy;
  switch (mode?.kind) {
    case undefined:
    case 'PERCENT':
    case 'FIXED_MONEY':
      return null;
    case 'FIXED_LOTS':
      note('INTENDED_LOTS', { intended: plain(mode.lots) });
      return mode.lots;
    case 'LOTS_PER_BALANCE': {
      const intended = base.dividedBy(mode.per).floor().times(mode.lots);
      note('INTENDED_LOTS', {
        lots_per: plain(mode.lots),
        per: plain(mode.per),
        base: plain(base),
        intended: plain(intended),
        currency: account.currency,
      });
      return intended;
    }
    case 'SOURCE_MULTIPLIER': {
      const source = sourceLots(request);
      if (isDenial(source)) return source;
      const intended = source.lots.times(mode.factor).times(source.contractRatio);
      note('INTENDED_LOTS', {
        source_volume: plain(source.lots),
        factor: plain(mode.factor),
        contract_ratio: plain(source.contractRatio),
        intended: plain(intended),
      });
      return intended;
    }
    case 'SOURCE_EQUITY_RATIO': {
      const source = sourceLots(request);
      if (isDenial(source)) return source;
      const equity = context?.source?.equity;
      if (!isPositive(equity)) return deny('SOURCE_TRADE_MISSING', { missing: 'equity' });
      const intended = source.lots.times(account.equity).dividedBy(equity).times(source.contractRatio);
      note('INTENDED_LOTS', {
        source_volume: plain(source.lots),
        equity: plain(account.equity),
        source_equity: plain(equity),
        contract_ratio: plain(source.contractRatio),
        intended: plain(intended),
      });
      return intended;
    }
  }
}

/** Lots are contracts: one lot of 100 ounces copies as ten lots of 10. */
function sourceLots({
  context,
  spec,
}: SizingRequest): { readonly lots: Decimal; readonly contractRatio: Decimal } | Denial {
  const source = context?.source;
  if (!source || !isPositive(source.volume)) return deny('SOURCE_TRADE_MISSING', { missing: 'volume' });
  const { contractSize } = source;
  if (contractSize === null) return { lots: source.volume, contractRatio: new Decimal(1) };
  if (!isPositive(contractSize)) return deny('SOURCE_TRADE_MISSING', { missing: 'contract_size' });
  return { lots: source.volume, contractRatio: contractSize.dividedBy(spec.contractSize) };
}
