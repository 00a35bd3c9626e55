import { type Decimal } from '../money/quantity';
import { type Denial, deny } from './denial';
import { type SizingMode, type SizingRequest } from './sizing';
import { isPositive, missingReferenceData } from './symbol-spec';

/** Names the first input with which no honest volume can be computed; null when all are sound. */
export function impossibleInput(request: SizingRequest): Denial | null {
  const { account, policy, spec, context } = request;
  const bounded = (value: Decimal): boolean => value.isFinite() && value.abs().lessThan(1e12);
  const positive = (value: Decimal): boolean => isPositive(value) && value.lessThan(1e12);
  const whole = (value: number, min: number, max: number): boolean =>
    Number.isInteger(value) && value >= min && value <= max;

  const fields: readonly (readonly [string, Decimal | number | null, boolean])[] = [
    ['entry', request.entry, positive(request.entry)],
    ['stop_loss', request.stopLoss, request.stopLoss === null || positive(request.stopLoss)],
    [
      'volume',
      request.requestedVolume,
      request.requestedVolume === null || positive(request.requestedVolume),
    ],
    ['open_volume', request.openVolume, bounded(request.openVolume) && !request.openVolume.isNegative()],
    ['balance', account.balance, bounded(account.balance)],
    ['equity', account.equity, bounded(account.equity)],
    ['margin_free', account.marginFree, account.marginFree === null || bounded(account.marginFree)],
    ['currency_digits', account.currencyDigits, whole(account.currencyDigits, 0, 8)],
    ['confidence', context?.confidence ?? null, !context?.confidence || isPart(context.confidence)],
    ['equity_floor', context?.equityFloor ?? null, !context?.equityFloor || bounded(context.equityFloor)],
    [
      'open_risk',
      context?.openRisk?.openRisk ?? null,
      !context?.openRisk || (bounded(context.openRisk.openRisk) && !context.openRisk.openRisk.isNegative()),
    ],
    ['leverage', account.leverage, account.leverage === null || whole(account.leverage, 1, 10_000)],
  ];
  const field = fields.find(([, , sound]) => !sound);
  if (field) return deny('INPUT_OUT_OF_RANGE', { field: field[0], value: String(field[1]) });

  const { mode, belowMinimum, noStop } = policy;
  const settings: readonly (readonly [string, Decimal | null | undefined, boolean])[] = [
    ['risk_percent', policy.riskPercent, positive(policy.riskPercent) && policy.riskPercent.lte(100)],
    ['max_lots', policy.maxLots, policy.maxLots === null || positive(policy.maxLots)],
    ['margin_share', policy.marginShare, positive(policy.marginShare) && policy.marginShare.lte(1)],
    [
      'commission',
      policy.commissionPerSide,
      bounded(policy.commissionPerSide) && !policy.commissionPerSide.isNegative(),
    ],
    ...modeSettings(mode).map(([name, value]) => [name, value, positive(value)] as const),
    [
      'below_minimum',
      belowMinimum?.kind === 'MINIMUM_LOT' ? belowMinimum.upTo : null,
      belowMinimum?.kind !== 'MINIMUM_LOT' || (belowMinimum.upTo.gte(1) && belowMinimum.upTo.lte(10)),
    ],
    [
      'no_stop_lots',
      noStop && 'lots' in noStop ? noStop.lots : null,
      !noStop || noStop.kind === 'REFUSE' || positive(noStop.lots),
    ],
    [
      'confidence_at_zero',
      policy.confidenceAtZero,
      !policy.confidenceAtZero || isPart(policy.confidenceAtZero),
    ],
    [
      'headroom_share',
      policy.headroomShare,
      !policy.headroomShare || (isPositive(policy.headroomShare) && policy.headroomShare.lte(1)),
    ],
  ];
  const setting = settings.find(([, , sound]) => !sound);
  if (setting) return deny('RISK_SETTING_INVALID', { setting: setting[0], value: String(setting[1]) });

  const missing = missingReferenceData(spec);
  return missing === null ? null : deny('REFERENCE_DATA_MISSING', { symbol: spec.symbol, missing });
}

function isPart(value: Decimal): boolean {
  return value.isFinite() && !value.isNegative() && value.lte(1);
}

/** The numbers of a mode; all of them must be above zero. */
function modeSettings(mode: SizingMode | undefined): [string, Decimal][] {
  switch (mode?.kind) {
    case 'FIXED_MONEY':
      return [['mode.money', mode.money]];
    case 'FIXED_LOTS':
      return [['mode.lots', mode.lots]];
    case 'LOTS_PER_BALANCE':
      return [
        ['mode.lots', mode.lots],
        ['mode.per', mode.per],
      ];
    case 'SOURCE_MULTIPLIER':
      return [['mode.factor', mode.factor]];
    case undefined:
    case 'PERCENT':
    case 'SOURCE_EQUITY_RATIO':
      return [];
  }
}
