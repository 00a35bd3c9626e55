import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { type Decimal } from 'decimal.js';
import {
  IsOneOf,
  IsQuantity,
  IsSymbol,
  IsWhole,
  ListOf,
  MayBeAbsent,
} from '../../platform/http/field-decorators';
import { toJsonNumber } from '../../platform/http/json-number';
import { defaultProfile } from '../default-profile';
import { CEILINGS, CLOSING_SCOPES, type ClosingScope, type RiskProfile } from '../risk-profile';
import { type ChosenLimits } from '../risk-profiles.service';
import { aboveZero } from './bounds';
import { GuardSettingsDto, type GuardSettingsView, presentGuard, toGuard } from './guard-settings.dto';
import { LimitsDto, type LimitsView, presentLimits, toOwnLimits } from './limits.dto';
import { presentSizing, SizingSettingsDto, type SizingSettingsView, toSizing } from './sizing-settings.dto';

const MOST_SYMBOLS = 200;

/** One line of the owner's table of symbols. */
class SymbolPairDto {
  /** As signals call it. */
  @IsSymbol() readonly signal!: string;
  /** As the account calls it. */
  @IsSymbol()
  readonly account!: string;
}

/** `PUT /accounts/{id}/risk-profile`: all of it, under the server's ceilings; what is absent is as usual. */
export class RiskProfileDto {
  /** Part of the account that one position may lose at its stop: 2 = 2 %. */
  @IsQuantity(aboveZero(CEILINGS.riskPercent))
  readonly risk_percent!: Decimal;

  @IsWhole({ min: 0, max: CEILINGS.maxOpenPositions })
  readonly max_open_positions!: number;

  @IsWhole({ min: 1, max: CEILINGS.openingTtlSeconds })
  readonly opening_ttl_seconds!: number;

  @ValidateNested() @Type(() => SizingSettingsDto) @MayBeAbsent() readonly sizing?: SizingSettingsDto | null;
  @ValidateNested() @Type(() => LimitsDto) @MayBeAbsent() readonly limits?: LimitsDto | null;

  /** Which symbol of the account a signal's symbol is, where the names alone do not say. */
  @ListOf(() => SymbolPairDto, { max: MOST_SYMBOLS }) @MayBeAbsent() readonly symbol_map?:
    SymbolPairDto[] | null;

  /** OWN: closing signals close what our orders opened. ALL: every position of the symbol and side. */
  @IsOneOf(CLOSING_SCOPES) @MayBeAbsent() readonly closes?: ClosingScope | null;

  /** The loss rules the account is under; null = none but the limit of the day. */
  @ValidateNested() @Type(() => GuardSettingsDto) @MayBeAbsent() readonly guard?: GuardSettingsDto | null;
}

/** @param firstSeen when the account was first seen, for a guard that does not say when it began */
export function toLimits(dto: RiskProfileDto, firstSeen: Date): ChosenLimits {
  const usual = defaultProfile('');
  return {
    riskPercent: dto.risk_percent,
    maxOpenPositions: dto.max_open_positions,
    openingTtlSeconds: dto.opening_ttl_seconds,
    sizing: dto.sizing ? toSizing(dto.sizing, usual.sizing) : usual.sizing,
    limits: dto.limits ? toOwnLimits(dto.limits, usual.limits) : usual.limits,
    symbolMap: Object.fromEntries((dto.symbol_map ?? []).map(({ signal, account }) => [signal, account])),
    closes: dto.closes ?? usual.closes,
    guard: dto.guard ? toGuard(dto.guard, firstSeen) : null,
  };
}

export interface RiskProfileView {
  readonly account_id: string;
  readonly risk_percent: number;
  readonly max_open_positions: number;
  readonly opening_ttl_seconds: number;
  readonly sizing: SizingSettingsView;
  readonly limits: LimitsView;
  readonly symbol_map: readonly { readonly signal: string; readonly account: string }[];
  readonly closes: ClosingScope;
  readonly guard: GuardSettingsView | null;
  readonly updated_at: Date | null;
  readonly ceilings: {
    readonly risk_percent: number;
    readonly max_open_positions: number;
    readonly opening_ttl_seconds: number;
  };
}

export function presentProfile(profile: RiskProfile): RiskProfileView {
  return {
    account_id: profile.accountId,
    risk_percent: toJsonNumber(profile.riskPercent),
    max_open_positions: profile.maxOpenPositions,
    opening_ttl_seconds: profile.openingTtlSeconds,
    sizing: presentSizing(profile.sizing),
    limits: presentLimits(profile.limits),
    symbol_map: Object.entries(profile.symbolMap).map(([signal, account]) => ({ signal, account })),
    closes: profile.closes,
    guard: profile.guard && presentGuard(profile.guard),
    updated_at: profile.updatedAt,
    ceilings: {
      risk_percent: toJsonNumber(CEILINGS.riskPercent),
      max_open_positions: CEILINGS.maxOpenPositions,
      opening_ttl_seconds: CEILINGS.openingTtlSeconds,
    },
  };
}
