import { type Decimal } from 'decimal.js';
import { type Lots, type Money, type Price } from '../../money/quantity';
import { priceOrNone, reportedMoney, reportedPrice, reportedPriceOrZero } from '../../mt5-session/figures';
import {
  IsInstant,
  IsOneOf,
  IsQuantity,
  IsSymbol,
  IsText,
  IsTicket,
  MayBeAbsent,
} from '../../platform/http/field-decorators';
import { type ReportedPosition, type Side, SIDES } from '../position';
import { someLots } from './some-lots';
import { canonicalTicket } from './ticket';

/** An open position, on the wire. */
export class PositionDto {
  @IsTicket()
  readonly ticket!: string;

  /** The same for the position's whole life, whereas its ticket may change. Absent: the ticket. */
  @IsTicket()
  @MayBeAbsent()
  readonly identifier?: string | null;

  @IsSymbol()
  readonly symbol!: string;

  @IsOneOf(SIDES)
  readonly type!: Side;

  @IsQuantity(someLots)
  readonly volume!: Lots;

  @IsQuantity(reportedPrice)
  readonly open_price!: Price;

  /** 0 or absent: not known yet. */
  @IsQuantity(reportedPriceOrZero)
  @MayBeAbsent()
  readonly current_price?: Decimal | null;

  /** 0 or absent: none. */
  @IsQuantity(reportedPriceOrZero)
  @MayBeAbsent()
  readonly sl?: Decimal | null;

  /** 0 or absent: none. */
  @IsQuantity(reportedPriceOrZero)
  @MayBeAbsent()
  readonly tp?: Decimal | null;

  /** Floating, in the account's currency. */
  @IsQuantity(reportedMoney)
  readonly profit!: Money;

  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly swap?: Money | null;

  /** The sum over the position's deals: MetaTrader has no commission of a position. */
  @IsQuantity(reportedMoney)
  @MayBeAbsent()
  readonly commission?: Money | null;

  /** The id of our order, or another program's number. */
  @IsTicket()
  @MayBeAbsent()
  readonly magic?: string | null;

  @IsText({ min: 0, max: 64 })
  @MayBeAbsent()
  readonly comment?: string | null;

  @IsInstant()
  readonly open_time!: Date;
}

export function toReportedPosition(dto: PositionDto): ReportedPosition {
  return {
    ticket: canonicalTicket(dto.ticket),
    identifier: dto.identifier ? canonicalTicket(dto.identifier) : undefined,
    symbol: dto.symbol,
    side: dto.type,
    volume: dto.volume,
    openPrice: dto.open_price,
    currentPrice: priceOrNone(dto.current_price),
    stopLoss: priceOrNone(dto.sl),
    takeProfit: priceOrNone(dto.tp),
    profit: dto.profit,
    swap: dto.swap ?? reportedMoney(0),
    commission: dto.commission ?? reportedMoney(0),
    magic: dto.magic ? canonicalTicket(dto.magic) : undefined,
    comment: dto.comment ?? undefined,
    openedAt: dto.open_time,
  };
}
