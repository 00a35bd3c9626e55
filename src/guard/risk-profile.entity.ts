import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';

/** The limits an account's owner chose; an account without a row uses the defaults. */
@Entity('risk_profiles')
@Check('risk_profiles_risk_percent_range', 'risk_percent > 0 AND risk_percent <= 100')
@Check('risk_profiles_max_open_positions_range', 'max_open_positions BETWEEN 0 AND 1000')
@Check('risk_profiles_opening_ttl_range', 'opening_ttl_seconds BETWEEN 1 AND 86400')
export class RiskProfileEntity {
  @ForeignKey('TradingAccountEntity', { name: 'risk_profiles_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'risk_profiles_pkey' })
  readonly accountId!: string;

  @ForeignKey('UserEntity', { name: 'risk_profiles_user_fkey', onDelete: 'CASCADE' })
  @Column({ name: 'user_id', type: 'uuid' })
  readonly userId!: string;

  @DecimalColumn({ name: 'risk_percent' }) riskPercent!: Decimal;
  @Column({ name: 'max_open_positions', type: 'integer' }) maxOpenPositions!: number;
  @Column({ name: 'opening_ttl_seconds', type: 'integer' }) openingTtlSeconds!: number;
  /** Everything else its owner chose, as `profile-document.ts` writes it; what is absent is the default. */
  @Column({ name: 'settings', type: 'jsonb', default: {} }) settings!: object;
  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt!: Date;
}
