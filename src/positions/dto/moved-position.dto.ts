import { type Decimal } from 'decimal.js';
import { type Money } from '../../money/quantity';
import { priceOrNone, reportedMoney, reportedPriceOrZero } from '../../mt5-session/figures';
import { IsQuantity, IsTicket } from '../../platform/http/field-decorators';
import { type PositionPrice } from '../position';
import { canonicalTicket } from './ticket';

/** What moves of a position that was told before, on the wire. Everything else of it is as it was. */
export class MovedPositionDto {
  @IsTicket()
  readonly ticket!: string;

  /** 0: not known yet. */
  @IsQuantity(reportedPriceOrZero)
  readonly current_price!: Decimal;

  /** Floating, in the account's currency. */
  @IsQuantity(reportedMoney)
  readonly profit!: Money;
}

export function toPositionPrice(dto: MovedPositionDto): PositionPrice {
  return {
    ticket: canonicalTicket(dto.ticket),
    currentPrice: priceOrNone(dto.current_price),
    profit: dto.profit,
  };
}
