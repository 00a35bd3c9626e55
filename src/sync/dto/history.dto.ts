import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { type HistoryProgress } from '../../accounts/account';
import { IsFlag, IsWhole, MayBeAbsent } from '../../platform/http/field-decorators';
import { WALL_CLOCK, WALL_CLOCK_RULE } from './terminal-clock.dto';

const MOST = 2_147_483_647;

/** How far a terminal has told its history, the deals of this message included: from the oldest on. */
export class HistoryDto {
  /** The broker's clock when the last of them was executed, without a zone. */
  @Matches(WALL_CLOCK, { message: WALL_CLOCK_RULE })
  @ApiProperty({ example: '2025-10-23T13:00:00' })
  @MayBeAbsent()
  readonly until?: string | null;

  @IsWhole({ min: 0, max: MOST })
  readonly deals_told!: number;

  @IsWhole({ min: 0, max: MOST })
  readonly deals_total!: number;

  /** True: there are no more. */
  @IsFlag()
  readonly complete!: boolean;
}

export function toHistoryProgress(dto: HistoryDto): HistoryProgress {
  return {
    toldUntil: dto.until ?? null,
    dealsTotal: dto.deals_total,
    dealsTold: dto.deals_told,
    complete: dto.complete,
  };
}
