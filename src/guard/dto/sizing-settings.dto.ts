import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { type Decimal } from 'decimal.js';
import { IsFlag, IsOneOf, IsQuantity, MayBeAbsent } from '../../platform/http/field-decorators';
import { toJsonNumber, toJsonNumberOrNull } from '../../platform/http/json-number';
import {
  type BelowMinimumPolicy,
  type NoStopPolicy,
  type SizingBase,
  type SizingMode,
} from '../../risk/sizing';
import { type SizingSettings } from '../risk-profile';
import { aboveZero, within } from './bounds';
import { SettingMissingError } from '../guard.errors';

const MODES = [
  'PERCENT',
  'FIXED_MONEY',
  'FIXED_LOTS',
  'LOTS_PER_BALANCE',
  'SOURCE_MULTIPLIER',
  'SOURCE_EQUITY_RATIO',
] as const;
const BASES = ['MIN', 'BALANCE', 'EQUITY'] as const;
const LARGEST_LOTS = 1e6;
const LARGEST_MONEY = 1e9;

/** What a volume is made from; `risk_percent` bounds it whatever the mode. */
class SizingModeDto {
  @IsOneOf(MODES) readonly kind!: SizingMode['kind'];

  /** PERCENT: of what the base leaves when every open stop has been hit. */
  @IsFlag() @MayBeAbsent() readonly after_open_risk?: boolean | null;
  /** FIXED_MONEY: what the stop may cost, in the account's currency. */
  @IsQuantity(aboveZero(LARGEST_MONEY)) @MayBeAbsent() readonly money?: Decimal | null;
  /** FIXED_LOTS, LOTS_PER_BALANCE. */
  @IsQuantity(aboveZero(LARGEST_LOTS)) @MayBeAbsent() readonly lots?: Decimal | null;
  /** LOTS_PER_BALANCE: `lots` for every full `per` of the base. */
  @IsQuantity(aboveZero(LARGEST_MONEY)) @MayBeAbsent() readonly per?: Decimal | null;
  /** SOURCE_MULTIPLIER: the source's lots times this. */
  @IsQuantity(aboveZero(1000)) @MayBeAbsent() readonly factor?: Decimal | null;
}

/** What becomes of a volume below the broker's minimum. */
class BelowMinimumDto {
  @IsOneOf(['SKIP', 'MINIMUM_LOT']) readonly kind!: BelowMinimumPolicy['kind'];
  /** MINIMUM_LOT: opened when it risks at most so many times what was intended. */
  @IsQuantity(within(1, 10)) @MayBeAbsent() readonly up_to?: Decimal | null;
}

/** What becomes of a signal without a stop loss. */
class NoStopDto {
  @IsOneOf(['REFUSE', 'IMPOSE_STOP', 'FIXED_LOTS']) readonly kind!: NoStopPolicy['kind'];
  /** IMPOSE_STOP: when the signal asks for no volume; FIXED_LOTS: always. */
  @IsQuantity(aboveZero(LARGEST_LOTS)) @MayBeAbsent() readonly lots?: Decimal | null;
}

export class SizingSettingsDto {
  @ValidateNested() @Type(() => SizingModeDto) @MayBeAbsent() readonly mode?: SizingModeDto | null;
  @IsOneOf(BASES) @MayBeAbsent() readonly base?: SizingBase | null;
  @IsQuantity(aboveZero(LARGEST_LOTS)) @MayBeAbsent() readonly max_lots?: Decimal | null;
  /** Part of the free margin that one order may take. */
  @IsQuantity(aboveZero(1)) @MayBeAbsent() readonly margin_share?: Decimal | null;
  /** Of one side of one lot, in the account's currency. */
  @IsQuantity(within(0, 10_000)) @MayBeAbsent() readonly commission_per_side?: Decimal | null;
  @ValidateNested()
  @Type(() => BelowMinimumDto)
  @MayBeAbsent()
  readonly below_minimum?: BelowMinimumDto | null;
  @ValidateNested() @Type(() => NoStopDto) @MayBeAbsent() readonly no_stop?: NoStopDto | null;
  /** Part of the risk that is taken at a confidence of 0; null = confidence changes nothing. */
  @IsQuantity(within(0, 1)) @MayBeAbsent() readonly confidence_at_zero?: Decimal | null;
  /** Part of the distance to the nearest equity floor that one position may risk. */
  @IsQuantity(aboveZero(1)) @MayBeAbsent() readonly headroom_share?: Decimal | null;
}

