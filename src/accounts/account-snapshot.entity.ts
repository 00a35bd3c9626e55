import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { type Money } from '../money/quantity';
import { DecimalColumn } from '../platform/database/decimal-column';

/** An account's money over time: a hypertable where TimescaleDB is there, monthly partitions elsewhere. */
@Entity('account_snapshots')
@Check('account_snapshots_balance_range', `balance > -1e12 AND balance < 1e12`)
@Check('account_snapshots_equity_range', `equity > -1e12 AND equity < 1e12`)
export class AccountSnapshotEntity {
  @ForeignKey('trading_accounts', { name: 'account_snapshots_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({
    name: 'account_id',
    type: 'uuid',
    primaryKeyConstraintName: 'account_snapshots_pkey',
  })
  readonly accountId!: string;

  @PrimaryColumn({
    name: 'taken_at',
    type: 'timestamptz',
    primaryKeyConstraintName: 'account_snapshots_pkey',
  })
  readonly takenAt!: Date;

  @DecimalColumn({ name: 'balance' }) readonly balance!: Money;
  @DecimalColumn({ name: 'equity' }) readonly equity!: Money;
  @DecimalColumn({ name: 'margin', nullable: true }) readonly margin!: Money | null;
  @DecimalColumn({ name: 'margin_free', nullable: true }) readonly marginFree!: Money | null;
  @DecimalColumn({ name: 'profit', nullable: true }) readonly profit!: Money | null;
}
