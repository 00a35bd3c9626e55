import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { type Decimal } from 'decimal.js';
import { type Lots, lots } from '../../money/quantity';
import { priceOrNone, reportedPriceOrZero } from '../../mt5-session/figures';
import { type OrderReport, REPORT_STATES, type ReportState } from '../../orders/evidence/report';
import {
  IsOneOf,
  IsQuantity,
  IsText,
  IsTicket,
  IsWhole,
  MayBeAbsent,
} from '../../platform/http/field-decorators';

const REPORT_ID = /^[\x21-\x7e]{1,128}$/;
/** Our ids are 63 bits wide. */
const ORDER_ID = /^[1-9]\d{0,17}$/;
const A_WEEK_MS = 7 * 86_400_000;

/** What became of an order, on the wire. */
export class ReportDto {
  @Matches(REPORT_ID, { message: 'must be 1 to 128 visible ASCII characters' })
  @ApiProperty({ example: '42-FILLED-987654321' })
  readonly report_id!: string;

  @Matches(ORDER_ID, { message: 'must be the id of an order' })
  @ApiProperty({ example: '42' })
  readonly order_id!: string;

  @IsOneOf(REPORT_STATES)
  readonly state!: ReportState;

  @IsWhole({ min: -2_147_483_648, max: 2_147_483_647 })
  @MayBeAbsent()
  readonly retcode?: number | null;

  @IsTicket()
  @MayBeAbsent()
  readonly order_ticket?: string | null;

  @IsTicket()
  @MayBeAbsent()
  readonly deal_ticket?: string | null;

  @IsTicket()
  @MayBeAbsent()
  readonly position_ticket?: string | null;

  /** Lots executed by this order altogether. */
  @IsQuantity(lots)
  @MayBeAbsent()
  readonly volume?: Lots | null;

  /** Their mean price; 0 or absent: none. */
  @IsQuantity(reportedPriceOrZero)
  @MayBeAbsent()
  readonly price?: Decimal | null;

  @IsText({ min: 0, max: 500 })
  @MayBeAbsent()
  readonly message?: string | null;

  /** How long ago it happened, by the terminal's monotonic clock. */
  @IsWhole({ min: 0, max: A_WEEK_MS })
  @MayBeAbsent()
  readonly age_ms?: number | null;
}

export function toOrderReport(dto: ReportDto): OrderReport {
  return {
    reportId: dto.report_id,
    orderId: dto.order_id,
    state: dto.state,
    retcode: dto.retcode ?? null,
    orderTicket: nonZero(dto.order_ticket),
    dealTicket: nonZero(dto.deal_ticket),
    positionTicket: nonZero(dto.position_ticket),
    volume: dto.volume ?? null,
    price: priceOrNone(dto.price),
    message: dto.message ?? null,
    ageMs: dto.age_ms ?? 0,
  };
}

/** MetaTrader says "none" with 0. */
function nonZero(ticket: string | null | undefined): string | null {
  return !ticket || /^0+$/.test(ticket) ? null : ticket;
}
