import { IsFlag, IsId, IsInstant, IsWhole, ListOf, MayBeAbsent } from '../../platform/http/field-decorators';
import { PositionDto } from './position.dto';

/** MetaTrader's own limit lies far below at every broker we know of. */
export const MOST_POSITIONS = 1000;

/** `POST /trading/positions/update`, on the wire: the list of all open positions. */
export class UpdatePositionsDto {
  @IsId()
  readonly session_id!: string;

  /** The terminal's own time: a list older than the last one applied is not applied. */
  @IsInstant()
  @MayBeAbsent()
  readonly timestamp?: Date | null;

  /** False: the list is a part, and nothing is taken for closed. Absent: it is whole. */
  @IsFlag()
  @MayBeAbsent()
  readonly complete?: boolean | null;

  /** How many positions the terminal has. If the list has another number, nothing is taken for closed. */
  @IsWhole({ min: 0, max: 1_000_000 })
  @MayBeAbsent()
  readonly positions_total?: number | null;

  @ListOf(() => PositionDto, { max: MOST_POSITIONS })
  readonly positions!: PositionDto[];
}

type WholeList = Pick<UpdatePositionsDto, 'complete' | 'positions_total' | 'positions'>;

/** Whether the list holds every open position, as far as the terminal itself says. */
export function isWhole({ complete, positions_total, positions }: WholeList): boolean {
  return (complete ?? true) && (positions_total ?? positions.length) === positions.length;
}
