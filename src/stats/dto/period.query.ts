import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { IsId, IsSymbol, MayBeAbsent } from '../../platform/http/field-decorators';
import { DAY_MS } from '../ledger-fold';

const DAY = /^(19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d$/;

/** A day of UTC, such as 2025-10-23. */
function IsDay(): PropertyDecorator {
  const validate = ValidateBy({
    name: 'isDay',
    validator: {
      validate: (value: unknown) => typeof value === 'string' && DAY.test(value) && isRealDay(value),
      defaultMessage: () => 'must be a day such as 2025-10-23',
    },
  });
  const describe = ApiProperty({ type: String, format: 'date', example: '2025-10-23' });
  return (target, property) => {
    validate(target, property);
    describe(target, property);
  };
}

/** `GET /stats/performance?account_id=…&symbol=EURUSD&from=2025-10-01&to=2025-10-31` */
export class PeriodQuery {
  /** Absent: each of the caller's accounts for itself. Money of two accounts is never added. */
  @IsId()
  @MayBeAbsent()
  readonly account_id?: string;

  @IsSymbol()
  @MayBeAbsent()
  readonly symbol?: string;

  /** The first day, in UTC. */
  @IsDay()
  @MayBeAbsent()
  readonly from?: string;

  /** The last day, in UTC, itself included. */
  @IsDay()
  @MayBeAbsent()
  readonly to?: string;
}

/** Which days, and of which symbol. */
export type Period = Readonly<Partial<Record<'symbol' | 'from' | 'to', string | undefined>>>;

/** The same period as moments: from the first one to just before the second. */
export function momentsOf({ from, to }: Period): { from?: Date; to?: Date } {
  return {
    ...(from && { from: new Date(Date.parse(from)) }),
    ...(to && { to: new Date(Date.parse(to) + DAY_MS) }),
  };
}

function isRealDay(text: string): boolean {
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
