import { type Decimal } from 'decimal.js';
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DecimalColumn } from '../platform/database/decimal-column';

/** A symbol whose open volume by our orders is not what the terminal shows; no row = they agree. */
@Entity('book_drifts')
@Check('book_drifts_difference_range', 'difference > 0 AND difference <= 1e6')
export class BookDriftEntity {
  @ForeignKey('TradingAccountEntity', { name: 'book_drifts_account_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'account_id', type: 'uuid', primaryKeyConstraintName: 'book_drifts_pkey' })
  readonly accountId!: string;

  @PrimaryColumn({ name: 'symbol', type: 'text', primaryKeyConstraintName: 'book_drifts_pkey' })
  readonly symbol!: string;

  /** In lots, summed over the orders that do not agree. */
  @DecimalColumn({ name: 'difference' }) difference!: Decimal;
  /** How many complete lists in a row have shown it. */
  @Column({ name: 'snapshots', type: 'integer' }) snapshots!: number;
  @Column({ name: 'since', type: 'timestamptz' }) readonly since!: Date;
}
