import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** How much of an account's history its terminal has told, so that it goes on there after a restart of either. */
export class FollowHistory20251025100200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE trading_accounts
        ADD COLUMN history_told_until timestamp,
        ADD COLUMN history_deals_total integer,
        ADD COLUMN history_deals_told integer,
        ADD COLUMN history_complete boolean NOT NULL DEFAULT false`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE trading_accounts
        DROP COLUMN history_told_until, DROP COLUMN history_deals_total, DROP COLUMN history_deals_told,
        DROP COLUMN history_complete`);
  }
}
