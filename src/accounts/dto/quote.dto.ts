import { type Price, price } from '../../money/quantity';
import { IsInstant, IsQuantity, IsSymbol } from '../../platform/http/field-decorators';
import { type Quote } from '../symbol-spec';

/** A symbol's last tick, on the wire. */
export class QuoteDto {
  @IsSymbol()
  readonly symbol!: string;

  @IsQuantity(price)
  readonly bid!: Price;

  @IsQuantity(price)
  readonly ask!: Price;

  /** When it ticked, in UTC by the terminal's reckoning. */
  @IsInstant()
  readonly time!: Date;
}

export function toQuote({ symbol, bid, ask, time }: QuoteDto): Quote {
  return { symbol, bid, ask, quotedAt: time };
}
