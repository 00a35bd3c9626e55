import { Decimal } from '../money/quantity';
import { type Denial, deny } from './denial';
import { plain } from './ledger';
import { type MarginPerLot } from './required-margin';
import { type SizingRequest } from './sizing';
import { floorToGrid, gridDecimals, type VolumeGrid } from './step-grid';

/** Something that may lower a volume, in lots, with the numbers by which the ledger names it. */
export interface VolumeCap {
  readonly by: 'REQUESTED' | 'ACCOUNT_MAXIMUM' | 'SYMBOL_MAXIMUM' | 'VOLUME_LIMIT' | 'MARGIN';
  readonly lots: Decimal;
  readonly numbers: Readonly<Record<string, string>>;
  /** What is said when the cap leaves less than the broker's minimum. */
  readonly denial?: Denial;
}

export type LimitedVolume = { readonly steps: readonly Readonly<Record<string, string>>[] } & (
  | { readonly outcome: 'limited'; readonly volume: Decimal }
  | { readonly outcome: 'denied'; readonly denial: Denial }
);

/** Everything that may lower a sized volume, in the order in which it is applied. */
export function volumeCaps(request: SizingRequest, margin: MarginPerLot): VolumeCap[] {
  const { requestedVolume, policy, spec, openVolume, account } = request;
  const caps: VolumeCap[] = [];
  if (requestedVolume) {
    caps.push({
      by: 'REQUESTED',
      lots: requestedVolume,
      numbers: { requested: requestedVolume.toFixed(Math.max(requestedVolume.dp(), gridDecimals(spec))) },
    });
  }
  if (policy.maxLots) {
    caps.push({
      by: 'ACCOUNT_MAXIMUM',
      lots: policy.maxLots,
      numbers: { account_maximum: plain(policy.maxLots) },
    });
  }
  const symbolMaximum = Decimal.min(spec.volumeMax, 1e6);
  caps.push({
    by: 'SYMBOL_MAXIMUM',
    lots: symbolMaximum,
    numbers: { symbol_maximum: plain(symbolMaximum) },
  });
  if (spec.volumeLimit.greaterThan(0)) {
    const left = Decimal.max(spec.volumeLimit.minus(openVolume), 0);
    const numbers = { volume_limit: plain(spec.volumeLimit), left: plain(left) };
    const { symbol } = spec;
    const denial = deny('VOLUME_LIMIT_REACHED', {
      symbol,
      open_volume: plain(openVolume),
      volume_limit: plain(spec.volumeLimit),
    });
    caps.push({ by: 'VOLUME_LIMIT', lots: left, numbers, denial });
  }
  if (margin.outcome === 'known' && account.marginFree) {
    const available = Decimal.max(account.marginFree.times(policy.marginShare), 0);
    const carried = available.dividedBy(margin.perLot);
    const denial = deny('MARGIN_INSUFFICIENT', {
      volume: plain(spec.volumeMin),
      required: plain(margin.perLot.times(spec.volumeMin).toDecimalPlaces(2, Decimal.ROUND_UP)),
      available: plain(available),
      currency: account.currency,
    });
    caps.push({ by: 'MARGIN', lots: carried, numbers: { margin_lots: plain(carried) }, denial });
  }
  return caps;
}

/** Lowers a volume under each cap in turn, and denies what falls below the broker's minimum. */
export function limitVolume(sized: Decimal, caps: readonly VolumeCap[], grid: VolumeGrid): LimitedVolume {
  const steps: Record<string, string>[] = [];
  let volume = sized;
  for (const cap of caps) {
    if (cap.lots.greaterThanOrEqualTo(volume)) continue;
    const lowered = floorToGrid(cap.lots, grid);
    if (lowered === null) {
      const numbers = { volume: plain(cap.lots), volume_min: plain(grid.volumeMin), limited_by: cap.by };
      return { outcome: 'denied', denial: cap.denial ?? deny('VOLUME_BELOW_MINIMUM', numbers), steps };
    }
    volume = lowered;
    steps.push({ ...cap.numbers, limited_by: cap.by, volume: volume.toFixed(gridDecimals(grid)) });
  }
  return { outcome: 'limited', volume, steps };
}
