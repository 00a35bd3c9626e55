import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** From which day on the last revisions of an account's sums differ, so that who holds an older one reads no more than that. */
export class RememberChangedDays20251027000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE stats_ledgers ADD COLUMN changes jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE stats_ledgers DROP COLUMN changes`);
  }
}
