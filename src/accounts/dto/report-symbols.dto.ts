import { type Decimal } from 'decimal.js';
import { ArrayMaxSize, IsArray, Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import {
  IsId,
  IsInstant,
  IsQuantity,
  IsSymbol,
  IsText,
  IsWhole,
  ListOf,
  MayBeAbsent,
} from '../../platform/http/field-decorators';
import { type Price, price } from '../../money/quantity';
import { type Quote, type SymbolSpec } from '../symbol-spec';
import { notNegative, someVolume, tick } from './spec-figures';

/** MetaTrader's own word, without its prefix. Which words mean something is for sizing to say. */
const MODE = /^[A-Z][A-Z0-9_]{0,31}$/;
const MODE_MESSAGE = 'must be capital letters, digits and _';

/** A symbol's conditions, on the wire, with its last tick if the terminal has one. */
export class SymbolDto {
  @IsSymbol() readonly symbol!: string;
  @IsWhole({ min: 0, max: 8 }) readonly digits!: number;
  @IsQuantity(tick) readonly point!: Decimal;
  @IsQuantity(tick) readonly tick_size!: Decimal;
  /** Of one lot, in the account's currency; 0 until the terminal knows it. */
  @IsQuantity(notNegative) readonly tick_value_profit!: Decimal;
  @IsQuantity(notNegative) readonly tick_value_loss!: Decimal;
  @IsQuantity(notNegative) readonly contract_size!: Decimal;
  @IsQuantity(someVolume) readonly volume_min!: Decimal;
  @IsQuantity(someVolume) readonly volume_max!: Decimal;
  @IsQuantity(someVolume) readonly volume_step!: Decimal;
  /** 0 = no limit. */
  @IsQuantity(notNegative) readonly volume_limit!: Decimal;
  @IsWhole({ min: 0, max: 1_000_000 }) readonly stops_level_points!: number;
  @IsWhole({ min: 0, max: 1_000_000 }) readonly freeze_level_points!: number;

  @Matches(MODE, { message: MODE_MESSAGE })
  @ApiProperty({ example: 'FOREX' })
  readonly calc_mode!: string;

  @Matches(MODE, { message: MODE_MESSAGE })
  @ApiProperty({ example: 'FULL' })
  readonly trade_mode!: string;

  @Matches(MODE, { message: MODE_MESSAGE })
  @ApiProperty({ example: 'MARKET' })
  readonly execution_mode!: string;

  @IsArray({ message: 'must be a list of words' })
  @ArrayMaxSize(8)
  @Matches(MODE, { each: true, message: MODE_MESSAGE })
  @ApiProperty({ type: [String], example: ['FOK', 'IOC'] })
  readonly filling_modes!: string[];

  @IsText({ min: 0, max: 16 }) readonly currency_base!: string;
  @IsText({ min: 0, max: 16 }) readonly currency_profit!: string;
  @IsText({ min: 0, max: 16 }) readonly currency_margin!: string;
  @IsQuantity(notNegative) readonly margin_initial!: Decimal;
  @IsQuantity(notNegative) readonly margin_maintenance!: Decimal;

  @IsQuantity(notNegative)
  @MayBeAbsent()
  readonly margin_rate_buy?: Decimal | null;

  @IsQuantity(notNegative)
  @MayBeAbsent()
  readonly margin_rate_sell?: Decimal | null;

  @IsQuantity(price)
  @MayBeAbsent()
  readonly bid?: Price | null;

  @IsQuantity(price)
  @MayBeAbsent()
  readonly ask?: Price | null;

  @IsInstant()
  @MayBeAbsent()
  readonly quoted_at?: Date | null;
}

/** `POST /mt5/symbols`, on the wire. */
export class ReportSymbolsDto {
  @IsId()
  readonly session_id!: string;

  @ListOf(() => SymbolDto, { max: 500 })
  readonly symbols!: SymbolDto[];
}

export function toSymbolSpec(dto: SymbolDto): SymbolSpec {
  return {
    symbol: dto.symbol,
    digits: dto.digits,
    point: dto.point,
    tickSize: dto.tick_size,
    tickValueProfit: dto.tick_value_profit,
    tickValueLoss: dto.tick_value_loss,
    contractSize: dto.contract_size,
    volumeMin: dto.volume_min,
    volumeMax: dto.volume_max,
    volumeStep: dto.volume_step,
    volumeLimit: dto.volume_limit,
    stopsLevelPoints: dto.stops_level_points,
    freezeLevelPoints: dto.freeze_level_points,
    calcMode: dto.calc_mode,
    tradeMode: dto.trade_mode,
    executionMode: dto.execution_mode,
    fillingModes: dto.filling_modes,
    currencyBase: dto.currency_base,
    currencyProfit: dto.currency_profit,
    currencyMargin: dto.currency_margin,
    marginInitial: dto.margin_initial,
    marginMaintenance: dto.margin_maintenance,
    marginRateBuy: dto.margin_rate_buy ?? null,
    marginRateSell: dto.margin_rate_sell ?? null,
  };
}

/** The quotes among the reported symbols: those that came whole. */
export function toQuotes(symbols: readonly SymbolDto[]): Quote[] {
  return symbols.flatMap(({ symbol, bid, ask, quoted_at }) =>
    bid && ask && quoted_at ? [{ symbol, bid, ask, quotedAt: quoted_at }] : [],
  );
}
