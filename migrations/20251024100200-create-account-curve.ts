import { type MigrationInterface, type QueryRunner } from 'typeorm';

/**
 * Accounts' curves by the minute, the hour and the day, so that ten million snapshots are answered from a few rows.
 * They are kept by the application, so they are the same with TimescaleDB, with its Apache edition and without it. Where
 * its full licence is present, it compresses old snapshots besides.
 */
export class CreateAccountCurve20251024100200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE account_curves (
        account_id uuid        NOT NULL,
        rolled_to  timestamptz NOT NULL,
        dirty_from timestamptz,
        CONSTRAINT account_curves_pkey PRIMARY KEY (account_id),
        CONSTRAINT account_curves_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE
      )`);
    await db.query(`
      CREATE TABLE account_curve_buckets (
        account_id      uuid           NOT NULL,
        seconds         integer        NOT NULL,
        starts_at       timestamptz    NOT NULL,
        samples         integer        NOT NULL,
        balance_start   numeric(20, 8) NOT NULL,
        balance_min     numeric(20, 8) NOT NULL,
        balance_max     numeric(20, 8) NOT NULL,
        balance_sum     numeric(30, 8) NOT NULL,
        balance_last    numeric(20, 8) NOT NULL,
        equity_start    numeric(20, 8) NOT NULL,
        equity_min      numeric(20, 8) NOT NULL,
        equity_max      numeric(20, 8) NOT NULL,
        equity_sum      numeric(30, 8) NOT NULL,
        equity_last     numeric(20, 8) NOT NULL,
        equity_min_at   timestamptz    NOT NULL,
        equity_max_at   timestamptz    NOT NULL,
        fall_peak       numeric(20, 8),
        fall_peak_at    timestamptz,
        fall_trough     numeric(20, 8),
        fall_trough_at  timestamptz,
        CONSTRAINT account_curve_buckets_pkey PRIMARY KEY (account_id, seconds, starts_at),
        CONSTRAINT account_curve_buckets_account_fkey
          FOREIGN KEY (account_id) REFERENCES trading_accounts (id) ON DELETE CASCADE,
        CONSTRAINT account_curve_buckets_seconds_known CHECK (seconds IN (60, 3600, 86400))
      )`);
    await this.compressWhereLicensed(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE account_curve_buckets`);
    await db.query(`DROP TABLE account_curves`);
  }

  /** Policies and compression belong to the `timescale` licence; the Apache edition refuses them. */
  private async compressWhereLicensed(db: QueryRunner): Promise<void> {
    const licensed = (await db.query(`
      SELECT 1 FROM pg_extension
      WHERE extname = 'timescaledb' AND current_setting('timescaledb.license', true) = 'timescale'`)) as unknown[];
    if (licensed.length === 0) return;
    await db.query(`
      ALTER TABLE account_snapshots SET (
        timescaledb.compress, timescaledb.compress_segmentby = 'account_id', timescaledb.compress_orderby = 'taken_at')`);
    await db.query(`SELECT add_compression_policy('account_snapshots', interval '30 days')`);
  }
}
