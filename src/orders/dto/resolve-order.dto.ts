import { type Decimal } from 'decimal.js';
import { type Lots, lots, type Price, price } from '../../money/quantity';
import { IsOneOf, IsQuantity, IsText, IsTicket, MayBeAbsent } from '../../platform/http/field-decorators';
import { type Resolution } from '../order-resolution';

const OUTCOMES = ['FILLED', 'REJECTED', 'NOT_EXECUTED'] as const;

/** `POST /trading/orders/{id}/resolve` */
export class ResolveOrderDto {
  @IsOneOf(OUTCOMES) readonly outcome!: Resolution['outcome'];

  /** What was looked at, and what it showed. */
  @IsText({ min: 3, max: 500 }) readonly reason!: string;

  /** FILLED: the position that it opened. */
  @IsTicket() @MayBeAbsent() readonly position_ticket?: string | null;
  /** FILLED: as much as was ordered, unless said otherwise. */
  @IsQuantity(positiveLots) @MayBeAbsent() readonly volume?: Lots | null;
  @IsQuantity(price) @MayBeAbsent() readonly price?: Price | null;
}

export function toResolution(dto: ResolveOrderDto): Resolution {
  return {
    outcome: dto.outcome,
    reason: dto.reason,
    positionTicket: dto.position_ticket ?? null,
    volume: dto.volume ?? null,
    price: dto.price ?? null,
  };
}

function positiveLots(value: Decimal.Value): Lots {
  const volume = lots(value);
  if (volume.isZero()) throw new RangeError('volume must be above 0');
  return volume;
}
