import { type Decimal } from 'decimal.js';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';

/** How far an account's history is summed up. */
@Entity('stats_ledgers')
export class StatsLedgerEntity {
  @ForeignKey('trading_accounts', { name: 'stats_ledgers_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'stats_ledgers_pkey' })
  readonly accountId!: string;

  /** Of the way in which days are summed up: another one sums up everything again. */
  @Column({ name: 'version', type: 'integer' }) version!: number;
  /** Counts the changes of the sums. */
  @Column({ name: 'revision', type: 'bigint' }) revision!: string;
  /** From which day on each of the last revisions differs from the one before it. */
  @Column({ name: 'changes', type: 'jsonb', default: [] }) changes!: object;
  /** From when on the sums are to be made again; null when they are right. */
  @Column({ name: 'dirty_from', type: 'timestamptz', nullable: true }) dirtyFrom!: Date | null;
  /** The balance before the first deal that was told. */
  @DecimalColumn({ name: 'opening_balance' }) openingBalance!: Decimal;
  /** The balance after the last deal that is summed up. */
  @DecimalColumn({ name: 'closing_balance' }) closingBalance!: Decimal;
  /** The history begins with a deposit, so that nothing was there before. */
  @Column({ name: 'anchored', type: 'boolean' }) anchored!: boolean;
  /** By how much the account's own balance differed from the closing one, when that was noticed last. */
  @DecimalColumn({ name: 'gap', nullable: true }) gap!: Decimal | null;
}
