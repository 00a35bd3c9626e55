import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Sums of accounts' histories, a day at a time. All of it can be computed again from trades and deals. */
export class CreateStats20251024100100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stats_ledgers (
        account_id      uuid    NOT NULL,
        version         integer NOT NULL,
        revision        bigint  NOT NULL,
        dirty_from      timestamptz,
        opening_balance numeric(20, 8) NOT NULL,
        closing_balance numeric(20, 8) NOT NULL,
        anchored        boolean NOT NULL,
        gap             numeric(20, 8),
        CONSTRAINT stats_ledgers_pkey PRIMARY KEY (account_id),
        CONSTRAINT stats_ledgers_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE
      )`);
    await db.query(`
      CREATE TABLE stats_days (
        account_id uuid  NOT NULL,
        symbol     text  NOT NULL,
        day        date  NOT NULL,
        sums       jsonb NOT NULL,
        money      jsonb,
        curve      jsonb,
        CONSTRAINT stats_days_pkey PRIMARY KEY (account_id, symbol, day),
        CONSTRAINT stats_days_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE stats_days`);
    await db.query(`DROP TABLE stats_ledgers`);
  }
}
