import { type Decimal } from 'decimal.js';
import { ratio } from '../../money/quantity';
import { IsQuantity, IsWhole } from '../../platform/http/field-decorators';
import { toJsonNumber } from '../../platform/http/json-number';
import { CEILINGS, type RiskProfile } from '../risk-profile';
import { type ChosenLimits } from '../risk-profiles.service';

/** `PUT /accounts/{id}/risk-profile`: all limits, under the server's ceilings. */
export class RiskProfileDto {
  /** Part of the account that one position may lose at its stop: 2 = 2 %. */
  @IsQuantity(riskPercent)
  readonly risk_percent!: Decimal;

  @IsWhole({ min: 0, max: CEILINGS.maxOpenPositions })
  readonly max_open_positions!: number;

  @IsWhole({ min: 1, max: CEILINGS.openingTtlSeconds })
  readonly opening_ttl_seconds!: number;
}

export function toLimits(dto: RiskProfileDto): ChosenLimits {
  return {
    riskPercent: dto.risk_percent,
    maxOpenPositions: dto.max_open_positions,
    openingTtlSeconds: dto.opening_ttl_seconds,
  };
}

export interface RiskProfileView {
  readonly account_id: string;
  readonly risk_percent: number;
  readonly max_open_positions: number;
  readonly opening_ttl_seconds: number;
  readonly updated_at: Date | null;
  readonly ceilings: {
    readonly risk_percent: number;
    readonly max_open_positions: number;
    readonly opening_ttl_seconds: number;
  };
}

export function presentProfile(profile: RiskProfile): RiskProfileView {
  return {
    account_id: profile.accountId,
    risk_percent: toJsonNumber(profile.riskPercent),
    max_open_positions: profile.maxOpenPositions,
    opening_ttl_seconds: profile.openingTtlSeconds,
    updated_at: profile.updatedAt,
    ceilings: {
      risk_percent: CEILINGS.riskPercent,
      max_open_positions: CEILINGS.maxOpenPositions,
      opening_ttl_seconds: CEILINGS.openingTtlSeconds,
    },
  };
}

function riskPercent(value: Decimal.Value): Decimal {
  const percent = ratio(value);
  if (percent.isZero() || percent.greaterThan(CEILINGS.riskPercent)) {
    throw new RangeError(`must be above 0 and at most ${CEILINGS.riskPercent}`);
  }
  if (percent.decimalPlaces() > 8) throw new RangeError('has more than 8 decimals');
  return percent;
}
