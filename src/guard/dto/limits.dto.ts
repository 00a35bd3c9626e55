import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, Matches, ValidateNested } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { type Decimal } from 'decimal.js';
import { IsQuantity, IsWhole, MayBeAbsent, SYMBOL, SYMBOL_RULE } from '../../platform/http/field-decorators';
import { toJsonNumberOrNull } from '../../platform/http/json-number';
import { CEILINGS } from '../../risk/risk-ceilings';
import { type RateLimit } from '../../risk/risk-limits';
import { type OwnLimits } from '../risk-profile';
import { aboveZero, within } from './bounds';

/** The windows of `orders_per_…`, which a profile cannot move: the ledger counts by them. */
const SECOND = 1;
const MINUTE = 60;
const DAY = 86_400;

/** The windows may be longer than the server's own, never shorter: a ceiling could not be held against them. */
const EXECUTIONS_WINDOW = CEILINGS.sourceExecutions?.windowSeconds ?? 1;
const STOP_OUTS_WINDOW = CEILINGS.sourceStopOuts?.windowSeconds ?? 1;
const WEEK = 7 * DAY;

class ExecutionRateDto {
  @IsWhole({ min: 1, max: 10_000 }) readonly max!: number;
  @IsWhole({ min: EXECUTIONS_WINDOW, max: DAY }) readonly window_seconds!: number;
}

class StopOutRateDto {
  @IsWhole({ min: 1, max: 10_000 }) readonly max!: number;
  @IsWhole({ min: STOP_OUTS_WINDOW, max: WEEK }) readonly window_seconds!: number;
}

/** An account's limits. Absent: as usual. Null: off, as far as the server's ceiling lets it. */
export class LimitsDto {
  @IsWhole({ min: 1, max: CEILINGS.maxAccountAgeSeconds }) @MayBeAbsent() readonly max_account_age_seconds?:
    number | null;
  @IsWhole({ min: 1, max: CEILINGS.maxSignalAgeSeconds }) @MayBeAbsent() readonly max_signal_age_seconds?:
    number | null;
  @IsWhole({ min: 0, max: CEILINGS.maxSignalAheadSeconds })
  @MayBeAbsent()
  readonly max_signal_ahead_seconds?: number | null;

  /** The only symbols that may be opened, in the account's names. */
  @IsArray()
  @ArrayMaxSize(200)
  @ArrayUnique()
  @Matches(SYMBOL, { each: true, message: `each must be ${SYMBOL_RULE}` })
  @ApiProperty({ type: String, isArray: true, maxItems: 200 })
  @MayBeAbsent()
  readonly symbols?: string[] | null;

