import { type Decimal } from 'decimal.js';
import { Matches } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import { type Lots, lots, type Money } from '../../money/quantity';
import { priceOrNone, reportedMoney, reportedPriceOrZero } from '../../mt5-session/figures';
import {
  IsId,
  IsInstant,
  IsOneOf,
  IsQuantity,
  IsSymbol,
  IsText,
  IsTicket,
  ListOf,
  MayBeAbsent,
} from '../../platform/http/field-decorators';
import { DEAL_ENTRIES, type DealEntry, type ReportedDeal } from '../deal';
import { canonicalTicket, ticketOrNone } from './ticket';

/** MetaTrader's own word, without its prefix: `DEAL_REASON_SL` is `SL`. */
const WORD = /^[A-Z][A-Z0-9_]{0,31}$/;
const WORD_MESSAGE = 'must be capital letters, digits and _';
/** The broker's wall clock has no zone, and must not pretend to have one. */
const WALL_CLOCK = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

export const MOST_DEALS = 500;

/** An execution at the broker, on the wire. A balance operation has neither symbol nor position nor price. */
export class DealDto {
  @IsTicket()
  readonly ticket!: string;

  @IsTicket()
  @MayBeAbsent()
  readonly order?: string | null;

  /** The identifier of the position. */
  @IsTicket()
  @MayBeAbsent()
  readonly position?: string | null;

  @IsSymbol()
  @MayBeAbsent()
  readonly symbol?: string | null;

  @Matches(WORD, { message: WORD_MESSAGE })
  @ApiProperty({ example: 'BUY' })
  readonly type!: string;

  @IsOneOf(DEAL_ENTRIES)
  readonly entry!: DealEntry;

  @IsQuantity(lots)
  readonly volume!: Lots;

  /** 0 or absent: none. */
  @IsQuantity(reportedPriceOrZero)
  @MayBeAbsent()
  readonly price?: Decimal | null;

  @IsQuantity(reportedMoney)
  readonly profit!: Money;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly swap?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly commission?: Money | null;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly fee?: Money | null;

  @IsTicket()
  @MayBeAbsent()
  readonly magic?: string | null;

  @IsText({ min: 0, max: 64 })
  @MayBeAbsent()
  readonly comment?: string | null;

  /** `SL`, `TP`, `SO`, `CLIENT`, `EXPERT` and so on. */
  @Matches(WORD, { message: WORD_MESSAGE })
  @ApiProperty({ example: 'EXPERT' })
  @MayBeAbsent()
  readonly reason?: string | null;

  @IsInstant()
  readonly time!: Date;

  /** The broker's own clock at that moment, without a zone. */
  @Matches(WALL_CLOCK, { message: 'must be a time without a zone, such as 2025-10-23T13:00:01' })
  @ApiProperty({ example: '2025-10-23T13:00:01' })
  @MayBeAbsent()
  readonly broker_time?: string | null;
}

/** `POST /trading/deals`, on the wire. */
export class ReportDealsDto {
  @IsId()
  readonly session_id!: string;

  @ListOf(() => DealDto, { max: MOST_DEALS })
  readonly deals!: DealDto[];
}

export function toReportedDeal(dto: DealDto): ReportedDeal {
  return {
    ticket: canonicalTicket(dto.ticket),
    orderTicket: ticketOrNone(dto.order),
    positionId: ticketOrNone(dto.position),
    symbol: dto.symbol ?? null,
    type: dto.type,
    entry: dto.entry,
    volume: dto.volume,
    price: priceOrNone(dto.price),
    profit: dto.profit,
    swap: dto.swap ?? reportedMoney(0),
    commission: dto.commission ?? reportedMoney(0),
    fee: dto.fee ?? reportedMoney(0),
    magic: ticketOrNone(dto.magic),
    comment: dto.comment ?? null,
    reason: dto.reason ?? null,
    executedAt: dto.time,
    brokerTime: dto.broker_time ?? null,
  };
}
