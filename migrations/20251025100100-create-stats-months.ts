import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Sums of whole months, so that a history of years is put together from a few rows. Made again from the days. */
export class CreateStatsMonths20251025100100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stats_months (
        account_id uuid  NOT NULL,
        symbol     text  NOT NULL,
        month      date  NOT NULL,
        sums       jsonb NOT NULL,
        CONSTRAINT stats_months_pkey PRIMARY KEY (account_id, symbol, month),
        CONSTRAINT stats_months_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE stats_months`);
  }
}