  @IsWhole({ min: 1, max: DAY }) @MayBeAbsent() readonly min_gap_seconds?: number | null;
  @IsQuantity(aboveZero(10)) @MayBeAbsent() readonly collar_forex_percent?: Decimal | null;
  @IsQuantity(aboveZero(20)) @MayBeAbsent() readonly collar_other_percent?: Decimal | null;
  @IsWhole({ min: 1, max: CEILINGS.maxQuoteAgeSeconds }) @MayBeAbsent() readonly max_quote_age_seconds?:
    number | null;
  @IsQuantity(aboveZero(100)) @MayBeAbsent() readonly min_reward_risk?: Decimal | null;
  @IsQuantity(within(0, 1)) @MayBeAbsent() readonly min_confidence?: Decimal | null;
  @IsQuantity(aboveZero(1e12)) @MayBeAbsent() readonly max_notional?: Decimal | null;
  @IsQuantity(aboveZero(500)) @MayBeAbsent() readonly max_notional_times_equity?: Decimal | null;
  @IsWhole({ min: 1, max: 20 }) @MayBeAbsent() readonly orders_per_second?: number | null;
  @IsWhole({ min: 1, max: 200 }) @MayBeAbsent() readonly orders_per_minute?: number | null;
  @IsWhole({ min: 1, max: 10_000 }) @MayBeAbsent() readonly orders_per_day?: number | null;
  @IsWhole({ min: 1, max: 100 }) @MayBeAbsent() readonly max_open_per_symbol?: number | null;
  @IsQuantity(aboveZero(50)) @MayBeAbsent() readonly max_total_risk_percent?: Decimal | null;
  /** Open positions without a stop, or on symbols nobody knows, that are put up with. */
  @IsWhole({ min: 0, max: CEILINGS.maxUnprotectedPositions })
  @MayBeAbsent()
  readonly max_unprotected_positions?: number | null;
  @IsQuantity(aboveZero(50)) @MayBeAbsent() readonly max_daily_loss_percent?: Decimal | null;
  @IsQuantity(within(100, 100_000)) @MayBeAbsent() readonly min_margin_level_percent?: Decimal | null;
  @ValidateNested()
  @Type(() => ExecutionRateDto)
  @MayBeAbsent()
  readonly source_executions?: ExecutionRateDto | null;
  @ValidateNested()
  @Type(() => StopOutRateDto)
  @MayBeAbsent()
  readonly source_stop_outs?: StopOutRateDto | null;
  @IsWhole({ min: 1, max: CEILINGS.maxUnknownOrders }) @MayBeAbsent() readonly max_unknown_orders?:
    number | null;
}

export function toOwnLimits(dto: LimitsDto, usual: OwnLimits): OwnLimits {
  return {
    maxAccountAgeSeconds: dto.max_account_age_seconds ?? usual.maxAccountAgeSeconds,
    maxSignalAgeSeconds: dto.max_signal_age_seconds ?? usual.maxSignalAgeSeconds,
    maxSignalAheadSeconds: dto.max_signal_ahead_seconds ?? usual.maxSignalAheadSeconds,
    symbols: chosen(dto.symbols, usual.symbols),
    minGapSeconds: chosen(dto.min_gap_seconds, usual.minGapSeconds),
    collarForexPercent: chosen(dto.collar_forex_percent, usual.collarForexPercent),
    collarOtherPercent: chosen(dto.collar_other_percent, usual.collarOtherPercent),
    maxQuoteAgeSeconds: dto.max_quote_age_seconds ?? usual.maxQuoteAgeSeconds,
    minRewardRisk: chosen(dto.min_reward_risk, usual.minRewardRisk),
    minConfidence: chosen(dto.min_confidence, usual.minConfidence),
    maxNotional: chosen(dto.max_notional, usual.maxNotional),
    maxNotionalTimesEquity: chosen(dto.max_notional_times_equity, usual.maxNotionalTimesEquity),
    orderRates: toRates(dto, usual.orderRates),
    maxOpenPerSymbol: chosen(dto.max_open_per_symbol, usual.maxOpenPerSymbol),
    maxTotalRiskPercent: chosen(dto.max_total_risk_percent, usual.maxTotalRiskPercent),
    maxUnprotectedPositions: dto.max_unprotected_positions ?? usual.maxUnprotectedPositions,
    maxDailyLossPercent: chosen(dto.max_daily_loss_percent, usual.maxDailyLossPercent),
    minMarginLevelPercent: chosen(dto.min_margin_level_percent, usual.minMarginLevelPercent),
    sourceExecutions: toRate(dto.source_executions, usual.sourceExecutions),
    sourceStopOuts: toRate(dto.source_stop_outs, usual.sourceStopOuts),
    maxUnknownOrders: dto.max_unknown_orders ?? usual.maxUnknownOrders,
    // what a spread usually is, nobody measures yet: as a limit it would refuse everything
    maxSpreadMultiple: usual.maxSpreadMultiple,
  };
}

function chosen<T>(said: T | null | undefined, usual: T | null): T | null {
  return said === undefined ? usual : said;
}

