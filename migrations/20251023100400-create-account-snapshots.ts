import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * A hypertable where TimescaleDB is installed, native monthly partitions elsewhere. The queries are the same.
 * Only what TimescaleDB's Apache edition has is used here.
 */
export class CreateAccountSnapshots20251023100400 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    const timescale = await this.hasTimescale(db);
    const partitioned = timescale ? '' : 'PARTITION BY RANGE (taken_at)';
    await db.query(`
      CREATE TABLE account_snapshots (
        account_id   uuid           NOT NULL,
        taken_at     timestamptz    NOT NULL,
        balance      numeric(20, 8) NOT NULL,
        equity       numeric(20, 8) NOT NULL,
        margin       numeric(20, 8),
        margin_free  numeric(20, 8),
        profit       numeric(20, 8),
        CONSTRAINT account_snapshots_pkey PRIMARY KEY (account_id, taken_at),
        CONSTRAINT account_snapshots_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT account_snapshots_balance_range CHECK (balance > -1e12 AND balance < 1e12),
        CONSTRAINT account_snapshots_equity_range CHECK (equity > -1e12 AND equity < 1e12)
      ) ${partitioned}`);
    if (timescale) await this.makeHypertable(db);
    else await this.partitionByMonth(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE account_snapshots`);
    await db.query(`DROP FUNCTION IF EXISTS create_account_snapshot_partitions(timestamptz, integer)`);
  }

  /**
   * Whether the extension can be used. Its files alone are not enough: where it is not preloaded, creating it ends the
   * connection. That it is preloaded shows in its own setting, which every role may see.
   */
  private async hasTimescale(db: QueryRunner): Promise<boolean> {
    const found = (await db.query(`
      SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb'
      AND EXISTS (SELECT 1 FROM pg_settings WHERE name = 'timescaledb.disable_load')`)) as unknown[];
    return found.length > 0;
  }

  /** A week of an account's curve is a chunk. The primary key serves every query: no index on the time alone. */
  private async makeHypertable(db: QueryRunner): Promise<void> {
    await db.query(`CREATE EXTENSION IF NOT EXISTS timescaledb`);
    await db.query(`
      SELECT create_hypertable('account_snapshots', 'taken_at',
        chunk_time_interval => interval '7 days', create_default_indexes => false)`);
  }

  /**
   * Partitions are made ahead of time by this function; the default one catches what nobody foresaw,
   * and hands it over when the month gets its own.
   */
  private async partitionByMonth(db: QueryRunner): Promise<void> {
    await db.query(`CREATE TABLE account_snapshots_default PARTITION OF account_snapshots DEFAULT`);
    await db.query(`
      CREATE FUNCTION create_account_snapshot_partitions(first_month timestamptz, months integer)
      RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        month_start timestamptz;
        month_end timestamptz;
        partition_name text;
      BEGIN
        FOR i IN 0 .. months - 1 LOOP
          month_start := (date_trunc('month', first_month AT TIME ZONE 'UTC') + make_interval(months => i))
                         AT TIME ZONE 'UTC';
          month_end := (date_trunc('month', first_month AT TIME ZONE 'UTC') + make_interval(months => i + 1))
                       AT TIME ZONE 'UTC';
          partition_name := 'account_snapshots_' || to_char(month_start AT TIME ZONE 'UTC', 'YYYYMM');
          CONTINUE WHEN to_regclass(partition_name) IS NOT NULL;
          LOCK TABLE account_snapshots_default IN ACCESS EXCLUSIVE MODE;
          EXECUTE format('CREATE TABLE %I (LIKE account_snapshots INCLUDING CONSTRAINTS)', partition_name);
          EXECUTE format(
            'WITH moved AS (
               DELETE FROM account_snapshots_default WHERE taken_at >= %L AND taken_at < %L RETURNING *
             )
             INSERT INTO %I SELECT * FROM moved', month_start, month_end, partition_name);
          EXECUTE format(
            'ALTER TABLE account_snapshots ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            partition_name, month_start, month_end);
        END LOOP;
      END $$`);
    await db.query(`SELECT create_account_snapshot_partitions(now(), 3)`);
  }
}
