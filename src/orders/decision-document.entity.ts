import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A profile or a contract that decisions were made from, kept once for all of an owner's decisions that say so. */
@Entity('decision_documents')
export class DecisionDocumentEntity {
  @ForeignKey('UserEntity', { name: 'decision_documents_user_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'user_id', type: 'uuid', primaryKeyConstraintName: 'decision_documents_pkey' })
  readonly userId!: string;

  /** A hash of the body. */
  @PrimaryColumn({ name: 'key', type: 'text', primaryKeyConstraintName: 'decision_documents_pkey' })
  readonly key!: string;

  @Column({ name: 'body', type: 'json' }) readonly body!: object;
}