/** @throws SettingMissingError when a kind lacks the number it needs */
export function toSizing(dto: SizingSettingsDto, usual: SizingSettings): SizingSettings {
  return {
    mode: dto.mode ? toMode(dto.mode) : usual.mode,
    base: dto.base ?? usual.base,
    maxLots: dto.max_lots ?? null,
    marginShare: dto.margin_share ?? usual.marginShare,
    commissionPerSide: dto.commission_per_side ?? usual.commissionPerSide,
    belowMinimum: dto.below_minimum ? toBelowMinimum(dto.below_minimum) : usual.belowMinimum,
    noStop: dto.no_stop ? toNoStop(dto.no_stop) : usual.noStop,
    confidenceAtZero: dto.confidence_at_zero ?? null,
    headroomShare: dto.headroom_share ?? usual.headroomShare,
  };
}

function toMode({ kind, after_open_risk, money, lots, per, factor }: SizingModeDto): SizingMode {
  const at = '/sizing/mode';
  switch (kind) {
    case 'PERCENT':
      return { kind, afterOpenRisk: after_open_risk ?? false };
    case 'FIXED_MONEY':
      return { kind, money: needed(money, `${at}/money`) };
    case 'FIXED_LOTS':
      return { kind, lots: needed(lots, `${at}/lots`) };
    case 'LOTS_PER_BALANCE':
      return { kind, lots: needed(lots, `${at}/lots`), per: needed(per, `${at}/per`) };
    case 'SOURCE_MULTIPLIER':
      return { kind, factor: needed(factor, `${at}/factor`) };
    case 'SOURCE_EQUITY_RATIO':
      return { kind };
  }
}

function toBelowMinimum({ kind, up_to }: BelowMinimumDto): BelowMinimumPolicy {
  return kind === 'SKIP' ? { kind } : { kind, upTo: needed(up_to, '/sizing/below_minimum/up_to') };
}

function toNoStop({ kind, lots }: NoStopDto): NoStopPolicy {
  return kind === 'REFUSE' ? { kind } : { kind, lots: needed(lots, '/sizing/no_stop/lots') };
}

function needed(value: Decimal | null | undefined, pointer: string): Decimal {
  if (!value) throw new SettingMissingError(pointer);
  return value;
}

export interface SizingSettingsView {
  readonly mode: {
    readonly kind: SizingMode['kind'];
    readonly after_open_risk?: boolean;
    readonly money?: number;
    readonly lots?: number;
    readonly per?: number;
    readonly factor?: number;
  };
  readonly base: SizingBase;
  readonly max_lots: number | null;
  readonly margin_share: number;
  readonly commission_per_side: number;
  readonly below_minimum: { readonly kind: BelowMinimumPolicy['kind']; readonly up_to?: number };
  readonly no_stop: { readonly kind: NoStopPolicy['kind']; readonly lots?: number };
  readonly confidence_at_zero: number | null;
  readonly headroom_share: number;
}

export function presentSizing(sizing: SizingSettings): SizingSettingsView {
  const { belowMinimum, noStop } = sizing;
  return {
    mode: presentMode(sizing.mode),
    base: sizing.base,
    max_lots: toJsonNumberOrNull(sizing.maxLots),
    margin_share: toJsonNumber(sizing.marginShare),
    commission_per_side: toJsonNumber(sizing.commissionPerSide),
    below_minimum:
      belowMinimum.kind === 'SKIP'
        ? { kind: 'SKIP' }
        : { kind: belowMinimum.kind, up_to: toJsonNumber(belowMinimum.upTo) },
    no_stop:
      noStop.kind === 'REFUSE' ? { kind: 'REFUSE' } : { kind: noStop.kind, lots: toJsonNumber(noStop.lots) },
    confidence_at_zero: toJsonNumberOrNull(sizing.confidenceAtZero),
    headroom_share: toJsonNumber(sizing.headroomShare),
  };
}

function presentMode(mode: SizingMode): SizingSettingsView['mode'] {
  switch (mode.kind) {
    case 'PERCENT':
      return { kind: mode.kind, after_open_risk: mode.afterOpenRisk };
    case 'FIXED_MONEY':
      return { kind: mode.kind, money: toJsonNumber(mode.money) };
    case 'FIXED_LOTS':
      return { kind: mode.kind, lots: toJsonNumber(mode.lots) };
    case 'LOTS_PER_BALANCE':
      return { kind: mode.kind, lots: toJsonNumber(mode.lots), per: toJsonNumber(mode.per) };
    case 'SOURCE_MULTIPLIER':
      return { kind: mode.kind, factor: toJsonNumber(mode.factor) };
    case 'SOURCE_EQUITY_RATIO':
      return { kind: mode.kind };
  }
}
