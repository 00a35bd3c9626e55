import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * What terminals measured of their brokers' clocks, and how each deal's time became UTC. Deals that were stored before
 * say nothing of it: they are read as ASSUMED, and dated again as soon as something is known.
 */
export class FollowBrokerClocks20251027000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE broker_offsets (
        account_id     uuid        NOT NULL,
        since          timestamptz NOT NULL,
        until          timestamptz NOT NULL,
        offset_seconds integer     NOT NULL,
        is_news        boolean     NOT NULL,
        CONSTRAINT broker_offsets_pkey PRIMARY KEY (account_id, since),
        CONSTRAINT broker_offsets_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT broker_offsets_range CHECK (offset_seconds BETWEEN -50400 AND 50400)
      )`);
    await db.query(`CREATE INDEX broker_offsets_news_idx ON broker_offsets (account_id) WHERE is_news`);
    await db.query(`ALTER TABLE trading_deals ADD COLUMN time_basis text`);
    await db.query(`
      ALTER TABLE trading_deals ADD CONSTRAINT trading_deals_time_basis_known
        CHECK (time_basis IN ('MEASURED', 'DERIVED', 'ASSUMED', 'TOLD')) NOT VALID`);
    await db.query(`SELECT raise_owner_walls()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE trading_deals DROP COLUMN time_basis`);
    await db.query(`DROP TABLE broker_offsets`);
  }
}