function toRate(
  dto: ExecutionRateDto | StopOutRateDto | null | undefined,
  usual: RateLimit | null,
): RateLimit | null {
  if (dto === undefined) return usual;
  return dto && { windowSeconds: dto.window_seconds, max: dto.max };
}

function toRates(dto: LimitsDto, usual: readonly RateLimit[]): readonly RateLimit[] {
  const said: [number, number | null | undefined][] = [
    [SECOND, dto.orders_per_second],
    [MINUTE, dto.orders_per_minute],
    [DAY, dto.orders_per_day],
  ];
  return said.flatMap(([windowSeconds, orders]) => {
    const max = chosen(orders, maxIn(usual, windowSeconds));
    return max === null ? [] : [{ windowSeconds, max }];
  });
}

function maxIn(rates: readonly RateLimit[], windowSeconds: number): number | null {
  return rates.find((rate) => rate.windowSeconds === windowSeconds)?.max ?? null;
}

interface RateView {
  readonly max: number;
  readonly window_seconds: number;
}

export interface LimitsView {
  readonly max_account_age_seconds: number;
  readonly max_signal_age_seconds: number;
  readonly max_signal_ahead_seconds: number;
  readonly symbols: readonly string[] | null;
  readonly min_gap_seconds: number | null;
  readonly collar_forex_percent: number | null;
  readonly collar_other_percent: number | null;
  readonly max_quote_age_seconds: number;
  readonly min_reward_risk: number | null;
  readonly min_confidence: number | null;
  readonly max_notional: number | null;
  readonly max_notional_times_equity: number | null;
  readonly orders_per_second: number | null;
  readonly orders_per_minute: number | null;
  readonly orders_per_day: number | null;
  readonly max_open_per_symbol: number | null;
  readonly max_total_risk_percent: number | null;
  readonly max_unprotected_positions: number;
  readonly max_daily_loss_percent: number | null;
  readonly min_margin_level_percent: number | null;
  readonly source_executions: RateView | null;
  readonly source_stop_outs: RateView | null;
  readonly max_unknown_orders: number;
}

export function presentLimits(limits: OwnLimits): LimitsView {
  const { orderRates } = limits;
  return {
    max_account_age_seconds: limits.maxAccountAgeSeconds,
    max_signal_age_seconds: limits.maxSignalAgeSeconds,
    max_signal_ahead_seconds: limits.maxSignalAheadSeconds,
    symbols: limits.symbols,
    min_gap_seconds: limits.minGapSeconds,
    collar_forex_percent: toJsonNumberOrNull(limits.collarForexPercent),
    collar_other_percent: toJsonNumberOrNull(limits.collarOtherPercent),
    max_quote_age_seconds: limits.maxQuoteAgeSeconds,
    min_reward_risk: toJsonNumberOrNull(limits.minRewardRisk),
    min_confidence: toJsonNumberOrNull(limits.minConfidence),
    max_notional: toJsonNumberOrNull(limits.maxNotional),
    max_notional_times_equity: toJsonNumberOrNull(limits.maxNotionalTimesEquity),
    orders_per_second: maxIn(orderRates, SECOND),
    orders_per_minute: maxIn(orderRates, MINUTE),
    orders_per_day: maxIn(orderRates, DAY),
    max_open_per_symbol: limits.maxOpenPerSymbol,
    max_total_risk_percent: toJsonNumberOrNull(limits.maxTotalRiskPercent),
    max_unprotected_positions: limits.maxUnprotectedPositions,
    max_daily_loss_percent: toJsonNumberOrNull(limits.maxDailyLossPercent),
    min_margin_level_percent: toJsonNumberOrNull(limits.minMarginLevelPercent),
    source_executions: presentRate(limits.sourceExecutions),
    source_stop_outs: presentRate(limits.sourceStopOuts),
    max_unknown_orders: limits.maxUnknownOrders,
  };
}

function presentRate(rate: RateLimit | null): RateView | null {
  return rate && { max: rate.max, window_seconds: rate.windowSeconds };
}
